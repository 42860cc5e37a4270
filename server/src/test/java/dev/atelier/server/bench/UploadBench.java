package dev.atelier.server.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.server.conformance.Client;
import dev.atelier.server.conformance.TusClient;
import dev.atelier.server.drill.ServerProcess;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * A large upload by tus in 8 MB pieces and as a form, on loopback, against npm {@code @tus/server}
 * with its file store; all in turn, several rounds, by the same client. The server is started by
 * its launcher. Argument: gigabytes. Needs node and npm; {@code -Dtus.modules=DIR} names a folder
 * where the packages are installed already, {@code -Drounds=N} says how many rounds count, {@code
 * -Donly=REGEX} which ways.
 */
public final class UploadBench {
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int PIECE = 8_000_000;
    private static final String LAUNCHER = System.getProperty("launcher", "server/bin/atelier");
    private static final Pattern ONLY = Pattern.compile(System.getProperty("only", ".*"));
    private static final String KEEP =
            "{\"steps\":{\":original\":{\"robot\":\"/upload/handle\",\"result\":true}}}";

    private final byte[] piece = new byte[PIECE];
    private final long size;
    private final TusClient tus = new TusClient();
    private final ServerProcess watched;
    private final List<Double> lags = new ArrayList<>();
    private final List<Double> formLags = new ArrayList<>();

    private UploadBench(double gigabytes, ServerProcess watched) {
        this.watched = watched;
        this.size = Math.round(gigabytes * 1e9);
        new Random(1).nextBytes(piece);
    }

    /** One way to upload, and what it measured. */
    private static final class Way {
        private final String name;
        private final Work work;
        private final long pid;
        private final List<Double> rates = new ArrayList<>();
        private double processorSeconds;

        private Way(String name, long pid, Work work) {
            this.name = name;
            this.pid = pid;
            this.work = work;
        }

        double median() {
            double[] sorted = rates.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return sorted[sorted.length / 2];
        }
    }

    /** Uploads once; gives the seconds it took. */
    @FunctionalInterface
    private interface Work {
        double once() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        double gigabytes = args.length == 0 ? 1 : Double.parseDouble(args[0]);
        Path folder = Files.createTempDirectory("atelier-bench");
        Path modules = modules(folder);
        try (var synced = server(folder.resolve("synced"), true);
                var fast = server(folder.resolve("fast"), false)) {
            Process reference = reference(modules, Files.createDirectory(folder.resolve("theirs")));
            try {
                var bench = new UploadBench(gigabytes, synced);
                bench.run(synced, fast, reference);
                System.out.printf(
                        "peak resident memory: synced %d MB, not synced %d MB, @tus/server %d MB%n",
                        peak(synced.pid()), peak(fast.pid()), peak(reference.pid()));
            } finally {
                reference.destroyForcibly();
            }
        }
    }

    private static ServerProcess server(Path data, boolean sync) throws IOException {
        return ServerProcess.start(List.of(LAUNCHER), data, 0, List.of("uploads.sync=" + sync));
    }

