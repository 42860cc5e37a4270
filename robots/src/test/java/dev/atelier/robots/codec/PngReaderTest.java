package dev.atelier.robots.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;

/** PNG files made by hand: rows of chance under every filter. */
class PngReaderTest {
    private static final int WIDTH = 37;
    private static final int HEIGHT = 23;
    private static final int[] STEPS = {1, 0, 3, 1, 2, 0, 4};

    private final Codec codec = new Codec(PixelLimits.DEFAULT);

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 6})
    void everyFilterIsUndoneAsThePlatformDoesIt(int kind) throws IOException {
        Path file = file(png(kind, rows(kind), true));

        BufferedImage found = Objects.requireNonNull(own(file));

        var input = new TimedImageInput(Files.newByteChannel(file), deadline());
        BufferedImage expected =
                Readers.image(ImageFormat.PNG, input, PixelLimits.DEFAULT, deadline());
        assertArrayEquals(colours(expected), colours(found));
        assertEquals(expected.getColorModel().hasAlpha(), found.getColorModel().hasAlpha());
    }

    @Test
    void otherKindsAreLeftToThePlatform() throws IOException {
        for (String name : new String[] {"basi6a08", "basn0g16", "basn3p02", "tbbn2c16"}) {
            assertNull(own(Corpus.file("png/" + name + ".png")), name);
            assertNotNull(codec.decode(Corpus.file("png/" + name + ".png")), name);
        }
    }

    @Test
    void numbersBeyondThePaletteAreBlack() throws IOException {
        BufferedImage found = own(file(png(3, new byte[(WIDTH + 1) * HEIGHT], false)));
        assertEquals(0xFF010203, Objects.requireNonNull(found).getRGB(5, 5));

        byte[] rows = new byte[(WIDTH + 1) * HEIGHT];
        rows[1] = (byte) 200;
        found = own(file(png(3, rows, false)));
        assertEquals(0xFF000000, Objects.requireNonNull(found).getRGB(0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 6})
    void fileCutAnywhereIsRefused(int kind) throws IOException {
        byte[] whole = png(kind, rows(kind), false);

        for (int length = 33; length < whole.length - 30; length += 13) {
            refused(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void brokenDataIsRefusedWithAReason() throws IOException {
        byte[] filter = rows(2);
        filter[0] = 9;
        assertTrue(refused(png(2, filter, false)).contains("broken"));
        assertTrue(refused(png(2, new byte[300], false)).contains("less than its size"));
        byte[] flipped = png(2, rows(2), false);
        flipped[41] ^= 0x7F;
        assertFalse(refused(flipped).isBlank());
        byte[] colourless = png(3, rows(3), false);
        colourless[37] = 'Q';
        assertTrue(refused(colourless).contains("palette"));
    }

    @Test
    void img3DataThatInflatesToMoreThanTheSizeIsNotInflated() throws IOException {
        Path file = file(png(2, new byte[64 << 20], false));

        assertEquals(WIDTH, Objects.requireNonNull(own(file)).getWidth());
        assertTrue(Files.size(file) < 1 << 20);
    }

    private String refused(byte[] png) throws IOException {
        Path file = file(png);
        var failure = assertThrows(PictureException.class, () -> codec.decode(file));
        return Objects.requireNonNull(failure.getMessage());
    }

    private static @Nullable BufferedImage own(Path file) throws IOException {
        return PngReader.read(file, PixelLimits.DEFAULT, deadline());
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofSeconds(10));
    }

    private Path file(byte[] png) throws IOException {
        return Files.write(folder.resolve("made.png"), png);
    }

    private static int[] colours(BufferedImage image) {
        BufferedImage srgb = Codec.srgb8(image);
        return srgb.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
    }

    private static byte[] rows(int kind) {
        int length = WIDTH * STEPS[kind] + 1;
        byte[] rows = new byte[length * HEIGHT];
        var random = new SplittableRandom(7 + kind);
        random.nextBytes(rows);
        for (int y = 0; y < HEIGHT; y++) {
            rows[y * length] = (byte) (y % 5);
        }
        return rows;
    }

    private static byte[] png(int kind, byte[] rows, boolean fullPalette) throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        var chunks = new PngChunks(out);
        chunks.write(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(WIDTH)
                        .putInt(HEIGHT)
                        .put((byte) 8)
                        .put((byte) kind)
                        .array());
        if (kind == 3) {
            byte[] palette = new byte[fullPalette ? 768 : 30];
            for (int i = 0; i < palette.length; i++) {
                palette[i] = (byte) (i * 7 + 1);
            }
            System.arraycopy(new byte[] {1, 2, 3}, 0, palette, 0, 3);
            chunks.write("PLTE", palette);
            chunks.write("tRNS", new byte[] {-1, 9, 100});
        }
        byte[] packed = Deflate.all(rows);
        try (var data = chunks.stream("IDAT", 200)) {
            for (int at = 0; at < packed.length; at += 150) {
                data.write(packed, at, Math.min(150, packed.length - at));
            }
        }
        chunks.write("IEND", new byte[0]);
        return out.toByteArray();
    }
}
