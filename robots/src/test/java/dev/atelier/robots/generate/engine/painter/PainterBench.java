package dev.atelier.robots.generate.engine.painter;

import dev.atelier.core.robot.Bands;
import dev.atelier.robots.generate.engine.painter.scene.Scene;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures the painter. {@code hash} prints a hash of small pictures and SVGs, to be compared
 * between two JVMs; {@code time} prints milliseconds of wall and CPU time at 1024 x 1024.
 */
public final class PainterBench {
    private static final List<String> PROMPTS =
            List.of(
                    "a breaching whale in the sea at sunset",
                    "a lake in the mountains at dawn",
                    "a forest in autumn with a deer",
                    "city at night",
                    "stormy sea with a lighthouse",
                    "two palms on a beach",
                    "a castle on a hill in fog",
                    "snowy mountains by day",
                    "zephyr");

    private PainterBench() {}

    public static void main(String[] args) throws NoSuchAlgorithmException {
        if (args.length > 0 && args[0].equals("hash")) {
            hash();
        } else {
            time();
        }
    }

    private static void hash() throws NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256");
        for (String prompt : PROMPTS) {
            Scene scene = Pictures.scene(prompt);
            for (int p :
                    Pictures.pixels(
                            new ScenePainter().paint(scene, 160, 120, 7, Bands.SEQUENTIAL))) {
                digest.update(new byte[] {(byte) (p >> 16), (byte) (p >> 8), (byte) p});
            }
            digest.update(
                    new ScenePainter()
                            .svg(scene, 320, 240, 7, "t", "")
                            .getBytes(StandardCharsets.UTF_8));
        }
        System.out.println(HexFormat.of().formatHex(digest.digest()));
    }

    private static void time() {
        Bands two = (count, band) -> IntStream.range(0, count).parallel().forEach(band);
        System.out.printf("%-44s %10s %10s %10s%n", "prompt", "first ms", "wall ms", "cpu ms");
        for (String prompt : PROMPTS) {
            Scene scene = Pictures.scene(prompt);
            long first = once(scene, two, 1);
            long cpu = cpuMillis(scene);
            System.out.printf("%-44s %10d %10d %10d%n", prompt, first, once(scene, two, 1), cpu);
        }
        Scene whale = Pictures.scene(PROMPTS.getFirst());
        System.out.printf("ten variants of the first: %d ms%n", once(whale, two, 10));
    }

    private static long once(Scene scene, Bands bands, int variants) {
        long start = System.nanoTime();
        for (int i = 0; i < variants; i++) {
            new ScenePainter().paint(scene, 1024, 1024, i, bands);
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static long cpuMillis(Scene scene) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        new ScenePainter().paint(scene, 1024, 1024, 0, Bands.SEQUENTIAL);
        return (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
    }
}
