package dev.atelier.robots.codec.jpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.Slim;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

class JpegRecoderTest {
    private static final long MOST = 64_000_000;

    static List<String> whole() {
        return Stream.of("photo", "orientation", "cmyk-icc")
                .flatMap(folder -> Corpus.folder(folder).stream())
                .filter(name -> name.endsWith(".jpg"))
                .filter(name -> !name.matches(".*(Canon|ultrahdr|Landscape_[2-8]).*"))
                .toList();
    }

    private static byte[] recode(byte[] jpeg, boolean progressive) throws IOException {
        return JpegRecoder.recode(jpeg, progressive, MOST, () -> {});
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(Corpus.file(name));
    }

    @ParameterizedTest
    @MethodSource("whole")
    void everyCoefficientStaysAsItIs(String name) throws IOException {
        byte[] jpeg = bytes(name);

        for (boolean progressive : new boolean[] {false, true}) {
            byte[] recoded = recode(jpeg, progressive);

            assertEquals(progressive || Slim.isProgressive(jpeg), Slim.isProgressive(recoded));
            assertSameCoefficients(jpeg, recoded);
        }
    }

    private static void assertSameCoefficients(byte[] expected, byte[] found) throws IOException {
        JpegDecoder.Stored a = JpegDecoder.stored(expected, MOST, () -> {});
        JpegDecoder.Stored b = JpegDecoder.stored(found, MOST, () -> {});
        for (int i = 0; i < a.coefficients().size(); i++) {
            Component c = a.frame().components().get(i);
            assertArrayEquals(c.factors, b.frame().components().get(i).factors);
            for (int y = 0; y < c.ownBlocksDown; y++) {
                for (int x = 0; x < c.ownBlocksAcross; x++) {
                    assertArrayEquals(
                            block(a.coefficients().get(i), x, y),
                            block(b.coefficients().get(i), x, y));
                }
            }
        }
    }

    private static int[] block(Coefficients from, int x, int y) {
        int index = from.index(x, y);
        return IntStream.range(0, 64).map(k -> from.get(index, k)).toArray();
    }

    @Test
    void anotherReaderSeesTheSamePicture() throws IOException {
        byte[] jpeg = bytes("photo/flower2.jpg");
        BufferedImage before = ImageIO.read(new ByteArrayInputStream(jpeg));

        BufferedImage after = ImageIO.read(new ByteArrayInputStream(recode(jpeg, true)));

        int w = before.getWidth();
        int h = before.getHeight();
        assertArrayEquals(
                before.getRGB(0, 0, w, h, null, 0, w), after.getRGB(0, 0, w, h, null, 0, w));
    }

    @Test
    void photosOfCamerasGetSmallerEitherWay() throws IOException {
        for (String name : List.of("photo/HTC_Desire.jpg", "photo/Apple_iPhone_4.jpg")) {
            byte[] jpeg = bytes(name);

            int one = recode(jpeg, false).length;
            int many = recode(jpeg, true).length;
            assertTrue(one < jpeg.length, name + one + " of " + jpeg.length);
            assertTrue(many < one, name + ": " + many + " against " + one);
        }
    }

    @Test
    void damagedPictureIsLeftAlone() {
        for (String name :
                List.of("malformed/truncated_jpeg.jpg", "malformed/truncated-at-60pct.jpg")) {
            assertThrows(JpegException.class, () -> recode(bytes(name), true), name);
        }
    }

    @Test
    void pictureWithOtherDataBehindItIsLeftAlone() throws IOException {
        byte[] jpeg = bytes("photo/exif_gps.jpg");
        byte[] padded = Arrays.copyOf(jpeg, jpeg.length + 9);
        byte[] followed = padded.clone();
        followed[jpeg.length + 5] = 1;

        assertSameCoefficients(jpeg, recode(padded, true));
        assertThrows(UnsupportedJpegException.class, () -> recode(followed, true));
    }

    /** Uses that grow like this make trees as deep as there are symbols. */
    @Test
    void codesAreNeverLongerThanSixteenBits() throws JpegException {
        long[] uses = new long[256];
        long a = 1;
        long b = 1;
        for (int i = 0; i < 40; i++) {
            uses[3 * i] = a;
            long next = a + b;
            a = b;
            b = next;
        }

        var code = new HuffmanCode(uses);

        double space = 0;
        for (int i = 0; i < 40; i++) {
            assertTrue(code.length(3 * i) >= 1 && code.length(3 * i) <= 16);
            space += Math.pow(2, -code.length(3 * i));
        }
        assertTrue(space < 1, "no code is all ones");
        assertTrue(code.length(3 * 39) < code.length(0));
    }

    @Test
    void whatIsWrittenInCodesIsReadBack() throws JpegException {
        long[] uses = new long[256];
        var random = new Random(7);
        int[] symbols = random.ints(5000, 0, 256).map(s -> s * s / 256).toArray();
        for (int symbol : symbols) {
            uses[symbol]++;
        }
        var code = new HuffmanCode(uses);
        byte[] table = code.table(0);
        int[] counts = IntStream.range(1, 17).map(i -> table[i] & 0xFF).toArray();
        int[] all = IntStream.range(17, table.length).map(i -> table[i] & 0xFF).toArray();
        var known = new HuffmanTable(counts, all);

        for (int symbol : symbols) {
            int bits = code.code(symbol) << (16 - code.length(symbol));
            assertEquals(symbol << 8 | code.length(symbol), known.find(bits));
        }
    }
}
