package dev.atelier.robots.program;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program of this machine, run with a limit on its time. It gets none of the server's
 * environment, where secrets may stand, but for the variables named here.
 *
 * @param line the command and what each run begins with
 */
public record Program(List<String> line, Set<String> environment, Duration time) {
    /** Takes what a program prints, as it comes; what it leaves unread is thrown away. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(InputStream printed) throws IOException;
    }

    /** How a program ended, and what was made of what it printed. */
    public record Ended<T>(int status, T made) {}

    /**
     * @param complaints whether its complaints are wanted, in place of what it prints
     * @throws IOException when it cannot be started, takes too long or cannot be read
     */
    public <T> Ended<T> run(List<String> arguments, boolean complaints, Reading<T> reading)
            throws IOException {
        List<String> words = new ArrayList<>(line);
        words.addAll(arguments);
        var builder = new ProcessBuilder(words);
        builder.environment().keySet().retainAll(environment);
        builder.redirectInput(new File("/dev/null"));
        if (complaints) {
            builder.redirectOutput(Redirect.DISCARD);
        } else {
            builder.redirectError(Redirect.DISCARD);
        }
        Process process = builder.start();
        var made =
                new FutureTask<T>(() -> {
                    try (InputStream in =
                            complaints ? process.getErrorStream() : process.getInputStream()) {
                        return reading.of(in);
                    }
                });
        // a reader of its own, so that this thread can be interrupted and counts the time
        Thread.ofVirtual().name("program").start(made);
        return ended(process, made);
    }

    private <T> Ended<T> ended(Process process, FutureTask<T> made) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        try {
            T read = made.get(time.toNanos(), TimeUnit.NANOSECONDS);
            if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            return new Ended<>(process.exitValue(), read);
        } catch (TimeoutException e) {
            throw new IOException(line.getFirst() + " takes longer than " + seconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private String seconds() {
        return String.valueOf(time.toMillis() / 1000.0).replaceFirst("\\.0$", "");
    }
}
