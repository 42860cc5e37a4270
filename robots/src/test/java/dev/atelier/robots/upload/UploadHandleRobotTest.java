package dev.atelier.robots.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atelier.core.robot.Emission;
import dev.atelier.robots.FakeJob;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class UploadHandleRobotTest {
    @TempDir Path folder;

    @Test
    void uploadsGoOnUnchanged() throws IOException {
        var job = new FakeJob(folder);
        var file = job.add("a.bin", "application/octet-stream", new byte[] {1, 2});

        new UploadHandleRobot().run(new UploadHandleRobot.Params(), FakeJob.input(file), job);

        assertEquals(List.of(Emission.passOn(file)), job.emissions());
    }
}
