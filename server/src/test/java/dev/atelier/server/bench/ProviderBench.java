package dev.atelier.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.server.conformance.Client;
import dev.atelier.server.drill.ServerProcess;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

import javax.imageio.ImageIO;

/**
 * More calls than a slow provider allows, through a server with 400 MB of heap: how well the
 * permits are used, whether they are kept to, and what the waiting costs. First argument {@code
 * words}, a picture from a prompt, or {@code edit}, a picture of 512 × 512 with a mask; then calls,
 * permits, and seconds the provider takes.
 */
public final class ProviderBench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAP = System.getProperty("heap", "400m");
    private static final int LANE = 1024;
    private static final int CALLERS = 8;
    private static final int SIDE = 256;
    private static final int EDITED_SIDE = 512;
    private static final Duration STALL = Duration.ofSeconds(60);

    private final boolean edit;
    private final int calls;
    private final int permits;
    private final Duration latency;
    private final byte[] image = png(picture(EDITED_SIDE));
    private final byte[] mask = png(mask());

    private ProviderBench(boolean edit, int calls, int permits, Duration latency)
            throws IOException {
        this.edit = edit;
        this.calls = calls;
        this.permits = permits;
        this.latency = latency;
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            run("words", "5000", "1000", "20");
            run("edit", "600", "150", "20");
        } else {
            run(args);
        }
    }

    private static void run(String... args) throws Exception {
        if (args.length != 4 || !List.of("words", "edit").contains(args[0])) {
            throw new IllegalArgumentException("words|edit CALLS PERMITS SECONDS");
        }
        Path data = Files.createTempDirectory("atelier-bench");
        try {
            new ProviderBench(
                            args[0].equals("edit"),
                            Integer.parseInt(args[1]),
                            Integer.parseInt(args[2]),
                            Duration.ofMillis((long) (1000 * Double.parseDouble(args[3]))))
                    .round(data);
        } finally {
            delete(data);
        }
    }

    private void round(Path data) throws Exception {
        byte[] made = png(picture(edit ? EDITED_SIDE : SIDE));
        byte[] answer =
                "{\"data\": [{\"b64_json\": \"%s\"}]}"
                        .formatted(Base64.getEncoder().encodeToString(made))
                        .getBytes(StandardCharsets.US_ASCII);
        try (var provider = new SlowProvider(answer, latency, calls, permits);
                var server = server(data, provider.url())) {
            var client = new Client(server.url());
            List<String> urls = together(calls, () -> create(client));
            String live = liveHeap(server.pid());
            awaitAnswers(provider);
            for (String url : urls) {
                complete(client, url);
            }
            report(provider, server.pid(), live);
        }
    }

    private ServerProcess server(Path data, String provider) throws IOException {
        return ServerProcess.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx" + HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.atelier.server.Main"),
                data,
                0,
                List.of(
                        "lanes.live_network=" + LANE,
                        "providers.openai.key=key-of-the-bench",
                        "providers.openai.at_once=" + permits,
                        "providers.openai.base_url=" + provider + "/v1"));
    }

    private static <T> List<T> together(int times, Callable<T> work) throws Exception {
        try (var callers = Executors.newFixedThreadPool(CALLERS, Thread.ofVirtual().factory())) {
            var all = new ArrayList<Future<T>>();
            for (int i = 0; i < times; i++) {
                all.add(callers.submit(work));
            }
            var results = new ArrayList<T>();
            for (Future<T> one : all) {
                results.add(one.get());
            }
            return results;
        }
    }

    private String create(Client client) throws Exception {
        ObjectNode params = JSON.createObjectNode();
        ObjectNode step = params.putObject("steps").putObject("painted");
        step.put("robot", "/image/generate")
                .put("model", "gpt-image-2")
                .put("format", "png")
                .put("prompt", "sea");
        var files = new ArrayList<Client.FormFile>();
        if (edit) {
            var use = step.putArray("use");
            for (String role : List.of("image", "mask")) {
                use.addObject().put("name", ":original").put("as", role);
            }
            files.add(new Client.FormFile("image", "i.png", image));
            files.add(new Client.FormFile("mask", "m.png", mask));
        }
        Client.Answer answer = client.create(params, Map.of(), files);
        return answer.body().required("assembly_ssl_url").asText();
    }

    /** Waits as long as the provider goes on answering. */
    private void awaitAnswers(SlowProvider provider) {
        int before = provider.answered();
        long end = System.nanoTime() + STALL.plus(latency).toNanos();
        while (provider.answered() < calls) {
            if (provider.answered() > before) {
                before = provider.answered();
                end = System.nanoTime() + STALL.plus(latency).toNanos();
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("stuck after %d answers".formatted(before));
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static void complete(Client client, String url) throws Exception {
        JsonNode status = client.finished(url, Duration.ofSeconds(60));
        if (!status.path("ok").asText().equals("ASSEMBLY_COMPLETED")) {
            throw new IllegalStateException(status.toString());
        }
    }

    private void report(SlowProvider provider, long pid, String live) throws IOException {
        double ideal = Math.ceilDiv(calls, permits) * latency.toMillis() / 1000.0;
        System.out.printf(
                "providers %s: %d calls, %d permits, %d ms each: at most %d under way, %.1f %% of"
                        + " the permits in use while calls waited, %.1f s in all (%.1f at best);"
                        + " heap %s of %s alive with all calls open, resident at most %d MB,"
                        + " %d ms of processor a call%n",
                edit ? "edit" : "words",
                calls,
                permits,
                latency.toMillis(),
                provider.most(),
                100 * provider.share(),
                provider.seconds(),
                ideal,
                live,
                HEAP,
                residentPeak(pid),
                processor(pid).dividedBy(calls).toMillis());
        if (provider.most() > permits) {
            throw new IllegalStateException("more calls under way than permits");
        }
    }

    /** What a full collection leaves, from the last line of the histogram. */
    private static String liveHeap(long pid) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process histogram =
                new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                        .redirectErrorStream(true)
                        .start();
        try (var lines = histogram.inputReader()) {
            return lines.lines()
                    .filter(line -> line.startsWith("Total"))
                    .map(line -> Long.parseLong(line.strip().replaceAll(".*\\s", "")) >> 20)
                    .map(megabytes -> megabytes + " MB")
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static Duration processor(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(server -> server.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    private static long residentPeak(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(-1);
        }
    }

    private static BufferedImage picture(int side) {
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, Color.BLUE, side, side, Color.ORANGE));
        pen.fillRect(0, 0, side, side);
        pen.dispose();
        return image;
    }

    private static BufferedImage mask() {
        var image = new BufferedImage(EDITED_SIDE, EDITED_SIDE, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(EDITED_SIDE / 4, EDITED_SIDE / 4, EDITED_SIDE / 2, EDITED_SIDE / 2);
        pen.dispose();
        return image;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
