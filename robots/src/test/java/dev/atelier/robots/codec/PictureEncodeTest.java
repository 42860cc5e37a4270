package dev.atelier.robots.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

class PictureEncodeTest {
    private static final OriginMark MARK =
            new OriginMark(SourceType.ALGORITHMICALLY_ENHANCED, "Atelier <test> & 1", "Filled in.");

    private final Codec codec = new Codec(PixelLimits.DEFAULT);

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP"})
    void photoComesBackWithItsSizeAndColours(ImageFormat format) throws IOException {
        BufferedImage photo = Codec.srgb8(codec.decode(Corpus.file("photo/flower2.jpg")));

        Picture back = roundTrip(photo, Encoding.of(format));

        assertEquals(format, back.probe().format());
        double distance = Compare.distance(photo, Codec.srgb8(back));
        assertTrue(distance < (format == ImageFormat.GIF ? 6 : 4), format + " " + distance);
    }

    @ParameterizedTest
    @EnumSource(names = {"PNG", "WEBP", "TIFF"})
    void alphaIsKept(ImageFormat format) throws IOException {
        BufferedImage source = gradient();

        BufferedImage back = Codec.srgb8(roundTrip(source, Encoding.of(format)));

        assertTrue(back.getColorModel().hasAlpha());
        assertTrue(Compare.alphaDistance(source, back) < 1);
    }

    @Test
    void losslessWebpKeepsEverySampleEvenUnderFullTransparency() throws IOException {
        BufferedImage source = gradient();
        assertEquals(0, source.getRGB(0, 0) >>> 24);
        assertTrue((source.getRGB(0, 9) & 0xFFFFFF) != 0);

        var encoding = Encoding.of(ImageFormat.WEBP).withLossless(true);
        BufferedImage back = Codec.srgb8(roundTrip(source, encoding));
        BufferedImage marked = Codec.srgb8(roundTrip(source, encoding.withMark(MARK)));

        assertArrayEquals(Pixels.of(source), Pixels.of(back));
        assertArrayEquals(Pixels.of(source), Pixels.of(marked));
    }

    @Test
    void losslessWebpOfAnOpaquePhotoIsExact() throws IOException {
        BufferedImage photo = Codec.srgb8(codec.decode(Corpus.file("photo/flower2.jpg")));

        BufferedImage back =
                Codec.srgb8(roundTrip(photo, Encoding.of(ImageFormat.WEBP).withLossless(true)));

        assertEquals(0, Compare.distance(photo, back));
    }

    @ParameterizedTest
    @EnumSource(names = {"PNG", "TIFF"})
    void sixteenBitsAreKept(ImageFormat format) throws IOException {
        for (String name : new String[] {"basn0g16", "basn2c16", "basn6a16", "tbbn2c16"}) {
            Picture source = codec.decode(Corpus.file("png/" + name + ".png"));

            Picture back = roundTrip(source.image(), Encoding.of(format));

            assertEquals(16, back.image().getColorModel().getComponentSize(0), name);
            assertArrayEquals(samples(source.image()), samples(back.image()), name);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "PNG", "WEBP", "TIFF"})
    void profileIsKept(ImageFormat format) throws IOException {
        Picture source = codec.decode(Corpus.file("photo/flower2.jpg"));
        byte[] profile = Objects.requireNonNull(source.iccProfile());

        Picture back = roundTrip(source.image(), Encoding.of(format).withIccProfile(profile));

        assertArrayEquals(profile, back.iccProfile());
        assertTrue(Compare.distance(Codec.srgb8(source), Codec.srgb8(back)) < 4);
    }

    @Test
    void paletteStaysPaletteInPng() throws IOException {
        Picture source = codec.decode(Corpus.file("png/tbwn3p08.png"));

        Picture back = roundTrip(source.image(), Encoding.of(ImageFormat.PNG));

        assertEquals(Probe.Colour.PALETTE, back.probe().colour());
        assertArrayEquals(Pixels.of(Codec.srgb8(source)), Pixels.of(Codec.srgb8(back)));
    }

    @Test
    void jpegIsFlattenedOnTheBackground() throws IOException {
        var clear = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);

        Picture white = roundTrip(clear, Encoding.of(ImageFormat.JPEG));
        Picture red =
                roundTrip(
                        clear, Encoding.of(ImageFormat.JPEG).withBackground(new Color(200, 0, 0)));

