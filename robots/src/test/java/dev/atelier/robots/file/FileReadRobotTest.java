package dev.atelier.robots.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.robots.FakeJob;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

class FileReadRobotTest {
    private static final int LIMIT = 500 * 1024;

    @TempDir Path folder;

    private String content(byte[] bytes) throws IOException {
        var job = new FakeJob(folder);
        var file = job.add("note.txt", "text/plain", bytes);
        new FileReadRobot().run(new FileReadRobot.Params(), FakeJob.input(file), job);
        return job.emissions().getFirst().meta().get("content").asText();
    }

    private ErrorCode failure(byte[] bytes) {
        return assertThrows(AssemblyException.class, () -> content(bytes)).error().code();
    }

    @Test
    void theTextGoesIntoTheMetadataWithoutItsByteOrderMark() throws IOException {
        assertEquals("Hafen, früh\n", content("Hafen, früh\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals("a", content("\uFEFFa".getBytes(StandardCharsets.UTF_8)));
        assertEquals("", content(new byte[0]));
    }

    @Test
    void whatIsTooLongOrNoTextIsRefused() throws IOException {
        byte[] longest = "x".repeat(LIMIT - 1).getBytes(StandardCharsets.UTF_8);

        assertEquals(LIMIT - 1, content(longest).length());
        assertEquals(ErrorCode.FILE_READ_VALIDATION_ERROR, failure(new byte[LIMIT]));
        assertEquals(
                ErrorCode.FILE_READ_VALIDATION_ERROR,
                failure(new byte[] {(byte) 0xff, (byte) 0xfe}));
    }
}
