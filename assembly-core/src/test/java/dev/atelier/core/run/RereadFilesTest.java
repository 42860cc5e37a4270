package dev.atelier.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.robot.Emission;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class RereadFilesTest {
    @TempDir private Path folder;

    @Test
    void metadataIsReadAgainAsTheStepAsksAndLaidOverWhatWasKnown() {
        var bench =
                new Workbench(
                        folder,
                        TestRobot.of(
                                "/test/note",
                                (params, input, job) ->
                                        job.emit(
                                                new Emission.PassOn(
                                                        input.files().getFirst(),
                                                        Workbench.json(
                                                                "{'hash':'a1','length':0}")))),
                        TestRobot.of(
                                "/test/reread",
                                (params, input, job) -> {
                                    for (AssemblyFile file : input.files()) {
                                        job.emit(new Emission.Reread(file));
                                    }
                                }));
        try (bench) {
            var node = bench.node();

            String id =
                    bench.run(
                            node,
                            "{':original':{'robot':'/upload/handle','output_meta':false},"
                                + "'noted':{'robot':'/test/note','use':':original'},"
                                + "'plain':{'robot':'/test/reread','use':'noted','output_meta':false,'result':true},"
                                + "'read':{'robot':'/test/reread','use':'noted'}}",
                            "whale.png");

            AssemblyFile read = bench.results(node, id, "read").getFirst();
            assertEquals("a1", read.meta().path("hash").asText());
            assertEquals("whale.png".length(), read.meta().path("length").asInt());
            AssemblyFile plain = bench.results(node, id, "plain").getFirst();
            assertEquals(0, plain.meta().path("length").asInt());
            assertFalse(read.id().equals(plain.id()));
        }
    }
}
