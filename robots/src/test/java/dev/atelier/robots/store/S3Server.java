package dev.atelier.robots.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** S3Proxy over a folder, in a process of its own because its libraries are not ours. */
final class S3Server implements AutoCloseable {
    static final String KEY = "test-key";
    static final String SECRET = "test-secret-that-nobody-may-see";
    private static final Path CLASS_PATH =
            Path.of("src", "test", "s3-server", "target", "classpath");
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Process process;
    private final Path objects;
    private final int port;

    S3Server(Path folder) throws IOException {
        if (!Files.exists(CLASS_PATH)) {
            throw new IOException("run mvn -pl robots/src/test/s3-server generate-resources first");
        }
        this.port = freePort();
        this.objects = Files.createDirectories(folder.resolve("objects"));
        Path settings = Files.writeString(folder.resolve("s3proxy.properties"), settings());
        this.process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "-cp",
                                Files.readString(CLASS_PATH).strip(),
                                "org.gaul.s3proxy.Main",
                                "--properties",
                                settings.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("s3proxy.log").toFile())
                        .start();
        await();
    }

    private String settings() {
        return """
        s3proxy.endpoint=http://127.0.0.1:%d
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        """
                .formatted(port, KEY, SECRET, objects);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void await() throws IOException {
        long end = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < end && process.isAlive()) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
        process.destroyForcibly();
        throw new IOException("S3Proxy did not start");
    }

    int port() {
        return port;
    }

    String host() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
