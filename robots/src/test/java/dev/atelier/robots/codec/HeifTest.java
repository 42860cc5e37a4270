package dev.atelier.robots.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** AVIF and HEIC by the libheif of this machine. */
class HeifTest {
    private final Codec codec = new Codec(PixelLimits.DEFAULT);
    private final Codec without = new Codec(PixelLimits.DEFAULT, Libraries.off());

    @TempDir Path folder;

    private void assume(ImageFormat format) {
        assumeTrue(
                codec.decodes(format) && codec.encodes(format),
                "not run: this machine has no libheif that reads and writes "
                        + format
                        + " (Debian: libheif1)");
    }

    @ParameterizedTest
    @CsvSource({
        "hopper.avif, AVIF, 128, 128, 89, 80, 95",
        "hopper.heif, HEIC, 128, 128, 89, 80, 95",
        "rot1mir0.avif, AVIF, 640, 427, 130, 137, 97"
    })
    void pictureHasItsUprightSizeAndColours(
            String name, ImageFormat format, int w, int h, int r, int g, int b) throws IOException {
        assume(format);

        BufferedImage image = Codec.srgb8(codec.decode(Corpus.file("heif-avif/" + name)));

        assertEquals(w, image.getWidth());
        assertEquals(h, image.getHeight());
        int[] mean = mean(image);
        assertTrue(
                Math.abs(mean[0] - r) < 4 && Math.abs(mean[1] - g) < 4 && Math.abs(mean[2] - b) < 4,
                Arrays.toString(mean));
    }

    /**
     * The properties that turn a picture, in all their combinations: quarters counter-clockwise,
     * then top and bottom or left and right exchanged.
     */
    @ParameterizedTest
    @CsvSource({
        "0, -1, 1",
        "1, -1, 8",
        "2, -1, 3",
        "3, -1, 6",
        "0, 0, 4",
        "1, 0, 5",
        "2, 0, 2",
        "3, 0, 7",
        "0, 1, 2",
        "1, 1, 7",
        "2, 1, 4",
        "3, 1, 5"
    })
    void everyTurnAndMirrorOfAFileIsFollowed(int quarters, int axis, int orientation)
            throws IOException {
        assume(ImageFormat.AVIF);
        BufferedImage stored = Codec.srgb8(codec.decode(turned(0, -1)));

        Path file = turned(quarters, axis);
        Picture turned = codec.decode(file);

        assertEquals(turned.width(), codec.probe(file).width());
        assertEquals(1, turned.probe().orientation());
        assertTrue(
                Compare.distance(ExifOrientation.upright(stored, orientation), Codec.srgb8(turned))
                        < 1);
    }

    /**
     * @param axis of the mirror; -1 for none
     */
    private Path turned(int quarters, int axis) throws IOException {
        byte[] file = Files.readAllBytes(Corpus.file("heif-avif/rot1mir0.avif"));
        file[indexOf(file, "irot") + 4] = (byte) quarters;
        file[indexOf(file, "imir") + 4] = (byte) Math.max(0, axis);
        if (axis < 0) {
            file[indexOf(file, "ipma") + 14]--;
        }
        return write(file);
    }

    @ParameterizedTest
    @CsvSource({"AVIF, 61, 47", "AVIF, 1, 1", "HEIC, 61, 47", "HEIC, 1, 1", "HEIC, 640, 3"})
    void transparencyAndOddSizesComeBack(ImageFormat format, int w, int h) throws IOException {
        assume(format);
        var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < w * h; i++) {
            image.setRGB(i % w, i / w, i % w < w / 2 ? 0x00FFFFFF : 0xFFCC3311);
        }

        Picture back = roundTrip(image, Encoding.of(format));

