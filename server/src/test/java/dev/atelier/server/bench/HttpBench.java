package dev.atelier.server.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.instructions.OutputMeta;
import dev.atelier.core.port.JobListener;
import dev.atelier.core.port.MetadataReader;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.codec.Resampler;
import dev.atelier.robots.meta.PictureMetadata;
import dev.atelier.server.Atelier;
import dev.atelier.server.Engine;
import dev.atelier.server.HttpDoor;
import dev.atelier.server.config.ConfigLoader;
import dev.atelier.server.conformance.Client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One-step resize Assemblies of a 2-megapixel JPEG through HTTP, against the same decoding,
 * metadata, resizing and encoding called in a loop on as many threads as there are cores; both in
 * turn, several rounds. Argument: the JPEG.
 */
public final class HttpBench {
    private static final int SECONDS = 8;
    private static final int ROUNDS = 3;
    private static final int CLIENTS = 6;
    private static final int WIDTH = 400;

    private HttpBench() {}

    /** One unit of work; false when it failed. */
    @FunctionalInterface
    private interface Work {
        void once() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        byte[] jpeg = Files.readAllBytes(Path.of(args[0]));
        Path folder = Files.createTempDirectory("atelier-bench");
        int cores = Runtime.getRuntime().availableProcessors();
        var config = ConfigLoader.load(null, List.of("http.port=0"));
        var atelier = new Atelier(config);
        try (Engine engine = atelier.engine(folder.resolve("data"), JobListener.NONE)) {
            engine.start();
            try (HttpDoor door = atelier.open(engine)) {
                var client = new Client(door.url());
                Work service = () -> assembly(client, jpeg);
                Work loop = loop(folder, jpeg);
                rate(loop, cores);
                rate(service, CLIENTS);
                for (int i = 0; i < ROUNDS; i++) {
                    double direct = rate(loop, cores);
                    double served = rate(service, CLIENTS);
                    System.out.printf(
                            "http: %.1f/s through the service, %.1f/s in a loop, ratio %.2f%n",
                            served, direct, served / direct);
                }
            }
        }
    }

    private static double rate(Work work, int threads) throws InterruptedException {
        var done = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + SECONDS * 1_000_000_000L;
        var workers = new ArrayList<Thread>();
        for (int i = 0; i < threads; i++) {
            workers.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                while (System.nanoTime() < end) {
                                    run(work);
                                    done.incrementAndGet();
                                }
                            }));
        }
        for (Thread worker : workers) {
            worker.join();
        }
        return done.get() * 1e9 / (System.nanoTime() - start);
    }

    private static void run(Work work) {
        try {
            work.once();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assembly(Client client, byte[] jpeg) throws Exception {
        ObjectNode params = new ObjectMapper().createObjectNode();
        params.put("await", true);
        params.putObject("steps")
                .putObject("small")
                .put("robot", "/image/resize")
                .put("use", ":original")
                .put("width", WIDTH);
        var answer =
                client.create(
                        params, Map.of(), List.of(new Client.FormFile("file", "a.jpg", jpeg)));
        if (!answer.body().path("ok").asText().equals("ASSEMBLY_COMPLETED")) {
            throw new IOException(answer.body().toString());
        }
    }

    private static Work loop(Path folder, byte[] jpeg) throws IOException {
        var codec = new Codec(PixelLimits.DEFAULT);
        var metadata = new PictureMetadata(codec, InstantSource.system());
        Path source = folder.resolve("source.jpg");
        Files.write(source, jpeg);
        return () -> {
            inspect(metadata, source);
            var picture = codec.decode(source);
            int height =
                    Math.round(
                            (float) WIDTH
                                    * picture.image().getHeight()
                                    / picture.image().getWidth());
            var small = Resampler.resize(Codec.srgb8(picture), WIDTH, height);
            Path out = Files.createTempFile(folder, "out", ".jpg");
            codec.encode(small, Encoding.of(ImageFormat.JPEG), out);
            inspect(metadata, out);
            Files.delete(out);
        };
    }

    private static void inspect(PictureMetadata metadata, Path file) throws IOException {
        MetadataReader.MediaType type = metadata.sniff(file, "a.jpg");
        metadata.read(file, type, OutputMeta.DEFAULT);
    }
}
