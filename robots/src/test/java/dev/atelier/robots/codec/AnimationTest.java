package dev.atelier.robots.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class AnimationTest {
    private static final int RED = 0xffff0000;
    private static final int BLUE = 0xff0000ff;

    private final Codec codec = new Codec(PixelLimits.DEFAULT);
    private final List<BufferedImage> frames = new ArrayList<>();
    private final List<Integer> times = new ArrayList<>();

    @TempDir Path folder;

    private void play(Path file) throws IOException {
        frames.clear();
        times.clear();
        codec.play(
                file,
                (shown, millis) -> {
                    frames.add(Codec.srgb8(shown));
                    times.add(millis);
                });
    }

    /** A canvas of 40 by 30 with a box of 8 by 8 at a place. */
    private static BufferedImage box(int x, int y, int colour, int around) {
        var image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 40 * 30; i++) {
            boolean inside = i % 40 >= x && i % 40 < x + 8 && i / 40 >= y && i / 40 < y + 8;
            image.setRGB(i % 40, i / 40, inside ? colour : around);
        }
        return image;
    }

    private Path written(ImageFormat format, int plays, int... millis) throws IOException {
        Path out = folder.resolve("out." + format.extension());
        Encoding encoding = Encoding.of(format).withLossless(true);
        try (FrameWriter writer = codec.animation(encoding, plays, out)) {
            for (int i = 0; i < millis.length; i++) {
                writer.add(box(3 + i * 9, 5 + i * 3, i == 1 ? BLUE : RED, 0), millis[i]);
            }
        }
        return out;
    }

    @ParameterizedTest
    @EnumSource(names = {"GIF", "WEBP"})
    void timesTurnsAndMovingHolesSurvive(ImageFormat format) throws IOException {
        Path out = written(format, 3, 100, 250, 30);

        play(out);

        assertEquals(List.of(100, 250, 30), times);
        assertEquals(3, codec.plays(out));
        assertEquals(3, codec.probe(out).frames());
        for (int i = 0; i < 3; i++) {
            int colour = i == 1 ? BLUE : RED;
            BufferedImage wanted = box(3 + i * 9, 5 + i * 3, colour, 0);
            assertEquals(0, Compare.alphaDistance(wanted, frames.get(i)), "frame " + i);
            assertEquals(colour, frames.get(i).getRGB(4 + i * 9, 7 + i * 3));
        }
    }

    @ParameterizedTest
    @CsvSource({"GIF,0", "GIF,1", "GIF,7", "WEBP,0", "WEBP,1", "WEBP,7"})
    void anAnimationRunsAsOftenAsItWasAskedTo(ImageFormat format, int plays) throws IOException {
        assertEquals(plays, codec.plays(written(format, plays, 50, 50)));
    }

    @Test
    void roundedTimesOfAGifAddUp() throws IOException {
        play(written(ImageFormat.GIF, 0, 33, 33, 34));

        assertEquals(List.of(30, 40, 30), times);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispose_bgnd.gif", "dispose_prev.gif", "iss634.gif"})
    void everyFrameIsShownAsWhenTakenAlone(String name) throws IOException {
        Path file = Corpus.file("gif/" + name);

        play(file);

        int count = codec.probe(file).frames();
        assertEquals(count, frames.size());
        for (int i = 1; i <= count; i += Math.max(1, count / 6)) {
            BufferedImage alone = Codec.srgb8(codec.decode(file, i));
            assertEquals(0, Compare.distance(alone, frames.get(i - 1)), name + " frame " + i);
            assertEquals(0, Compare.alphaDistance(alone, frames.get(i - 1)));
        }
    }

    @ParameterizedTest
    @CsvSource({"gif/iss634.gif,GIF,4", "webp/iss634.webp,WEBP,5", "gif/iss634.gif,WEBP,4"})
    void aLongAnimationComesBackTheSame(String name, ImageFormat format, double tolerance)
            throws IOException {
        Path file = Corpus.file(name);
        play(file);
        List<BufferedImage> before = List.copyOf(frames);
        List<Integer> timesBefore = List.copyOf(times);
        Path out = folder.resolve("again");

        try (FrameWriter writer = codec.animation(Encoding.of(format), codec.plays(file), out)) {
            codec.play(file, (shown, millis) -> writer.add(shown.image(), millis));
        }
        play(out);

        assertEquals(timesBefore, times);
        for (int i = 0; i < before.size(); i++) {
            double off = Compare.distance(before.get(i), frames.get(i));
            assertTrue(off < tolerance, "frame " + i + " is off by " + off);
        }
    }

    @Test
    void aGifOfStillPartsHoldsOnlyWhatChanges() throws IOException {
        Path out = folder.resolve("still.gif");
        BufferedImage noise = box(0, 0, RED, BLUE);
        for (int i = 0; i < 40 * 30; i++) {
            noise.setRGB(i % 40, i / 40, 0xff000000 | i * 7919);
        }
        try (FrameWriter writer = codec.animation(Encoding.of(ImageFormat.GIF), 0, out)) {
            for (int i = 0; i < 20; i++) {
                noise.setRGB(i, 3, RED);
                writer.add(noise, 40);
            }
        }

        assertTrue(Files.size(out) < 5000, "bytes: " + Files.size(out));
    }

    @Test
    void img2SmallFramesOnALargeCanvasCountAsWholeCanvases() throws IOException {
        Path out = folder.resolve("large.gif");
        try (FrameWriter writer = codec.animation(Encoding.of(ImageFormat.GIF), 0, out)) {
            var canvas = new BufferedImage(2000, 2000, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < 70; i++) {
                canvas.setRGB(i, 0, RED);
                writer.add(canvas, 40);
            }
        }

        var refused = assertThrows(PictureException.class, () -> play(out));

        assertTrue(String.valueOf(refused.getMessage()).contains("70 frames of 2000x2000"));
        assertTrue(frames.isEmpty());
    }

    @Test
    void whatTheReceiverThrowsIsNoDamage() {
        Path file = Corpus.file("gif/iss634.gif");

        assertThrows(
                IllegalStateException.class,
                () ->
                        codec.play(
                                file,
                                (shown, millis) -> {
                                    throw new IllegalStateException();
                                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif/iss634.gif", "webp/iss634.webp"})
    void anAnimationCutShortEndsInAClearError(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(Corpus.file(name));
        Path cut = folder.resolve("cut");
        for (int tenth = 1; tenth < 10; tenth++) {
            Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length * tenth / 10));
            try {
                play(cut);
            } catch (PictureException clear) {
                assertTrue(String.valueOf(clear.getMessage()).length() > 20);
            }
        }
    }
}