        assertEquals(0xFFFFFF, Codec.srgb8(white).getRGB(8, 8) & 0xFFFFFF);
        assertEquals(200, Codec.srgb8(red).getRGB(8, 8) >> 16 & 0xFF, 2);
    }

    @Test
    void greyPictureStaysGreyAndAsBrightAsItWas() throws IOException {
        Picture grey = codec.decode(Corpus.file("photo/hopper_gray.jpg"));

        Picture jpeg = roundTrip(grey.image(), Encoding.of(ImageFormat.JPEG));
        Picture png = roundTrip(grey.image(), Encoding.of(ImageFormat.PNG));

        assertEquals(ColorSpace.TYPE_GRAY, type(jpeg));
        assertEquals(ColorSpace.TYPE_GRAY, type(png));
        assertTrue(Compare.distance(Codec.srgb8(grey), Codec.srgb8(jpeg)) < 2);
        assertEquals(0, Compare.distance(Codec.srgb8(grey), Codec.srgb8(png)));
    }

    @Test
    void progressiveJpegIsWrittenAndRead() throws IOException {
        BufferedImage photo = Codec.srgb8(codec.decode(Corpus.file("photo/flower2.jpg")));
        Path out = folder.resolve("p.jpg");

        codec.encode(photo, Encoding.of(ImageFormat.JPEG).withProgressive(true), out);

        assertTrue(contains(Files.readAllBytes(out), "\u00FF\u00C2"));
        assertTrue(Compare.distance(photo, Codec.srgb8(codec.decode(out))) < 3);
    }

    @Test
    void lowerQualityMakesSmallerFiles() throws IOException {
        BufferedImage photo = Codec.srgb8(codec.decode(Corpus.file("photo/flower2.jpg")));

        for (var format : new ImageFormat[] {ImageFormat.JPEG, ImageFormat.WEBP}) {
            long small = size(photo, Encoding.of(format).withQuality(40));
            long large = size(photo, Encoding.of(format).withQuality(95));
            assertTrue(small * 2 < large, format + " " + small + " " + large);
        }
    }

    @Test
    void gifWithFewColoursIsExactAndKeepsItsHoles() throws IOException {
        var image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_ARGB);
        for (int x = 5; x < 40; x++) {
            for (int y = 0; y < 20; y++) {
                image.setRGB(x, y, 0xFF000000 | (x * 6) << 16 | y / 10);
            }
        }

        BufferedImage back = Codec.srgb8(roundTrip(image, Encoding.of(ImageFormat.GIF)));

        assertEquals(0, back.getRGB(0, 0) >>> 24);
        assertEquals(image.getRGB(7, 3), back.getRGB(7, 3));
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "PNG", "GIF", "WEBP"})
    void markOfOriginIsInTheFileAndThePictureStillReads(ImageFormat format) throws IOException {
        BufferedImage source = gradient();
        Path out = folder.resolve("marked." + format.extension());

        codec.encode(source, Encoding.of(format).withMark(MARK), out);

        byte[] xmp = Objects.requireNonNull(codec.header(out).blocks().xmp());
        String text = new String(xmp, StandardCharsets.UTF_8);
        assertTrue(text.contains(SourceType.ALGORITHMICALLY_ENHANCED.uri()), text);
        assertTrue(text.contains("Atelier &lt;test&gt; &amp; 1"), text);
        assertEquals(64, codec.decode(out).width());
    }

    @Test
    void sizesTheFormatCannotHoldAreRefused() {
        var wide = new BufferedImage(16_384, 1, BufferedImage.TYPE_INT_RGB);

        var refused =
                assertThrows(
                        PictureException.class,
                        () -> roundTrip(wide, Encoding.of(ImageFormat.WEBP)));

        assertTrue(refused.getMessage().contains("16383"), refused.getMessage());
        assertFalse(ImageFormat.ICO.encodable());
        assertThrows(PictureException.class, () -> roundTrip(wide, Encoding.of(ImageFormat.ICO)));
    }

    private Picture roundTrip(BufferedImage image, Encoding encoding) throws IOException {
        Path out = folder.resolve("picture." + encoding.format().extension());
        codec.encode(image, encoding, out);
        return codec.decode(out);
    }

    private long size(BufferedImage image, Encoding encoding) throws IOException {
        Path out = folder.resolve("sized");
        codec.encode(image, encoding, out);
        return Files.size(out);
    }

    private static int type(Picture picture) {
        return picture.image().getColorModel().getColorSpace().getType();
    }

    private static int[] samples(BufferedImage image) {
        return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
    }

    private static boolean contains(byte[] bytes, String latin1) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(latin1);
    }

    /** All alphas from 0 to 255, with colours of their own everywhere. */
    private static BufferedImage gradient() {
        var image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                int alpha = Math.min(255, x * 4 + x / 16);
                image.setRGB(x, y, alpha << 24 | (y * 3) << 16 | 40 << 8 | (255 - x));
            }
        }
        return image;
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP"})
    void aPartOfAPictureIsWrittenAsItLooks(ImageFormat format) throws IOException {
        BufferedImage whole = Codec.srgb8(codec.decode(Corpus.file("photo/flower2.jpg")));
        BufferedImage part = whole.getSubimage(31, 17, 120, 90);
        var alone = new BufferedImage(120, 90, BufferedImage.TYPE_INT_RGB);
        alone.createGraphics().drawImage(part, 0, 0, null);
        Path out = folder.resolve("part");

        codec.encode(part, Encoding.of(format), out);

        double off = Compare.distance(alone, Codec.srgb8(codec.decode(out)));
        assertTrue(off < 6, "off by " + off);
    }
}
