package dev.atelier.robots.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.function.IntBinaryOperator;

class ResamplerTest {

    private static BufferedImage picture(int width, int height, int type, IntBinaryOperator argb) {
        var image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, argb.applyAsInt(x, y));
            }
        }
        return image;
    }

    @ParameterizedTest
    @CsvSource({
        "1,1,7,5",
        "7,5,1,1",
        "100,3,3,100",
        "64,64,63,65",
        "300,2,1,2",
        "5,400,5,3",
        "2,2,400,300"
    })
    void plainPicturesStayPlainAtAnySize(int width, int height, int newWidth, int newHeight)
            throws IOException {
        for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB}) {
            var image = picture(width, height, type, (x, y) -> 0xff0a80fe);

            BufferedImage sized = Resampler.resize(image, newWidth, newHeight);

            assertEquals(newWidth, sized.getWidth());
            assertEquals(newHeight, sized.getHeight());
            for (int y = 0; y < newHeight; y++) {
                for (int x = 0; x < newWidth; x++) {
                    assertEquals(0xff0a80fe, sized.getRGB(x, y));
                }
            }
        }
    }

    @Test
    void fineStripesBecomeTheirMeanInsteadOfAPattern() throws IOException {
        var stripes =
                picture(
                        900,
                        90,
                        BufferedImage.TYPE_INT_RGB,
                        (x, y) -> x % 2 == 0 ? 0xff000000 : 0xffffffff);

        BufferedImage sized = Resampler.resize(stripes, 97, 11);

        for (int x = 2; x < 95; x++) {
            int grey = sized.getRGB(x, 5) & 0xff;
            assertTrue(Math.abs(grey - 128) <= 6, "at " + x + ": " + grey);
        }
    }

    @Test
    void rampsStayRampsWhenEnlarged() throws IOException {
        var ramp =
                picture(
                        16,
                        4,
                        BufferedImage.TYPE_INT_RGB,
                        (x, y) -> 0xff000000 | (x * 16) * 0x010101);

        BufferedImage sized = Resampler.resize(ramp, 160, 40);

        for (int x = 15; x < 145; x++) {
            int expected = (int) Math.round(((x + 0.5) / 10 - 0.5) * 16);
            assertTrue(Math.abs((sized.getRGB(x, 20) & 0xff) - expected) <= 2);
        }
    }

    @Test
    void partsOfAPictureAreResizedAsThemselves() throws IOException {
        var halves =
                picture(
                        80,
                        40,
                        BufferedImage.TYPE_INT_RGB,
                        (x, y) -> x < 40 ? 0xffff0000 : 0xff0000ff);

        BufferedImage sized = Resampler.resize(halves.getSubimage(40, 10, 40, 20), 11, 7);

        assertEquals(0xff0000ff, sized.getRGB(0, 0));
        assertEquals(0xff0000ff, sized.getRGB(10, 6));
    }

    @Test
    void thePictureItselfComesBackWhenItHasTheSize() throws IOException {
        var image = new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB);

        assertSame(image, Resampler.resize(image, 8, 6));
    }
}
