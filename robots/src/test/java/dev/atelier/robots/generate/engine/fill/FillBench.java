package dev.atelier.robots.generate.engine.fill;

import dev.atelier.core.robot.Bands;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Measures the fill against its acceptance bars and prints a table. Argument: optionally a folder
 * of pictures to fill as well.
 */
final class FillBench {
    private FillBench() {}

    public static void main(String[] args) throws IOException {
        times();
        repeats();
        textures();
        structures();
        awkward();
        for (String folder : args) {
            pictures(new File(folder));
        }
    }

    private static void times() {
        System.out.println("A3 time, 5 % hole           wall ms   cpu ms");
        for (int threads = 1; threads <= 2; threads++) {
            try (var bands = new ThreadBands(threads)) {
                time("1.2 MP gravel", Textures.gravel(1200, 1000), 138, bands, threads);
                time("4 MP gravel", Textures.gravel(2000, 2000), 252, bands, threads);
                time("4 MP smooth", Textures.radial(2000, 2000), 252, bands, threads);
            }
        }
    }

    private static void time(String name, Picture picture, int radius, Bands bands, int threads) {
        int width = picture.width();
        int height = picture.height();
        var mask = Mask.disc(width, height, width * 0.45, height * 0.5, radius);
        picture.filled(mask, 1, bands);
        long wall = System.nanoTime();
        long cpu = cpuTime();
        picture.filled(mask, 2, bands);
        System.out.printf(
                "   %-16s %d thread%s %8d %8d%n",
                name,
                threads,
                threads == 1 ? " " : "s",
                (System.nanoTime() - wall) / 1_000_000,
                (cpuTime() - cpu) / 1_000_000);
    }

    private static long cpuTime() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof com.sun.management.OperatingSystemMXBean s
                ? s.getProcessCpuTime()
                : 0;
    }

    private static void repeats() {
        var picture = Textures.gravel(512, 512);
        var mask = disc(picture);
        var first = picture.filled(mask, 0);
        boolean same = Measures.sameOutside(picture, first, mask);
        System.out.println("A1 outside bit for bit: " + same);
        boolean repeats = true;
        for (int threads = 1; threads <= 4; threads *= 2) {
            try (var bands = new ThreadBands(threads)) {
                for (int run = 0; run < 7; run++) {
                    repeats &= first.equals(picture.filled(mask, 0, bands));
                }
            }
        }
        System.out.println("A2 21 runs on 1, 2 and 4 threads equal: " + repeats);
        for (var entry : textureSet().entrySet()) {
            var p = entry.getValue();
            double share = Measures.difference(p.filled(mask, 0), p.filled(mask, 1), mask);
            System.out.printf(
                    "A2 seeds 0 and 1 differ, %s: %.0f %%%n", entry.getKey(), share * 100);
        }
    }

    private static Mask disc(Picture picture) {
        int width = picture.width();
        return Mask.disc(
                width, picture.height(), width * 0.5, picture.height() * 0.48, width * 0.15);
    }

    private static Map<String, Picture> textureSet() {
        var set = new LinkedHashMap<String, Picture>();
        set.put("grass", Textures.grass(512, 512));
        set.put("gravel", Textures.gravel(512, 512));
        set.put("brick", Textures.brick(512, 512));
        return set;
    }

    private static void textures() {
        System.out.println(
                "                 A4 liveliness   (Telea)   A6 seam   A8 patches (Telea)  ratio");
        textureSet()
                .forEach((name, picture) -> {
                    var mask = disc(picture);
                    var filled = picture.filled(mask, 1);
                    var thin = picture.thinlyFilled(mask);
                    double ours = Measures.patchStatistics(filled, mask);
                    double telea = Measures.patchStatistics(thin, mask);
                    System.out.printf(
                            "   %-14s %12.2f %10.2f %9.2f %10.2f %9.2f %7.2f%n",
                            name,
                            Measures.liveliness(filled, mask),
                            Measures.liveliness(thin, mask),
                            Measures.seam(filled, mask),
                            ours,
                            telea,
                            ours / telea);
                });
    }

    private static void structures() {
        System.out.println("A5 PSNR in the hole      ours    Telea");
        var set = new LinkedHashMap<String, Picture>();
        set.put("brick", Textures.brick(512, 512));
        set.put("stripes", Textures.stripes(512, 512));
        set.put("checker", Textures.checker(512, 512));
        set.put("linear gradient", Textures.linear(512, 512));
        set.put("radial gradient", Textures.radial(512, 512));
        set.forEach((name, picture) -> {
            var mask = disc(picture);
            System.out.printf(
                    "   %-18s %8.1f %8.1f%n",
                    name,
                    Measures.psnr(picture, picture.filled(mask, 1), mask),
                    Measures.psnr(picture, picture.thinlyFilled(mask), mask));
        });
    }

    private static void awkward() {
        System.out.println("A7 awkward holes in 1200x1000        cpu ms   all filled");
        var picture = Textures.gravel(1200, 1000);
        var set = new LinkedHashMap<String, Supplier<Mask>>();
        set.put("5 % disc", () -> Mask.disc(1200, 1000, 540, 500, 138));
        set.put("border", () -> Mask.box(1200, 1000, 0, 300, 200, 600));
        set.put("corner", () -> Mask.box(1200, 1000, 960, 750, 1200, 1000));
        set.put(
                "200 holes",
                () -> Mask.of(1200, 1000, (x, y) -> Math.hypot(x % 80 - 40, y % 70 - 35) < 10));
        set.put("60 %", () -> Mask.box(1200, 1000, 100, 100, 1000, 900));
        set.put("1 px lines", () -> Mask.of(1200, 1000, (x, y) -> x % 30 == 0 || y % 40 == 0));
        set.put("no sources", () -> Mask.of(1200, 1000, (x, y) -> x % 8 != 0 || y % 8 != 0));
        set.put("everything", () -> Mask.of(1200, 1000, (x, y) -> true));
        set.forEach((name, shape) -> {
            Mask mask = shape.get();
            var holed = picture.blanked(mask, 0);
            long start = cpuTime();
            var filled = holed.filled(mask, 1);
            System.out.printf(
                    "   %-24s %10d   %s%n",
                    name,
                    (cpuTime() - start) / 1_000_000,
                    Arrays.stream(filled.argb()).allMatch(p -> Argb.alpha(p) == 255));
        });
    }

    private static void pictures(File folder) throws IOException {
        System.out.println("Pictures, disc of 5 %        cpu ms  A1    A4     A6");
        File[] files = folder.listFiles();
        for (File file : files == null ? new File[0] : files) {
            if (!file.getName().matches(".*\\.(jpg|png|webp)")) {
                continue;
            }
            var picture = FillSheet.read(file);
            double radius = Math.sqrt(0.05 / Math.PI * picture.width() * picture.height());
            var mask =
                    Mask.disc(
                            picture.width(),
                            picture.height(),
                            picture.width() / 2.0,
                            picture.height() / 2.0,
                            radius);
            long start = cpuTime();
            var filled = picture.filled(mask, 1);
            System.out.printf(
                    "   %-26s %8d  %s  %.2f  %.2f%n",
                    file.getName(),
                    (cpuTime() - start) / 1_000_000,
                    Measures.sameOutside(picture, filled, mask),
                    Measures.liveliness(filled, mask),
                    Measures.seam(filled, mask));
        }
    }
}
