package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Compare;
import dev.atelier.robots.codec.Probe;
import dev.atelier.robots.codec.Slim;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/** Results in four inks, and without loss. */
class ImageResizeInksTest extends ResizeFixture {

    /** Of all brightnesses of a red that turns blue, half transparent on the right. */
    private AssemblyFile colours() throws IOException {
        var image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 64 * 48; i++) {
            int x = i % 64;
            int y = i / 64;
            int alpha = x < 48 ? 255 : 0;
            int rgb = ((5 * (47 - y)) << 16) | ((4 * x) << 8) | (5 * y);
            image.setRGB(x, y, (alpha << 24) | rgb);
        }
        return file("colours.png", image);
    }

    @ParameterizedTest
    @CsvSource({
        "jpg, colorspace, CMYK",
        "jpg, type, ColorSeparation",
        "tiff, colorspace, CMYK",
        "tif, type, ColorSeparation"
    })
    void inksLookLikeTheColoursTheyWereMadeOf(String format, String param, String value)
            throws Exception {
        AssemblyFile colours = colours();
        String base = "{'background': 'white', 'quality': 96, 'format': ";
        BufferedImage expected = picture(run(base + "'png'}", colours));

        var made = run(base + "'" + format + "', '" + param + "': '" + value + "'}", colours);

        assertEquals(Probe.Colour.CMYK, codec.probe(made.bytes()).colour());
        double off = Compare.distance(expected, Codec.srgb8(codec.decode(made.bytes())));
        assertTrue(off < 2, "off by " + off);
    }

    @Test
    void inksHaveNoTransparency() throws Exception {
        AssemblyFile colours = colours();
        BufferedImage expected = picture(run("{'background': 'white'}", colours));

        var made =
                run("{'background': 'none', 'format': 'tiff', 'type': 'ColorSeparation'}", colours);

        double off = Compare.distance(expected, Codec.srgb8(codec.decode(made.bytes())));
        assertTrue(off < 2, "off by " + off);
    }

    @Test
    void aJpegOfInksIsStoredTheWayAdobeDoes() throws Exception {
        var made =
                run(
                        "{'format': 'jpg', 'colorspace': 'CMYK', 'progressive': true}",
                        solid("red.png", 8, 8, 0xffff0000));

        byte[] jpeg = Files.readAllBytes(made.bytes());
        assertTrue(new String(jpeg, StandardCharsets.ISO_8859_1).contains("Adobe"));
        assertTrue(Slim.isProgressive(jpeg));
        assertEquals("0 255 255 0", inks(made.bytes()));
    }

    /** As the JDK reads them, which leaves them turned round. */
    private static String inks(Path jpeg) throws IOException {
        var readers = ImageIO.getImageReadersByFormatName("jpeg");
        while (readers.hasNext()) {
            var reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.")) {
                try (var in = ImageIO.createImageInputStream(jpeg.toFile())) {
                    reader.setInput(in);
                    Raster raster = reader.readRaster(0, null);
                    int[] found = raster.getPixel(3, 3, (int[]) null);
                    return "%d %d %d %d"
                            .formatted(
                                    255 - found[0], 255 - found[1], 255 - found[2], 255 - found[3]);
                }
            }
        }
        throw new IllegalStateException();
    }

    @Test
    void aFormatThatTheFileDecidesIsCheckedWithIt() throws Exception {
        AssemblyFile png = solid("a.png", 4, 4, 0xff00ff00);

        var refused =
                assertThrows(AssemblyException.class, () -> run("{'colorspace': 'CMYK'}", png));

        assertEquals(ErrorCode.IMAGE_RESIZE_VALIDATION, refused.error().code());
        String message = refused.error().message();
        assertTrue(message.contains("jpg or tiff"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webp", "png", "tiff", "bmp"})
    void withoutLossEverySampleStays(String format) throws Exception {
        AssemblyFile colours = colours();
        String base = "{'background': 'white', 'format': ";
        BufferedImage expected = picture(run(base + "'png'}", colours));

        var made = run(base + "'" + format + "', 'compress': 'Lossless'}", colours);

        assertEquals(0, Compare.distance(expected, picture(made)));
    }
}
