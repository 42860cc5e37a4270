package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.Libraries;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.server.config.ConfigLoader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.imageio.ImageIO;

/** Each setting on pictures changes which ones are refused. */
class PixelSettingsTest {
    @TempDir private Path folder;

    private static PixelLimits limits(String setting) {
        return Atelier.limits(ConfigLoader.load(null, List.of(setting)).pixels());
    }

    @Test
    void nativeCodecsCanBeSwitchedOff() {
        var off = ConfigLoader.load(null, List.of("pixels.native_codecs=off"));
        var some = ConfigLoader.load(null, List.of("pixels.native_codecs=jpeg"));
        var auto = ConfigLoader.load(null, List.of());

        assertEquals("java", Atelier.codecs(off).get("jpeg"));
        assertEquals("none", Atelier.codecs(off).get("avif"));
        assertEquals(Libraries.find().names().get("jpeg"), Atelier.codecs(some).get("jpeg"));
        assertEquals("none", Atelier.codecs(some).get("heic"));
        assertTrue(
                Atelier.codecs(auto).entrySet().containsAll(Libraries.find().names().entrySet()));
    }

    /** Why a picture is refused; empty when it is not. */
    private static String refusal(String setting, Path picture) throws IOException {
        try {
            new Codec(limits(setting)).probe(picture);
            return "";
        } catch (PictureException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private Path blank(int width, int height) throws IOException {
        Path file = folder.resolve("blank.png");
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "pixels.max_side=244, pixels.max_side=245, a side may be 244",
        "pixels.max_frames=41, pixels.max_frames=42, at most 41 are allowed",
        "pixels.max_frame_megapixels=1, pixels.max_frame_megapixels=3, at most 1 are allowed"
    })
    void settingDecidesOnAnAnimation(String tight, String wide, String reason) throws IOException {
        Path animation = Corpus.file("gif/iss634.gif");

        assertTrue(refusal(tight, animation).contains(reason), refusal(tight, animation));
        assertEquals("", refusal(wide, animation));
    }

    @Test
    void largestPictureMayBeSmallerThanUsual() throws IOException {
        Path picture = blank(1001, 1000);

        assertTrue(refusal("pixels.max_megapixels=1", picture).contains("1 megapixels"));
        assertEquals("", refusal("pixels.max_megapixels=2", picture));
    }

    @Test
    void largestPictureMayBeLargerThanUsual() throws IOException {
        Path picture = blank(8200, 8000);

        assertTrue(refusal("pixels.max_megapixels=64", picture).contains("64 megapixels"));
        assertFalse(refusal("pixels.max_megapixels=66", picture).contains("megapixels"));
    }

    @Test
    void decodingMayTakeAsLongAsTheSettingSays() {
        assertEquals(Duration.ofSeconds(3), limits("pixels.decode_seconds=3").decodeTime());
    }
}
