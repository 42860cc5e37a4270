package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.codec.Probe;
import dev.atelier.robots.edit.Editors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.nio.file.Path;

class ImageUpscaleRobotTest extends ResizeFixture {
    private BufferedImage upscaled(Codec by, String raw, AssemblyFile file) throws Exception {
        var upscaler = new ImageUpscaleRobot(by, Editors.NONE);
        upscaler.run(ParamBinder.bind(upscaler.about(), "u", json(raw)), FakeJob.input(file), job);
        return Codec.srgb8(codec.decode(job.results().getLast().bytes()));
    }

    private BufferedImage upscaled(String raw, AssemblyFile file) throws Exception {
        return upscaled(codec, raw, file);
    }

    @ParameterizedTest
    @CsvSource({
        "{}, 2, photo/hopper_gray.jpg, JPEG",
        "{'scale': 4}, 4, photo/exif_gps.jpg, JPEG",
        "{'scale': '2'}, 2, cmyk-icc/cymk.jpg, JPEG",
        "{}, 2, gif/iss634.gif, PNG",
        "{}, 2, webp/transparent.webp, WEBP",
        "{}, 2, orientation/Landscape_6.jpg, JPEG"
    })
    void thePictureIsSoManyTimesAsLarge(String raw, int scale, String name, ImageFormat written)
            throws Exception {
        Path file = Corpus.file(name);
        Probe source = codec.probe(file);

        BufferedImage large = upscaled(raw, job.add(file, "image/x"));

        assertEquals(source.width() * scale, large.getWidth());
        assertEquals(source.height() * scale, large.getHeight());
        assertEquals(written, codec.probe(job.results().getLast().bytes()).format());
        assertEquals(source.frames() > 1, !job.warnings().isEmpty());
        assertEquals("embedded", job.results().getLast().emission().meta().path("model").asText());
    }

    @Test
    void evenColoursStayAndEdgesGetNoHalo() throws Exception {
        BufferedImage large = upscaled("{'scale': 4}", file("q.png", quarters(40, 30)));

        assertEquals(0xffff0000, large.getRGB(20, 20) | 0xff000000);
        for (int x = 0; x < 160; x++) {
            int p = large.getRGB(x, 20);
            int red = p >> 16 & 0xff;
            int green = p >> 8 & 0xff;
            assertEquals(255, red + green, 3, "at " + x);
        }
    }

    @Test
    void aStepIsSteeperThanInterpolationAlone() throws Exception {
        AssemblyFile step = file("q.png", quarters(40, 30));
        BufferedImage plain =
                Codec.srgb8(
                        dev.atelier.robots.codec.Resampler.resize(
                                Codec.srgb8(codec.decode(job.open(step))), 160, 120));

        BufferedImage large = upscaled("{'scale': 4}", step);

        assertTrue(
                steepest(large) > 1.15 * steepest(plain),
                steepest(large) + " to " + steepest(plain));
    }

    /** The largest difference of two neighbours in a line. */
    private static int steepest(BufferedImage picture) {
        int most = 0;
        for (int x = 1; x < picture.getWidth(); x++) {
            int one = picture.getRGB(x - 1, 20) >> 16 & 0xff;
            int other = picture.getRGB(x, 20) >> 16 & 0xff;
            most = Math.max(most, Math.abs(one - other));
        }
        return most;
    }

    @Test
    void whatIsTransparentStaysSo() throws Exception {
        BufferedImage large = upscaled("{}", solid("a.png", 10, 10, 0x40ff0000));

        assertEquals(0x40, large.getRGB(10, 10) >>> 24, 1);
    }

    @Test
    void aResultAboveTheLimitsIsRefusedBeforeItIsDecoded() throws Exception {
        var small = new Codec(PixelLimits.DEFAULT.withMaxPixels(1000));
        AssemblyFile picture = solid("a.png", 20, 20, 0xff00ff00);

        var failure = assertThrows(AssemblyException.class, () -> upscaled(small, "{}", picture));

        assertTrue(failure.error().message().contains("smaller scale"), failure.error().message());
        assertTrue(job.reservations().isEmpty());
    }

    @Test
    void aNamedModelIsNotPretended() throws Exception {
        upscaled("{'model': 'nightmareai/real-esrgan'}", solid("a.png", 4, 4, 0xff00ff00));

        assertTrue(job.warnings().getLast().contains("was not asked"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'scale': 3}", "{'model': 'own/model'}", "{'provider': 'transloadit'}"})
    void whatIsNotHereIsRefused(String params) throws Exception {
        AssemblyFile picture = solid("a.png", 4, 4, 0xff00ff00);

        var failure = assertThrows(AssemblyException.class, () -> upscaled(params, picture));

        assertEquals(ErrorCode.IMAGE_UPSCALE_VALIDATION, failure.error().code());
    }
}
