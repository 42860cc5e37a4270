package dev.atelier.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.server.auth.AuthKey;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;

/** Lists the keys, without their secrets. */
@Command(
        name = "list",
        description = "List the auth keys, without their secrets.",
        mixinStandardHelpOptions = true)
final class KeysListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Mixin private ChestOptions chest = new ChestOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        List<AuthKey> keys;
        try (var open = chest.open()) {
            keys = open.desk().all();
        }
        PrintWriter out = spec.commandLine().getOut();
        for (AuthKey key : keys) {
            out.println(json ? json(key).toString() : text(key));
        }
        if (keys.isEmpty() && !json) {
            out.println("There are no keys; make one with atelier keys add.");
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private static String text(AuthKey key) {
        return "%-32s  %-8s  %s  account %s%s%s  %s%n    %s"
                .formatted(
                        key.key(),
                        key.active() ? "good" : "revoked",
                        date(key.created()),
                        key.account(),
                        key.signatureRequired() ? "  signed creates only" : "",
                        key.algorithm() == null ? "" : "  " + key.algorithm().wire() + " only",
                        key.name(),
                        key.scopes().wire());
    }

    private static ObjectNode json(AuthKey key) {
        ObjectNode line = AssemblyFile.emptyJson();
        line.put("key", key.key());
        line.put("account", key.account());
        line.put("name", key.name());
        line.put("scopes", key.scopes().wire());
        line.put("require_signature", key.signatureRequired());
        line.put("algo", key.algorithm() == null ? null : key.algorithm().wire());
        line.put("created", date(key.created()));
        line.put("revoked", key.revoked() == null ? null : date(key.revoked()));
        return line;
    }

    private static String date(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
