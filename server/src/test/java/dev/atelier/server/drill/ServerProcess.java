package dev.atelier.server.drill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, which can be killed. */
public final class ServerProcess implements AutoCloseable {
    private static final String READY = "Atelier is ready at ";

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Process process;
    private final String url;

    private ServerProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts a server on a data folder and waits until it listens. */
    public static ServerProcess start(Path data, int port, List<String> settings)
            throws IOException {
        return start(
                List.of(
                        JAVA,
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.atelier.server.Main"),
                data,
                port,
                settings);
    }

    /**
     * @param launch what starts the program, to be followed by its arguments
     */
    public static ServerProcess start(
            List<String> launch, Path data, int port, List<String> settings) throws IOException {
        var command = new ArrayList<>(launch);
        command.addAll(
                List.of("serve", "--port", Integer.toString(port), "--data", data.toString()));
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("ATELIER_JAVA", JAVA);
        Process process = builder.start();
        var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var before = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                drain(out);
                return new ServerProcess(process, line.substring(READY.length()).strip());
            }
            before.append(line).append('\n');
        }
        throw new IOException("the server did not start:\n" + before);
    }

    /** Reads on, so that the process never waits for somebody to read what it prints. */
    private static void drain(BufferedReader out) {
        Thread.ofVirtual()
                .start(() -> {
                    try (out) {
                        out.transferTo(Writer.nullWriter());
                    } catch (IOException e) {
                        System.err.println("output of the server cut off: " + e);
                    }
                });
    }

    public long pid() {
        return process.pid();
    }

    public String url() {
        return url;
    }

    /** As {@code kill -9}: nothing of the process gets to run any more. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As SIGTERM; false when the process did not end in time. */
    public boolean terminate(long seconds) throws InterruptedException {
        process.destroy();
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
