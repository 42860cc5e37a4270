package dev.atelier.robots.meta;

import dev.atelier.robots.program.Program;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A program of FFmpeg, run on one file.
 *
 * @param version first line of what it says about itself
 * @param time how long one run may take
 */
public record MediaTool(String command, String version, Duration time) {
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "LD_LIBRARY_PATH");
    private static final int MAX_BYTES = 1 << 20;

    /** What a program said and how it ended. */
    public record Answer(int status, String text) {}

    /**
     * @param setting {@code auto} to look for the program by its name, {@code off}, or its path
     * @return null when it is switched off or not there
     */
    public static @Nullable MediaTool find(String setting, String name, Duration time) {
        if (setting.equals("off")) {
            return null;
        }
        String command = setting.equals("auto") ? name : setting;
        try {
            Answer answer = new MediaTool(command, "", time).run(List.of("-version"), false);
            String version = answer.text().lines().findFirst().orElse(name);
            return answer.status() == 0 ? new MediaTool(command, version, time) : null;
        } catch (IOException notThere) {
            return null;
        }
    }

    /**
     * @param complaints whether its complaints are wanted, in place of what it prints
     * @throws IOException when it cannot be started, takes too long or says too much
     */
    public Answer run(List<String> arguments, boolean complaints) throws IOException {
        var ended = program().run(arguments, complaints, in -> in.readNBytes(MAX_BYTES + 1));
        if (ended.made().length > MAX_BYTES) {
            throw new IOException(command + " says more than " + MAX_BYTES + " bytes");
        }
        return new Answer(ended.status(), new String(ended.made(), StandardCharsets.UTF_8));
    }

    /**
     * Runs it and takes what it prints.
     *
     * @throws IOException when it cannot be started, takes too long or cannot be read
     */
    public <T> Program.Ended<T> read(List<String> arguments, Program.Reading<T> reading)
            throws IOException {
        return program().run(arguments, false, reading);
    }

    private Program program() {
        return new Program(List.of(command), ENVIRONMENT, time);
    }
}
