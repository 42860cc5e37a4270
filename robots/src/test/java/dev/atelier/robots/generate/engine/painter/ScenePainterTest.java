package dev.atelier.robots.generate.engine.painter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.robot.Bands;
import dev.atelier.robots.generate.engine.painter.scene.Setting;
import dev.atelier.robots.generate.engine.painter.scene.Style;
import dev.atelier.robots.generate.engine.painter.scene.SubjectKind;
import dev.atelier.robots.generate.engine.painter.scene.TimeOfDay;
import dev.atelier.robots.generate.engine.painter.scene.Weather;
import dev.atelier.robots.generate.engine.painter.scene.Worded;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ScenePainterTest {
    private static final Bands BACKWARDS =
            (count, band) -> {
                for (int i = count - 1; i >= 0; i--) {
                    band.accept(i);
                }
            };
    private static final Bands PARALLEL =
            (count, band) -> IntStream.range(0, count).parallel().forEach(band);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a whale at sunset",
                "forest in snow",
                "city at night by the sea",
                "stormy sea with a boat",
                "qwerty"
            })
    void theOrderAndThreadsOfBandsDoNotMatter(String prompt) {
        var painter = new ScenePainter();
        var scene = Pictures.scene(prompt);
        int[] expected = Pictures.pixels(painter.paint(scene, 128, 96, 7, Bands.SEQUENTIAL));

        assertArrayEquals(expected, Pictures.pixels(painter.paint(scene, 128, 96, 7, BACKWARDS)));
        assertArrayEquals(expected, Pictures.pixels(painter.paint(scene, 128, 96, 7, PARALLEL)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"the sea", "a lake in the mountains", "a forest", "a city", "a whale"})
    void dayIsBrighterThanSunsetAndSunsetThanNight(String place) {
        double day = Pictures.luminance(Pictures.paint(place + " by day, day", 128, 96, 3));
        double sunset = Pictures.luminance(Pictures.paint(place + " at sunset", 128, 96, 3));
        double night = Pictures.luminance(Pictures.paint(place + " at night", 128, 96, 3));

        assertTrue(day - sunset >= 20, "day %.0f, sunset %.0f".formatted(day, sunset));
        assertTrue(sunset - night >= 20, "sunset %.0f, night %.0f".formatted(sunset, night));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a whale in the sea",
                "a lake in the mountains",
                "a forest",
                "a city at night",
                "rolling hills",
                "zzz"
            })
    void tenVariantsDiffer(String prompt) {
        long[] hashes = new long[10];
        for (int i = 0; i < 10; i++) {
            hashes[i] = Pictures.perceptualHash(Pictures.paint(prompt, 108, 80, 40 + i));
        }
        for (int i = 0; i < 10; i++) {
            for (int k = i + 1; k < 10; k++) {
                int distance = Long.bitCount(hashes[i] ^ hashes[k]);
                assertTrue(distance >= 6, "variants %d and %d: %d".formatted(i, k, distance));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"64, 64", "64, 512", "512, 64", "257, 131", "4096, 64"})
    void everySizeIsPainted(int width, int height) {
        for (String prompt :
                List.of(
                        "a whale",
                        "deer in a snowy forest with a house",
                        "palms on a beach",
                        "lull")) {
            var image = Pictures.paint(prompt, width, height, 1);
            assertEquals(width, image.getWidth());
            assertEquals(height, image.getHeight());
            assertEquals(BufferedImage.TYPE_INT_RGB, image.getType());
        }
    }

    @Test
    void anotherSizeIsTheSameComposition() {
        var small = Pictures.paint("a whale in the sea at sunset", 96, 72, 5);
        var large = Pictures.paint("a whale in the sea at sunset", 384, 288, 5);

        double other =
                Pictures.difference(
                        small, Pictures.paint("a whale in the sea at sunset", 96, 72, 6));

        double same = Pictures.difference(small, shrink(large, 4));
        assertTrue(same < 0.5 * other, same + " against " + other);
    }

    private static BufferedImage shrink(BufferedImage image, int by) {
        var small =
                new BufferedImage(
                        image.getWidth() / by, image.getHeight() / by, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < small.getHeight(); y++) {
            for (int x = 0; x < small.getWidth(); x++) {
                int[] sum = new int[3];
                for (int k = 0; k < by * by; k++) {
                    int p = image.getRGB(x * by + k % by, y * by + k / by);
                    for (int c = 0; c < 3; c++) {
                        sum[c] += (p >> (8 * c)) & 255;
                    }
                }
                int n = by * by;
                small.setRGB(x, y, ((sum[2] / n) << 16) | ((sum[1] / n) << 8) | (sum[0] / n));
            }
        }
        return small;
    }

    static Stream<String[]> words() {
        var cases = new ArrayList<String[]>();
        for (Setting s : Setting.values()) {
            cases.add(
                    new String[] {
                        s == Setting.FIELD ? "a cat" : s == Setting.HILLS ? "a lake" : "hills",
                        s.words().getFirst()
                    });
        }
        Worded[][] tables = {TimeOfDay.values(), Weather.values(), SubjectKind.values()};
        for (Worded[] table : tables) {
            for (Worded w : table) {
                w.words().stream()
                        .limit(1)
                        .forEach(word -> cases.add(new String[] {"a lake", word}));
            }
        }
        for (String style :
                List.of(
                        "flat",
                        "sepia",
                        "monochrome",
                        "vivid",
                        "muted",
                        "wide",
                        "autumn",
                        "winter",
                        "spring",
                        "pink")) {
            cases.add(new String[] {"a lake with trees in a meadow", style});
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("words")
    void everyWordChangesThePicture(String base, String word) {
        String close = SubjectKind.BIRD.words().contains(word) ? "a flock of large " : "large ";
        boolean subject =
                Arrays.stream(SubjectKind.values()).anyMatch(k -> k.words().contains(word));
        String with = subject ? base + " with " + close + word : word + " " + base;

        double change =
                Pictures.difference(
                        Pictures.paint(base, 96, 72, 2), Pictures.paint(with, 96, 72, 2));

        double least = SubjectKind.BIRD.words().contains(word) ? 0.3 : 2;
        assertTrue(change >= least, word + " changed " + change);
    }

    @Test
    void aRedBoatIsRed() {
        var with = Pictures.paint("a large red boat on a lake by day, close up", 192, 144, 11);
        var other = Pictures.paint("a large white boat on a lake by day, close up", 192, 144, 11);
        int subject = 0;
        int red = 0;
        for (int i = 0; i < 192 * 144; i++) {
            int p = with.getRGB(i % 192, i / 192);
            int q = other.getRGB(i % 192, i / 192);
            boolean differs = Math.abs((p & 255) - (q & 255)) > 60;
            if (differs) {
                subject++;
                float[] hsb = Color.RGBtoHSB(p >> 16 & 255, p >> 8 & 255, p & 255, null);
                red += hsb[0] <= 15 / 360f || hsb[0] >= 345 / 360f ? 1 : 0;
            }
        }
        assertTrue(subject > 300, "the boat covers " + subject);
        assertTrue(red >= 0.6 * subject, red + " of " + subject);
    }

    @Test
    void flatStyleIsThePictureWithoutTexture() {
        var scene = Pictures.scene("a lake in the mountains").in(Style.FLAT);
        var flat = new ScenePainter().paint(scene, 96, 72, 1, Bands.SEQUENTIAL);
        long colours = Arrays.stream(Pictures.pixels(flat)).distinct().count();
        var painted = Pictures.paint("a lake in the mountains", 96, 72, 1);

        assertTrue(colours * 2 < Arrays.stream(Pictures.pixels(painted)).distinct().count());
    }
}
