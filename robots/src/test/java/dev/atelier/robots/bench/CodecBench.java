package dev.atelier.robots.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.atelier.core.instructions.OutputMeta;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.Libraries;
import dev.atelier.robots.codec.Need;
import dev.atelier.robots.codec.Picture;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.codec.Pixels;
import dev.atelier.robots.codec.Resampler;
import dev.atelier.robots.meta.PixelEntries;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * Times decoding, resizing and encoding beside npm sharp, in turn, as processor time of one
 * operation; then two threads against one, and the memory of a process that makes 60 thumbnails.
 * The picture of 12 megapixels is a photo of the corpus as the camera stored it; the others are
 * made from it.
 */
public final class CodecBench {
    private static final int ROUNDS = 5;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final Encoding THUMBNAIL = Encoding.of(ImageFormat.JPEG).withQuality(85);
    private static final OutputMeta META =
            OutputMeta.of("has_transparency", "dominant_colors", "blurhash");

    private final Codec codec;
    private final Path folder;
    private final Path photo;
    private final Path out;

    private CodecBench(Libraries libraries, Path folder) throws IOException {
        this.codec = new Codec(PixelLimits.forHeap(192 << 20), libraries);
        this.folder = folder;
        this.photo = folder.resolve("photo.jpg");
        this.out = Files.createTempFile(folder, "out", "");
    }

