package dev.atelier.robots.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** Pictures that tell their colours by the numbers of H.273 look as they were meant. */
class CodedColoursTest {
    /** To light of sRGB, as CSS Color 4 gives it. */
    private static final double[] P3 = {
        1.2249402, -0.2249402, 0, -0.0420570, 1.0420570, 0, -0.0196376, -0.0786360, 1.0982736
    };

    private static final double[] BT2020 = {
        1.6604910,
        -0.5876411,
        -0.0728499,
        -0.1245505,
        1.1328999,
        -0.0083494,
        -0.0181508,
        -0.1005789,
        1.1187297
    };

    private final Codec codec = new Codec(PixelLimits.DEFAULT);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"hopper.avif, 12", "hopper.avif, 9", "hopper.heif, 12"})
    void widerColoursOfAHeifAreThoseOfSrgbAfterwards(String name, int primaries)
            throws IOException {
        byte[] file = Files.readAllBytes(Corpus.file("heif-avif/" + name));
        assumeTrue(decodes(file), "not run: this machine has no libheif (Debian: libheif1)");
        BufferedImage samples = Codec.srgb8(codec.decode(write(file)));

        Picture wide = codec.decode(write(Heifs.coded(file, primaries, 13)));

        assertNull(wide.note());
        BufferedImage shown = Codec.srgb8(wide);
        BufferedImage expected = converted(samples, primaries == 12 ? P3 : BT2020);
        assertTrue(Compare.distance(expected, shown) < 0.6, "" + Compare.distance(expected, shown));
        assertTrue(Compare.distance(samples, shown) > 2);
    }

    private boolean decodes(byte[] file) throws IOException {
        return codec.decodes(codec.probe(write(file)).format());
    }

    private Path write(byte[] file) throws IOException {
        return Files.write(folder.resolve("file"), file);
    }

    private static BufferedImage converted(BufferedImage image, double[] mix) {
        var out =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                out.setRGB(x, y, converted(image.getRGB(x, y), mix));
            }
        }
        return out;
    }

    private static int converted(int rgb, double[] mix) {
        int out = 0;
        for (int row = 0; row < 3; row++) {
            double light = 0;
            for (int c = 0; c < 3; c++) {
                light += mix[3 * row + c] * linear((rgb >> (16 - 8 * c) & 0xFF) / 255.0);
            }
            out = out << 8 | (int) Math.round(255 * sample(Math.clamp(light, 0.0, 1.0)));
        }
        return out;
    }

    private static double linear(double sample) {
        return sample <= 0.04045 ? sample / 12.92 : Math.pow((sample + 0.055) / 1.055, 2.4);
    }

    private static double sample(double light) {
        return light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    }

    @ParameterizedTest
    @CsvSource({
        "12, 13, c87432, d56f19",
        "1, 4, 202020, 1a1a1a",
        "1, 8, 808080, bcbcbc",
        "1, 13, c87432, c87432",
        "1, 1, c87432, c87432"
    })
    void aPngSaysItTheSameWay(int primaries, int transfer, String stored, String shown)
            throws IOException {
        Path file =
                png(
                        primaries,
                        transfer,
                        257 * (0xFF & Integer.parseInt(stored, 16) >> 16),
                        257 * (0xFF & Integer.parseInt(stored, 16) >> 8),
                        257 * (0xFF & Integer.parseInt(stored, 16)));

        int found = Codec.srgb8(codec.decode(file)).getRGB(0, 0);

        near(Integer.parseInt(shown, 16), found, 1);
    }

    private static void near(int expected, int found, int tolerance) {
        for (int shift = 0; shift < 24; shift += 8) {
            int off = Math.abs((expected >> shift & 0xFF) - (found >> shift & 0xFF));
            assertTrue(off <= tolerance, () -> "%06x is not %06x".formatted(found, expected));
        }
    }

    /** Of one row, three samples of 16 bits a pixel. */
    private Path png(int primaries, int transfer, int... samples) throws IOException {
        var model =
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        false,
                        false,
                        Transparency.OPAQUE,
                        DataBuffer.TYPE_USHORT);
        var raster = model.createCompatibleWritableRaster(samples.length / 3, 1);
        raster.setPixels(0, 0, samples.length / 3, 1, samples);
        Path plain = folder.resolve("plain.png");
        codec.encode(
                new BufferedImage(model, raster, false, null), Encoding.of(ImageFormat.PNG), plain);
        byte[] png = Files.readAllBytes(plain);
        byte[] chunk = {'c', 'I', 'C', 'P', (byte) primaries, (byte) transfer, 0, 1};
        var crc = new CRC32();
        crc.update(chunk);
        byte[] all =
                ByteBuffer.allocate(png.length + 16)
                        .put(png, 0, 33)
                        .putInt(4)
                        .put(chunk)
                        .putInt((int) crc.getValue())
                        .put(png, 33, png.length - 33)
                        .array();
        return Files.write(folder.resolve("coded.png"), all);
    }

    private static int pq(double nits) {
        double power = Math.pow(nits / 10_000, 0.1593017578125);
        return (int)
                Math.round(
                        65_535
                                * Math.pow(
                                        (0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power),
                                        78.84375));
    }

    @Test
    void whatIsBrighterThanWhiteIsDarkenedAndTheRestStays() throws IOException {
        int dim = pq(50);
        int white = pq(203);
        int sun = pq(1000);
        Picture picture =
                codec.decode(png(9, 16, dim, dim, dim, white, white, white, sun, sun, sun));

        BufferedImage shown = Codec.srgb8(picture);
        near(0x888888, shown.getRGB(0, 0), 1);
        near(0xE4E4E4, shown.getRGB(1, 0), 3);
        near(0xFFFFFF, shown.getRGB(2, 0), 1);
        assertNotNull(picture.note());
        assertTrue(picture.note().contains("brighter than white (PQ)"), picture.note());
    }

    @Test
    void aPictureWithNothingBrighterThanWhiteStaysAsItWas() throws IOException {
        int white = pq(203);
        int dim = pq(100);

        BufferedImage shown = Codec.srgb8(codec.decode(png(1, 16, white, white, white, dim, 0, 0)));

        near(0xFFFFFF, shown.getRGB(0, 0), 1);
        near(0xBA0000, shown.getRGB(1, 0), 1);
    }

    @Test
    void huesOfBrightPartsStay() throws IOException {
        int strong = pq(1000);
        int weak = pq(500);

        int shown = Codec.srgb8(codec.decode(png(1, 16, strong, weak, 0))).getRGB(0, 0);

        near(0xFFBC00, shown, 2);
    }

    @Test
    void hybridLogGammaIsLitAsOnItsScreen() throws IOException {
        int half = 32_768;
        int white = 49_151;
        Picture picture = codec.decode(png(9, 18, half, half, half, white, white, white));

        near(0x898989, Codec.srgb8(picture).getRGB(0, 0), 2);
        near(0xE4E4E4, Codec.srgb8(picture).getRGB(1, 0), 3);
        assertTrue(String.valueOf(picture.note()).contains("(HLG)"));
    }

    @Test
    void numbersThatMeanNothingHereAreToldOf() throws IOException {
        Picture picture = codec.decode(png(1, 10, 1000, 2000, 3000));

        assertTrue(String.valueOf(picture.note()).contains("transfer 10"), picture.note());
    }

    @Test
    void framesOfAnAvifAreCountedAndToldOf() throws IOException {
        Path file =
                write(Heifs.moving(Files.readAllBytes(Corpus.file("heif-avif/hopper.avif")), 3));

        assertEquals(3, codec.probe(file).frames());
        var refused = assertThrows(PictureException.class, () -> codec.decode(file, 2));
        assertTrue(refused.getMessage().contains("animated AVIF"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"avis", "msf1"})
    void anAnimationWithoutAStillPictureIsRefusedAsThat(String brand) throws IOException {
        Path file = write(Heifs.moving(Heifs.head(brand), 2));

        var refused = assertThrows(PictureException.class, () -> codec.probe(file));

        assertTrue(refused.getMessage().contains("without a still picture"), refused.getMessage());
    }
}
