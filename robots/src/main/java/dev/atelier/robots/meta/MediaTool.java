package dev.atelier.robots.meta;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A program of this machine, run on one file with limits on its time and its words. It gets none of
 * the server's environment, where secrets may stand, and nothing to read but the file.
 *
 * @param version first line of what it says about itself
 */
public record MediaTool(String command, String version, Duration time) {
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "LD_LIBRARY_PATH");
    private static final int MAX_BYTES = 1 << 20;
    private static final int LOOK_MILLIS = 50;

    /** What a program said and how it ended. */
    record Answer(int status, String text) {}

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
    Answer run(List<String> arguments, boolean complaints) throws IOException {
        Path words = Files.createTempFile("atelier-", ".txt");
        try {
            List<String> line = new ArrayList<>(List.of(command));
            line.addAll(arguments);
            var builder = new ProcessBuilder(line);
            builder.environment().keySet().retainAll(ENVIRONMENT);
            builder.redirectInput(new File("/dev/null"));
            builder.redirectOutput(complaints ? Redirect.DISCARD : Redirect.to(words.toFile()));
            builder.redirectError(complaints ? Redirect.to(words.toFile()) : Redirect.DISCARD);
            int status = ended(builder.start(), words);
            return new Answer(
                    status, new String(Files.readAllBytes(words), StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(words);
        }
    }

    private int ended(Process process, Path words) throws IOException {
        try {
            for (long left = time.toMillis(); left > 0; left -= LOOK_MILLIS) {
                if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return process.exitValue();
                }
                if (Files.size(words) > MAX_BYTES) {
                    throw new IOException(command + " says more than " + MAX_BYTES + " bytes");
                }
            }
            throw new IOException(command + " takes longer than " + time.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            process.destroyForcibly();
        }
    }
}