        assertEquals(w + "x" + h, back.width() + "x" + back.height());
        assertTrue(back.probe().alpha());
        int seen = Codec.srgb8(back).getRGB(w - 1, h - 1);
        assertEquals(255, seen >>> 24);
        assertEquals(0xCC, seen >> 16 & 0xFF, 12);
        if (w > 2) {
            assertEquals(0, Codec.srgb8(back).getRGB(0, 0) >>> 24, 3);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AVIF", "HEIC"})
    void photoKeepsItsColoursProfileAndMark(ImageFormat format) throws IOException {
        assume(format);
        Picture photo = codec.decode(Corpus.file("photo/ultrahdr.jpg"));
        byte[] profile = photo.iccProfile();
        var mark = new OriginMark(SourceType.ALGORITHMIC_MEDIA, "Atelier test", "A sea.");

        Encoding encoding = Encoding.of(format).withIccProfile(profile).withMark(mark);
        Picture back = roundTrip(photo.image(), encoding);

        assertNotNull(profile);
        assertArrayEquals(profile, back.iccProfile());
        assertTrue(Compare.distance(Codec.srgb8(photo), Codec.srgb8(back)) < 4);
        byte[] xmp = codec.header(folder.resolve("out")).blocks().xmp();
        assertTrue(new String(xmp, StandardCharsets.UTF_8).contains("A sea."));
    }

    @ParameterizedTest
    @EnumSource(names = {"AVIF", "HEIC"})
    void qualityDecidesOnTheSize(ImageFormat format) throws IOException {
        assume(format);
        BufferedImage photo = Codec.srgb8(codec.decode(Corpus.file("photo/exif_gps.jpg")));
        BufferedImage flower = Codec.srgb8(codec.decode(Corpus.file("webp/hopper.webp")));
        assertNotNull(photo);

        roundTrip(flower, Encoding.of(format).withQuality(95));
        long fine = Files.size(folder.resolve("out"));
        roundTrip(flower, Encoding.of(format).withQuality(20));
        long coarse = Files.size(folder.resolve("out"));

        assertTrue(coarse < fine / 3, coarse + " against " + fine);
    }

    @ParameterizedTest
    @CsvSource({"ten-bit.avif, 10", "ten-bit.heic, 10"})
    void samplesOfMoreThanEightBitsAreKept(String name, int bits) throws IOException {
        assume(name.endsWith("avif") ? ImageFormat.AVIF : ImageFormat.HEIC);

        Picture picture = codec.decode(resource(name));

        assertEquals(bits, picture.probe().bitsPerSample());
        assertEquals(16, picture.image().getColorModel().getComponentSize(0));
        var raster = picture.image().getRaster();
        long levels =
                java.util.stream.IntStream.range(0, picture.width())
                        .map(x -> raster.getSample(x, 8, 0))
                        .distinct()
                        .count();
        assertTrue(levels > 300, levels + " levels");
        assertTrue(raster.getSample(picture.width() - 1, 8, 0) > 65_000);
    }

    @Test
    void pictureOfTilesIsPutTogether() throws IOException {
        assume(ImageFormat.HEIC);

        Picture picture = codec.decode(resource("tiles.heic"));

        assertEquals(picture.width(), picture.probe().width());
        assertTrue(mean(Codec.srgb8(picture))[0] > 10);
    }

    @Test
    void metadataIsReadWithoutTheLibrary() throws IOException {
        Blocks blocks = without.header(resource("noted.heic")).blocks();

        assertNotNull(blocks.exif());
        assertNotNull(blocks.xmp());
        assertNotNull(blocks.icc());
    }

    @ParameterizedTest
    @EnumSource(names = {"AVIF", "HEIC"})
    void withoutTheLibraryWritingSaysWhatToInstall(ImageFormat format) {
        var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);

        var refused =
                assertThrows(
                        PictureException.class,
                        () -> without.encode(image, Encoding.of(format), folder.resolve("out")));

        assertTrue(refused.getMessage().contains("Debian: libheif1"), refused.getMessage());
        assertFalse(without.encodes(format) || without.decodes(format));
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void pictureCodedLargerThanItsHeaderSaysIsNotGivenToTheLibrary() throws IOException {
        assume(ImageFormat.AVIF);
        byte[] file = Files.readAllBytes(Corpus.file("heif-avif/hopper.avif"));
        var small = new Codec(PixelLimits.DEFAULT.withMaxPixels(5_000));
        int size = indexOf(file, "ispe") + 8;
        Arrays.fill(file, size, size + 8, (byte) 0);
        file[size + 3] = 64;
        file[size + 7] = 64;

        var refused = assertThrows(PictureException.class, () -> small.decode(write(file)));

        assertTrue(refused.getMessage().contains("larger than its header"), refused.getMessage());
    }

    @Test
    void pictureLargerThanReservedForIsRefused() throws IOException {
        assume(ImageFormat.AVIF);
        byte[] file = Files.readAllBytes(Corpus.file("heif-avif/hopper.avif"));
        file[indexOf(file, "ispe") + 11] = 64;

        var refused = assertThrows(PictureException.class, () -> codec.decode(write(file)));

        assertTrue(refused.getMessage().contains("another size"), refused.getMessage());
    }

    @Test
    void tilesThatAreMissingOrManifoldAreRefused() throws IOException {
        assume(ImageFormat.HEIC);
        byte[] file = Files.readAllBytes(resource("tiles.heic"));
        int grid = indexOf(file, "idat") + 4;
        file[grid + 2] = (byte) 255;
        file[grid + 3] = (byte) 255;

        var refused = assertThrows(PictureException.class, () -> codec.decode(write(file)));

        assertTrue(refused.getMessage().contains("grid"), refused.getMessage());
    }

    @Test
    void decodingPastTheTimeLimitIsStopped() {
        assume(ImageFormat.AVIF);
        var hasty = new Codec(PixelLimits.DEFAULT.withDecodeTime(Duration.ofNanos(1)));

        var refused =
                assertThrows(
                        PictureException.class,
                        () -> hasty.decode(Corpus.file("heif-avif/hopper.avif")));

        assertTrue(refused.getMessage().contains("takes longer"), refused.getMessage());
    }

    private Picture roundTrip(BufferedImage image, Encoding encoding) throws IOException {
        Path out = folder.resolve("out");
        codec.encode(image, encoding, out);
        return codec.decode(out);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("changed"), bytes);
    }

    private Path resource(String name) throws IOException {
        Path file = folder.resolve(name);
        try (var in = HeifTest.class.getResourceAsStream("/heif/" + name)) {
            assertNotNull(in, name);
            Files.copy(in, file);
        }
        return file;
    }

    private static int indexOf(byte[] bytes, String tag) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(tag);
        assertTrue(at > 0, tag);
        return at;
    }

    private static int[] mean(BufferedImage image) {
        long[] sum = new long[3];
        int[] pixels = Pixels.of(image);
        for (int p : pixels) {
            sum[0] += p >> 16 & 0xFF;
            sum[1] += p >> 8 & 0xFF;
            sum[2] += p & 0xFF;
        }
        return new int[] {
            (int) (sum[0] / pixels.length),
            (int) (sum[1] / pixels.length),
            (int) (sum[2] / pixels.length)
        };
    }
}
