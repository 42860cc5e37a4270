package dev.atelier.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.EventJson;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.CredentialVault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class CredentialsTest {
    private static final CredentialVault VAULT =
            (account, name) -> {
                if (account.equals("local") && name.equals("bucket")) {
                    return Workbench.json("{'secret':'s3kr3t'}");
                }
                throw CredentialVault.unknown(name);
            };

    @TempDir private Path folder;

    @Test
    void tpl1SecretReachesTheRobotButNoEvent() {
        var seen = new ArrayList<String>();
        try (var bench = bench(seen)) {
            var node = bench.node();

            String id = bench.run(node, "{'a':{'robot':'/test/use','text':'bucket'}}");

            assertEquals(AssemblyStatus.COMPLETED, bench.status(node, id));
            assertEquals(List.of("s3kr3t"), seen);
            bench.store
                    .events(id, 0)
                    .forEach(event -> assertFalse(EventJson.write(event).contains("s3kr3t")));
        }
    }

    @Test
    void ten2CredentialsThatAreNotOfTheAccountFailTheStep() {
        try (var bench = bench(new ArrayList<>())) {
            var node = bench.node();

            String id = bench.run(node, "{'a':{'robot':'/test/use','text':'another'}}");

            assertEquals(
                    ErrorCode.TEMPLATE_CREDENTIALS_INJECTION_ERROR, bench.error(node, id).code());
        }
    }

    private Workbench bench(List<String> seen) {
        var bench =
                new Workbench(
                        folder,
                        TestRobot.of(
                                "/test/use",
                                about -> about.mayRunWithoutInput(),
                                (params, input, job) ->
                                        seen.add(
                                                job.credentials(String.valueOf(params.text()))
                                                        .path("secret")
                                                        .asText())));
        bench.vault = VAULT;
        return bench;
    }
}
