package dev.atelier.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.StepRun;
import dev.atelier.core.robot.Emission;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class StoredFilesTest {
    @TempDir private Path folder;

    @Test
    void aStoredFileIsListedWhereItWasMadeAndKnownByItsPlace() {
        var bench =
                new Workbench(
                        folder,
                        TestRobot.of(
                                "/test/make",
                                about -> about.mayRunWithoutInput(),
                                (params, input, job) ->
                                        job.emit(TestRobot.made(job, "a.txt", "a", null))),
                        TestRobot.of(
                                "/test/store",
                                (params, input, job) -> {
                                    var meta = Workbench.json("{'storage_url':'s3://a'}");
                                    for (AssemblyFile file : input.files()) {
                                        job.emit(new Emission.PassOn(file, meta));
                                    }
                                }));
        try (bench) {
            var node = bench.node();

            String id =
                    bench.run(
                            node,
                            "{'made':{'robot':'/test/make'},"
                                    + "'kept':{'robot':'/test/store','use':'made'}}");

            var assembly = node.service().read(id, it -> it);
            List<StepRun> listed = assembly.resultSteps();
            assertEquals(List.of("made"), listed.stream().map(run -> run.step().name()).toList());
            String made = listed.getFirst().results().getFirst().file().id();
            AssemblyFile stored = assembly.stored().get(made);
            assertTrue(stored != null);
            assertEquals("s3://a", stored.meta().path("storage_url").asText());
        }
    }
}