    private void run(ServerProcess synced, ServerProcess fast, Process reference) throws Exception {
        int port = port(reference);
        var theirs = new Way("@tus/server", reference.pid(), () -> theirs(port));
        List<Way> ways =
                List.of(
                        theirs,
                        new Way("tus, every PATCH synced", synced.pid(), () -> ours(synced)),
                        new Way("tus, not synced", fast.pid(), () -> ours(fast)),
                        new Way("form", synced.pid(), () -> form(synced)));
        ways = ways.stream().filter(way -> way == theirs || ONLY.matcher(way.name).find()).toList();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Way way : ways) {
                double before = processorSeconds(way.pid);
                double rate = size / 1e6 / way.work.once();
                if (round > 0) {
                    way.rates.add(rate);
                    way.processorSeconds += processorSeconds(way.pid) - before;
                }
            }
        }
        for (Way way : ways) {
            System.out.printf(
                    "uploads: %-24s %4.0f MB/s (%s), %.2f of @tus/server; %.2f s of processor"
                            + " a GB%n",
                    way.name,
                    way.median(),
                    String.join(
                            " ", way.rates.stream().map(rate -> "%.0f".formatted(rate)).toList()),
                    way.median() / theirs.median(),
                    way.processorSeconds / (ROUNDS * size / 1e9));
        }
        System.out.printf(
                "uploads: the Assembly has the file %s s after the last answer by tus, %s s after"
                        + " that to the form%n",
                listed(lags), listed(formLags));
    }

    private static String listed(List<Double> seconds) {
        return String.join(" ", seconds.stream().map(one -> "%.2f".formatted(one)).toList());
    }

    private double ours(ServerProcess server) throws Exception {
        var client = new Client(server.url());
        ObjectNode params = (ObjectNode) new ObjectMapper().readTree(KEEP);
        var created =
                client.create(params, Map.of("num_expected_upload_files", "1"), List.of()).body();
        String assembly = created.required("assembly_url").asText();
        long start = System.nanoTime();
        String upload =
                TusClient.location(
                        tus.create(
                                created.required("tus_url").asText(),
                                TusClient.metadata(assembly, "file", "a.bin"),
                                size));
        pieces(upload);
        double seconds = seconds(start);
        var status = client.finished(assembly, LIMIT);
        if (server == watched) {
            lags.add(seconds(start) - seconds);
        }
        if (status.path("uploads").size() != 1) {
            throw new IOException(status.toString());
        }
        return seconds;
    }

    private double theirs(int port) throws Exception {
        long start = System.nanoTime();
        String upload =
                TusClient.location(
                        tus.send(
                                "POST",
                                "http://127.0.0.1:" + port + "/files",
                                "Upload-Length",
                                Long.toString(size)));
        pieces(upload);
        double seconds = seconds(start);
        tus.send("DELETE", upload);
        return seconds;
    }

    private void pieces(String upload) throws IOException {
        URI url = URI.create(upload);
        try (var socket = new RawUpload(url.getPort())) {
            for (long at = 0; at < size; at += PIECE) {
                int length = (int) Math.min(PIECE, size - at);
                socket.request(
                        "PATCH " + url.getPath(),
                        length,
                        "Tus-Resumable: 1.0.0\r\nUpload-Offset: "
                                + at
                                + "\r\nContent-Type: application/offset+octet-stream\r\n");
                socket.write(piece, length);
                socket.expect("204");
            }
        }
    }

    private double form(ServerProcess server) throws Exception {
        byte[] head =
                ("--b\r\nContent-Disposition: form-data; name=\"params\"\r\n\r\n"
                                + KEEP
                                + "\r\n--b\r\nContent-Disposition: form-data; name=\"f\";"
                                + " filename=\"a.bin\"\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] tail = "\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8);
        long start = System.nanoTime();
        try (var socket = new RawUpload(URI.create(server.url()).getPort())) {
            socket.request(
                    "POST /assemblies",
                    head.length + size + tail.length,
                    "Content-Type: multipart/form-data; boundary=b\r\n");
            socket.write(head, head.length);
            for (long at = 0; at < size; at += PIECE) {
                socket.write(piece, (int) Math.min(PIECE, size - at));
            }
            socket.write(tail, tail.length);
            String answer = socket.expect("200");
            double seconds = seconds(start);
            String url = new ObjectMapper().readTree(answer).required("assembly_url").asText();
            var client = new Client(server.url());
            if (client.finished(url, LIMIT).path("uploads").size() != 1) {
                throw new IOException(answer);
            }
            formLags.add(seconds(start) - seconds);
            return seconds;
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double processorSeconds(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(time -> time.toMillis() / 1e3)
                .orElse(Double.NaN);
    }

    private static Path modules(Path folder) throws Exception {
        String there = System.getProperty("tus.modules");
        if (there != null) {
            return Path.of(there);
        }
        Process npm =
                new ProcessBuilder(
                                "npm",
                                "install",
                                "--silent",
                                "--prefix",
                                folder.toString(),
                                "@tus/server@2.4.5",
                                "@tus/file-store@2.1.1")
                        .inheritIO()
                        .start();
        if (npm.waitFor() != 0) {
            throw new IOException("npm could not install @tus/server");
        }
        return folder;
    }

    private static Process reference(Path modules, Path data) throws IOException {
        Path script = Files.createTempFile(data.getParent(), "tus-server", ".mjs");
        try (var source = UploadBench.class.getResourceAsStream("/bench/tus-server.mjs")) {
            Files.write(script, java.util.Objects.requireNonNull(source).readAllBytes());
        }
        return new ProcessBuilder("node", script.toString(), modules.toString(), data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static int port(Process reference) throws IOException {
        var out =
                new BufferedReader(
                        new InputStreamReader(reference.getInputStream(), StandardCharsets.UTF_8));
        String line = String.valueOf(out.readLine());
        return Integer.parseInt(line.substring(line.indexOf(' ') + 1));
    }

    /** The most memory a process has had, in megabytes; Linux only. */
    private static long peak(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .map(line -> Arrays.asList(line.trim().split("\\s+", -1)).get(1))
                .mapToLong(kilobytes -> Long.parseLong(kilobytes) / 1024)
                .findFirst()
                .orElse(-1);
    }
}
