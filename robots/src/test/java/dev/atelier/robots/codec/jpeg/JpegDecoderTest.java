package dev.atelier.robots.codec.jpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.robots.codec.Corpus;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.util.Arrays;

import javax.imageio.ImageIO;

/** Our decoder beside that of ImageIO. */
class JpegDecoderTest {
    private static final long ANY = 100_000_000;

    private static JpegPicture decode(byte[] jpeg, int eighths) throws IOException {
        return JpegDecoder.decode(jpeg, eighths, ANY, () -> {});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "photo/3.jpg",
                "photo/Apple_iPhone_4.jpg",
                "photo/HTC_Desire.jpg",
                "photo/Nikon_D5000.jpg",
                "photo/exif_gps.jpg",
                "malformed/junk_jpeg_header.jpg",
                "malformed/exif_typeerror.jpg"
            })
    void photosAreDecodedAsImageIoDecodesThem(String name) throws IOException {
        BufferedImage expected = ImageIO.read(Corpus.file(name).toFile());

        JpegPicture found = decode(Files.readAllBytes(Corpus.file(name)), 8);

        assertFalse(found.cut() || found.broken());
        assertTrue(JpegSamples.decibels(expected, found) > 60, name);
    }

    @ParameterizedTest
    @CsvSource({
        "1x1, 0, false", "2x1, 0, false", "1x2, 0, false", "2x2, 0, false", "4x1, 0, false",
        "2x2, 7, false", "1x1, 1, false", "1x1, 0, true", "2x1, 0, true", "2x2, 0, true",
        "2x2, 5, true", "4x2, 0, true"
    })
    void everySamplingIsDecodedWholeAndReduced(String sampling, int interval, boolean progressive)
            throws IOException {
        BufferedImage photo = ImageIO.read(Corpus.file("photo/flower2.jpg").toFile());
        byte[] jpeg = JpegSamples.jpeg(photo, sampling, interval, progressive);
        BufferedImage expected = JpegSamples.read(jpeg);

        JpegPicture whole = decode(jpeg, 8);

        assertFalse(whole.cut() || whole.broken());
        assertTrue(
                JpegSamples.decibels(expected, whole) > 38,
                sampling + " " + JpegSamples.decibels(expected, whole));
        for (int eighths : new int[] {4, 2, 1}) {
            JpegPicture small = decode(jpeg, eighths);
            BufferedImage mean = JpegSamples.averaged(expected, 8 / eighths);
            double quality = JpegSamples.decibels(mean, small);
            assertTrue(quality > 33, sampling + " in " + eighths + " eighths: " + quality);
        }
    }

    @Test
    void greyPicturesAreGrey() throws IOException {
        byte[] jpeg = Files.readAllBytes(Corpus.file("photo/hopper_gray.jpg"));

        JpegPicture found = decode(jpeg, 2);

        assertTrue(found.grey());
        assertEquals(32, found.width());
        assertTrue(Arrays.stream(found.rgb()).allMatch(p -> (p >> 16 & 0xFF) == (p & 0xFF)));
    }

    @Test
    void cutPictureIsGreyWhereNothingIsLeft() throws IOException {
        byte[] jpeg = Files.readAllBytes(Corpus.file("malformed/truncated-at-60pct.jpg"));

        JpegPicture found = decode(jpeg, 8);

        assertTrue(found.cut());
        assertEquals(528, found.soundRows());
        assertEquals(0xFF808080, found.rgb()[(found.height() - 1) * found.width()]);
        assertTrue(JpegSamples.decibels(JpegSamples.read(jpeg), found) > 50);
    }

    @Test
    void lostIntervalsLeaveTheOthersInPlace() throws IOException {
        BufferedImage photo = ImageIO.read(Corpus.file("photo/flower2.jpg").toFile());
        byte[] jpeg = JpegSamples.jpeg(photo, "2x2", 19, false);
        int from = JpegSamples.marker(jpeg, 0xD2);
        int to = JpegSamples.marker(jpeg, 0xD3);
        byte[] shorter = Arrays.copyOf(jpeg, jpeg.length - (to - from));
        System.arraycopy(jpeg, to, shorter, from, jpeg.length - to);

        JpegPicture whole = decode(jpeg, 8);
        JpegPicture found = decode(shorter, 8);

        assertTrue(found.broken());
        int last = whole.width() * (whole.height() - 3);
        assertEquals(whole.rgb()[last], found.rgb()[last]);
        assertEquals(whole.rgb()[0], found.rgb()[0]);
    }

    @Test
    void otherKindsAndOtherFilesAreRefused() throws IOException {
        byte[] inks = Files.readAllBytes(Corpus.file("cmyk-icc/cymk.jpg"));
        byte[] png = Files.readAllBytes(Corpus.file("png/ball.png"));
        byte[] photo = Files.readAllBytes(Corpus.file("photo/3.jpg"));
        byte[] lossless = photo.clone();
        lossless[JpegSamples.marker(photo, 0xC2) + 1] = (byte) 0xC3;

        assertThrows(UnsupportedJpegException.class, () -> decode(inks, 8));
        assertThrows(UnsupportedJpegException.class, () -> decode(lossless, 8));
        assertThrows(JpegException.class, () -> decode(png, 8));
        assertThrows(JpegException.class, () -> JpegDecoder.decode(photo, 8, 1000, () -> {}));
    }

    @Test
    void decodingStopsWhenToldTo() throws IOException {
        byte[] photo = Files.readAllBytes(Corpus.file("photo/3.jpg"));
        Checkpoint stop =
                () -> {
                    throw new InterruptedIOException();
                };

        assertThrows(InterruptedIOException.class, () -> JpegDecoder.decode(photo, 8, ANY, stop));
    }
}