    /** Without arguments all of it; with a folder and a way the memory of this process. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 2) {
            memory(Path.of(arguments[0]), arguments[1]);
            return;
        }
        Path folder = Files.createTempDirectory("codec-bench");
        run(
                "npm",
                "install",
                "--silent",
                "--prefix",
                folder.toString(),
                "sharp@0.35.5",
                "blurhash@2.0.5");
        var nativeWay = new CodecBench(Libraries.find(), folder);
        var javaWay = new CodecBench(Libraries.off(), folder);
        System.out.println("native: " + nativeWay.codec.libraries().names());
        nativeWay.prepare();
        var all = new TreeMap<String, List<Double>>();
        for (int i = 0; i < ROUNDS; i++) {
            sharp(folder, "rows").forEach((k, v) -> add(all, "sharp " + k, v));
            nativeWay.rows().forEach((k, v) -> add(all, "native " + k, v));
            javaWay.rows().forEach((k, v) -> add(all, "java " + k, v));
        }
        all.forEach((k, v) -> System.out.printf("%-28s %10.2f   %s%n", k, median(v), v));
        System.out.printf("two threads, native %.2f%n", nativeWay.twoThreads());
        System.out.printf("two threads, java   %.2f%n", javaWay.twoThreads());
        System.out.println("memory of sharp, MB " + sharp(folder, "memory").get("memory"));
        for (String way : List.of("native", "java")) {
            String java = ProcessHandle.current().info().command().orElseThrow();
            run(
                    java,
                    "-Xmx32m",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    CodecBench.class.getName(),
                    folder.toString(),
                    way);
        }
    }

    private static void add(Map<String, List<Double>> all, String row, double value) {
        all.computeIfAbsent(row, k -> new ArrayList<>()).add(value);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private void prepare() throws IOException {
        Files.copy(
                Corpus.file("photo/Canon_EOS_450D.jpg"),
                photo,
                StandardCopyOption.REPLACE_EXISTING);
        BufferedImage whole = Codec.srgb8(codec.decode(photo));
        Encoding png = Encoding.of(ImageFormat.PNG);
        codec.encode(Resampler.resize(whole, 1_760, 1_173), png, folder.resolve("photo.png"));
        BufferedImage middle = whole.getSubimage(712, 0, 2_848, 2_848);
        codec.encode(Resampler.resize(middle, 1_024, 1_024), png, folder.resolve("square.png"));
    }

    private Map<String, Double> rows() throws Exception {
        var rows = new TreeMap<String, Double>();
        BufferedImage square = Codec.srgb8(codec.decode(folder.resolve("square.png")));
        Encoding png = Encoding.of(ImageFormat.PNG);
        Encoding webp = Encoding.of(ImageFormat.WEBP).withQuality(80);
        rows.put("thumbnail", time(25, () -> thumbnail(new Need(300, 200))));
        rows.put("decode", time(9, () -> codec.decode(photo)));
        rows.put(
                "webp",
                time(
                        9,
                        () -> {
                            var source = Codec.srgb8(codec.decode(folder.resolve("photo.png")));
                            codec.encode(Resampler.resize(source, 800, 533), webp, out);
                            return out;
                        }));
        rows.put(
                "png",
                time(
                        9,
                        () -> {
                            codec.encode(square, png, out);
                            return out;
                        }));
        rows.put("pngbytes", (double) Files.size(out));
        rows.put(
                "meta",
                time(
                        15,
                        () -> {
                            var meta = JsonNodeFactory.instance.objectNode();
                            PixelEntries.add(square, META, meta);
                            return meta;
                        }));
        rows.put("decibels", decibels(small(new Need(300, 200))));
        return rows;
    }

    private BufferedImage small(Need need) throws IOException {
        Picture picture = codec.decode(photo, need);
        var whole = new Rectangle(picture.probe().width(), picture.probe().height());
        return Resampler.resize(Codec.srgb8(picture), picture.place(whole), 300, 200, false);
    }

    private Path thumbnail(Need need) throws IOException {
        codec.encode(small(need), THUMBNAIL, out);
        return out;
    }

    private double decibels(BufferedImage found) throws IOException {
        BufferedImage expected = Codec.srgb8(codec.decode(folder.resolve("reference.png")));
        int[] a = Pixels.of(expected);
        int[] b = Pixels.of(found);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                int d = (a[i] >> shift & 0xFF) - (b[i] >> shift & 0xFF);
                sum += d * d;
            }
        }
        return 10 * Math.log10(255 * 255 / (sum / (3.0 * a.length)));
    }

    private double twoThreads() throws Exception {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < ROUNDS; i++) {
            double one = perSecond(1);
            ratios.add(perSecond(2) / one);
        }
        return median(ratios);
    }

    private double perSecond(int threads) throws Exception {
        int each = 40;
        long start = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            Callable<Integer> work =
                    () -> {
                        for (int i = 0; i < each; i++) {
                            small(new Need(300, 200));
                        }
                        return each;
                    };
            for (var done : pool.invokeAll(Collections.nCopies(threads, work))) {
                done.get();
            }
        }
        return threads * each / ((System.nanoTime() - start) / 1e9);
    }

    private static double time(int rounds, Callable<?> work) throws Exception {
        double[] times = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long start = CPU.getCurrentThreadCpuTime();
            work.call();
            times[i] = (CPU.getCurrentThreadCpuTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times[rounds / 2];
    }

    private static void memory(Path folder, String way) throws IOException {
        var bench = new CodecBench(way.equals("java") ? Libraries.off() : Libraries.find(), folder);
        for (int i = 0; i < 60; i++) {
            bench.thumbnail(new Need(300, 200));
        }
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM")) {
                System.out.println("memory of " + way + " " + line);
            }
        }
    }

    private static Map<String, Double> sharp(Path folder, String what) throws Exception {
        Path script = folder.resolve("sharp.mjs");
        try (var in = CodecBench.class.getResourceAsStream("/bench/sharp.mjs")) {
            Files.write(script, Objects.requireNonNull(in).readAllBytes());
        }
        Process node =
                new ProcessBuilder(
                                "node",
                                script.toString(),
                                folder.toString(),
                                folder.toString(),
                                what)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var rows = new TreeMap<String, Double>();
        try (var lines = node.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                rows.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
            }
        }
        if (node.waitFor() != 0) {
            throw new IllegalStateException("node failed");
        }
        return rows;
    }

    private static void run(String... command) throws Exception {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException(command[0] + " failed");
        }
    }
}
