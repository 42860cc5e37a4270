package dev.atelier.robots.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.OriginMark;
import dev.atelier.robots.codec.Picture;
import dev.atelier.robots.codec.SourceType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;

class CompositeTest {
    private static final Color NEW = new Color(200, 40, 90);
    private static final OriginMark MARK =
            new OriginMark(SourceType.ALGORITHMICALLY_ENHANCED, "test", "");

    @TempDir Path folder;

    static Stream<String> pngs() {
        return Corpus.folder("png").stream();
    }

    @ParameterizedTest
    @MethodSource("pngs")
    void everyPngKeepsItsSamplesOutsideTheMask(String name) throws IOException {
        Picture source = Bench.CODEC.decode(Corpus.file(name));

        Picture result = restored(source, OutputFormat.PNG);

        assertKept(source, result);
        assertArrayEquals(source.iccProfile(), result.iccProfile());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tiff/hopper_lzw.tif",
                "cmyk-icc/hopper.iccprofile.tif",
                "cmyk-icc/rgb24prof.bmp",
                "photo/hopper_gray.jpg",
                "photo/flower2.jpg",
                "bmp/pal8rle.bmp",
                "gif/transparent.gif",
                "orientation/hopper_orientation_6.webp"
            })
    void otherSourcesKeepTheirSamplesInPng(String name) throws IOException {
        Picture source = Bench.CODEC.decode(Corpus.file(name));

        assertKept(source, restored(source, OutputFormat.PNG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webp/simple.webp", "webp/transparent.webp", "png/pil123rgba.png"})
    void losslessWebpKeepsItsSamplesOutsideTheMask(String name) throws IOException {
        Picture source = Bench.CODEC.decode(Corpus.file(name));

        assertKept(source, restored(source, OutputFormat.WEBP));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void sixteenBitsAndHiddenColoursStay(int bands) throws IOException {
        BufferedImage raw = noise(bands, DataBuffer.TYPE_USHORT);
        Path file = folder.resolve("source.png");
        Bench.CODEC.encode(raw, Encoding.of(ImageFormat.PNG), file);
        Picture source = Bench.CODEC.decode(file);

        Picture result = restored(source, OutputFormat.PNG);

        assertEquals(16, result.image().getColorModel().getComponentSize(0));
        assertEquals(bands, result.image().getRaster().getNumBands());
        assertKept(source, result);
    }

    @Test
    void coloursUnderFullTransparencyStayInBothLosslessFormats() throws IOException {
        BufferedImage raw = noise(4, DataBuffer.TYPE_BYTE);
        Path file = folder.resolve("source.png");
        Bench.CODEC.encode(raw, Encoding.of(ImageFormat.PNG), file);
        Picture source = Bench.CODEC.decode(file);

        assertKept(source, restored(source, OutputFormat.PNG));
        assertKept(source, restored(source, OutputFormat.WEBP));
    }

    @Test
    void greyStaysGreyAndGetsTheBrightnessOfTheNew() throws IOException {
        BufferedImage raw = noise(1, DataBuffer.TYPE_BYTE);
        CanonicalMask mask = centre(raw);

        BufferedImage out =
                Composite.of(raw, Codec.srgb8(raw), Bench.solid(32, 24, NEW), mask, null);

        assertEquals(1, out.getRaster().getNumBands());
        assertEquals(78, out.getRaster().getSample(16, 12, 0), 1);
    }

    @Test
    void newPixelsAreWrittenInTheProfileOfTheSource() throws IOException {
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        BufferedImage raw = noise(3, DataBuffer.TYPE_BYTE);
        BufferedImage made = Bench.solid(32, 24, new Color(128, 128, 128));

        BufferedImage out = Composite.of(raw, Codec.srgb8(raw), made, centre(raw), linear);

        int[] middle = out.getRaster().getPixel(16, 12, (int[]) null);
        for (int sample : middle) {
            assertEquals(55, sample, 3);
        }
    }

    @Test
    void aBrokenProfileDoesNoHarm() {
        BufferedImage raw = noise(3, DataBuffer.TYPE_BYTE);
        byte[] broken = new byte[200];

        BufferedImage out =
                Composite.of(raw, Codec.srgb8(raw), Bench.solid(32, 24, NEW), centre(raw), broken);

        assertEquals(NEW.getRed(), out.getRaster().getSample(16, 12, 0));
    }

    @Test
    void theSourceItselfIsNotTouched() {
        BufferedImage raw = noise(3, DataBuffer.TYPE_BYTE);
        int before = raw.getRaster().getSample(16, 12, 0);

        Composite.of(raw, raw, Bench.solid(32, 24, NEW), centre(raw), null);

        assertEquals(before, raw.getRaster().getSample(16, 12, 0));
    }

    private Picture restored(Picture source, OutputFormat format) throws IOException {
        BufferedImage upright = Codec.srgb8(source);
        CanonicalMask mask = centre(upright);
        var kept = new Finish.Kept(source, upright, mask);
        Path file = folder.resolve("result." + format.extension());
        var made = Bench.solid(upright.getWidth(), upright.getHeight(), NEW);
        new Finish(Bench.CODEC, format, null, kept)
                .write(
                        new GeneratedImage.Pixels(made),
                        false,
                        MARK,
                        file,
                        AssemblyFile.emptyJson());
        return Bench.CODEC.decode(file);
    }

    private static CanonicalMask centre(BufferedImage image) {
        int w = image.getWidth();
        int h = image.getHeight();
        return CanonicalMask.of(Bench.mask(w, h, w / 3, h / 3, w / 3, h / 3), w, h);
    }

    private static void assertKept(Picture before, Picture after) {
        BufferedImage source = before.image();
        BufferedImage result = after.image();
        CanonicalMask mask = centre(source);
        boolean indexed = source.getColorModel() instanceof IndexColorModel;
        boolean alpha = source.getColorModel().hasAlpha();
        int[] a = new int[4];
        int[] b = new int[4];
        for (int y = 0; y < source.getHeight(); y++) {
            for (int x = 0; x < source.getWidth(); x++) {
                if (mask.edits(x, y)) {
                    continue;
                }
                if (indexed || (!alpha && result.getColorModel().hasAlpha())) {
                    assertEquals(source.getRGB(x, y), result.getRGB(x, y), x + "," + y);
                } else {
                    source.getRaster().getPixel(x, y, a);
                    result.getRaster().getPixel(x, y, b);
                    assertArrayEquals(a, b, x + "," + y);
                }
            }
        }
        assertNew(Codec.srgb8(after), mask);
    }

    /** Something new is in the middle: neither grey nor colour pictures had this there. */
    private static void assertNew(BufferedImage result, CanonicalMask mask) {
        int x = result.getWidth() / 2;
        int y = result.getHeight() / 2;
        assertTrue(mask.edits(x, y));
        int argb = result.getRGB(x, y);
        assertEquals(255, argb >>> 24);
        boolean grey = (argb >> 16 & 0xff) == (argb & 0xff);
        int expected = grey ? 78 : NEW.getRed();
        assertEquals(expected, argb >> 16 & 0xff, 4);
        assertNotNull(result);
    }

    /** Random samples; alpha is 0 in a third of the pixels. */
    private static BufferedImage noise(int bands, int type) {
        boolean alpha = bands % 2 == 0;
        ColorSpace space =
                ColorSpace.getInstance(bands < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        var model = new ComponentColorModel(space, alpha, false, alpha ? 3 : 1, type);
        WritableRaster raster = model.createCompatibleWritableRaster(32, 24);
        var dice = new SplittableRandom(7);
        int max = type == DataBuffer.TYPE_BYTE ? 256 : 65_536;
        for (int y = 0; y < 24; y++) {
            for (int x = 0; x < 32; x++) {
                for (int band = 0; band < bands; band++) {
                    raster.setSample(x, y, band, dice.nextInt(max));
                }
                if (alpha && dice.nextInt(3) == 0) {
                    raster.setSample(x, y, bands - 1, 0);
                }
            }
        }
        return new BufferedImage(model, raster, false, null);
    }
}
