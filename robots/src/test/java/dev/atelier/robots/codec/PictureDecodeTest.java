package dev.atelier.robots.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

class PictureDecodeTest {
    private final Codec codec = new Codec(PixelLimits.DEFAULT);

    @ParameterizedTest
    @CsvSource({
        "bmp/hopper.bmp, 128, 128, 89, 80, 95",
        "bmp/pal8rle.bmp, 127, 64, 119, 116, 120",
        "bmp/rgb32bf.bmp, 127, 64, 121, 118, 122",
        "cmyk-icc/cymk.jpg, 600, 397, 47, 131, 218",
        "cmyk-icc/hopper.iccprofile.tif, 128, 128, 89, 80, 95",
        "cmyk-icc/pil_sample_cmyk.jpg, 100, 100, 31, 6, 7",
        "cmyk-icc/rgb24prof.bmp, 127, 64, 121, 118, 122",
        "cmyk-icc/tiff_strip_cmyk_jpeg.tif, 100, 100, 31, 6, 7",
        "gif/dispose_bgnd.gif, 100, 100, 72, 169, 246",
        "gif/iss634.gif, 245, 245, 134, 136, 90",
        "orientation/g4_orientation_6.tif, 590, 88, 226, 226, 226",
        "orientation/hopper_orientation_6.webp, 128, 128, 89, 80, 95",
        "photo/Apple_iPhone_4.jpg, 1296, 968, 98, 69, 68",
        "photo/Samsung_GT-I9000_Galaxy_S.jpg, 480, 640, 128, 125, 122",
        "photo/hopper_gray.jpg, 128, 128, 84, 84, 84",
        "png/basn0g16.png, 32, 32, 143, 143, 143",
        "png/basn2c16.png, 32, 32, 127, 127, 43",
        "png/basn3p02.png, 32, 32, 127, 127, 63",
        "tiff/hopper_lzw.tif, 128, 128, 89, 80, 95",
        "tiff/multipage.tiff, 10, 10, 0, 128, 0",
        "webp/hopper.webp, 128, 128, 89, 80, 95",
        "webp/iss634.webp, 245, 245, 134, 136, 90",
        "webp/simple.webp, 300, 300, 249, 135, 56",
    })
    void pictureHasItsUprightSizeAndColours(String name, int w, int h, int r, int g, int b)
            throws IOException {
        Picture picture = codec.decode(Corpus.file(name));

        assertEquals(w, picture.width());
        assertEquals(h, picture.height());
        double[] mean = mean(Codec.srgb8(picture));
        assertEquals(r, mean[0], 3);
        assertEquals(g, mean[1], 3);
        assertEquals(b, mean[2], 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
    void everyOrientationComesOutUpright(int orientation) throws IOException {
        BufferedImage straight = Codec.srgb8(codec.decode(landscape(1)));
        Picture turned = codec.decode(landscape(orientation));

        assertEquals(orientation, turned.probe().orientation());
        assertTrue(Compare.distance(straight, Codec.srgb8(turned)) < 4);
    }

    private static Path landscape(int orientation) {
        return Corpus.file("orientation/Landscape_" + orientation + ".jpg");
    }

    @ParameterizedTest
    @CsvSource({
        "gif/dispose_bgnd.gif, 5",
        "gif/iss634.gif, 42",
        "png/ball.png, 20",
        "tiff/multipage.tiff, 3",
        "webp/iss634.webp, 42",
        "webp/hopper.webp, 1"
    })
    void framesAreCountedFromTheHeader(String name, int frames) throws IOException {
        assertEquals(frames, codec.probe(Corpus.file(name)).frames());
    }

    @ParameterizedTest
    @CsvSource({
        "heif-avif/hopper.avif, AVIF, 128, 128",
        "heif-avif/hopper.heif, HEIC, 128, 128",
        "heif-avif/rot1mir0.avif, AVIF, 640, 427"
    })
    void withoutTheirLibrarySizesAreKnownAndDecodingSaysWhatToInstall(
            String name, ImageFormat format, int w, int h) throws IOException {
        var without = new Codec(PixelLimits.DEFAULT, Libraries.off());
        Probe probe = without.probe(Corpus.file(name));

        assertEquals(format, probe.format());
        assertEquals(w, probe.width());
        assertEquals(h, probe.height());
        var refused = assertThrows(PictureException.class, () -> without.decode(Corpus.file(name)));
        assertTrue(refused.getMessage().contains("Debian: libheif1"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"png/transparent.png", "webp/transparent.webp", "gif/transparent.gif"})
    void transparentPicturesKeepTheirHoles(String name) throws IOException {
        BufferedImage image = Codec.srgb8(codec.decode(Corpus.file(name)));

        assertTrue(image.getColorModel().hasAlpha());
        assertEquals(0, image.getRGB(0, 0) >>> 24);
        assertTrue(image.getRGB(100, 75) >>> 24 > 200);
    }

    @Test
    void colourKeyOfSixteenBitPngIsTransparency() throws IOException {
        Picture picture = codec.decode(Corpus.file("png/tbbn2c16.png"));

        assertEquals(16, picture.image().getColorModel().getComponentSize(0));
        assertEquals(0, Codec.srgb8(picture).getRGB(0, 0) >>> 24);
    }

    @Test
    void greySamplesComeOutAsBrightAsTheyAreStored() {
        var grey = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
        var wide = new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY);
        grey.getRaster().setSample(1, 1, 0, 128);
        wide.getRaster().setSample(1, 1, 0, 128 * 257);

        assertEquals(0xFF808080, Codec.srgb8(grey).getRGB(1, 1));
        assertEquals(0xFF808080, Codec.srgb8(wide).getRGB(1, 1));
    }

    @Test
    void profilesAreKeptAndApplied() throws IOException {
        Picture photo = codec.decode(Corpus.file("photo/flower2.jpg"));
        Picture wide = codec.decode(Corpus.file("photo/ultrahdr.jpg"));

        assertNotNull(photo.iccProfile());
        assertNotNull(wide.iccProfile());
        assertNull(codec.decode(Corpus.file("photo/3.jpg")).iccProfile());
        assertNull(codec.decode(Corpus.file("cmyk-icc/cymk.jpg")).iccProfile());
    }

    @Test
    void svgIsDrawnAtItsOwnSize() throws IOException {
        BufferedImage image = Codec.srgb8(codec.decode(Corpus.file("svg/plain-shapes-alpha.svg")));

        assertEquals(240, image.getWidth());
        assertEquals(160, image.getHeight());
        assertEquals(0, image.getRGB(0, 0) >>> 24);
        assertTrue(mean(image)[0] > 20);
    }

    @Test
    void decodingPastTheTimeLimitIsStopped() {
        var hasty = new Codec(PixelLimits.DEFAULT.withDecodeTime(Duration.ofMillis(1)));

        var refused =
                assertThrows(
                        PictureException.class,
                        () -> hasty.decode(Corpus.file("photo/Canon_EOS_450D.jpg")));

        assertTrue(refused.getMessage().contains("takes longer"), refused.getMessage());
    }

    private static double[] mean(BufferedImage image) {
        double[] sum = new double[3];
        int[] pixels = Pixels.of(image);
        for (int p : pixels) {
            sum[0] += p >> 16 & 0xFF;
            sum[1] += p >> 8 & 0xFF;
            sum[2] += p & 0xFF;
        }
        for (int c = 0; c < 3; c++) {
            sum[c] /= pixels.length;
        }
        return sum;
    }
}
