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
import dev.atelier.robots.edit.Editors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

class ImageBgremoveRobotTest extends ResizeFixture {
    private final ImageBgremoveRobot remover = new ImageBgremoveRobot(codec, Editors.NONE);

    private BufferedImage cut(String raw, AssemblyFile file) throws Exception {
        remover.run(ParamBinder.bind(remover.about(), "b", json(raw)), FakeJob.input(file), job);
        return Codec.srgb8(codec.decode(job.results().getLast().bytes()));
    }

    /** A red disc with a white dot on a blue ground that gets lighter. */
    private AssemblyFile disc(int width, int height) throws Exception {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setPaint(
                new GradientPaint(
                        0, 0, new Color(20, 60, 140), width, height, new Color(60, 110, 200)));
        pen.fillRect(0, 0, width, height);
        pen.setColor(new Color(200, 40, 30));
        int size = Math.min(width, height) / 2;
        pen.fillOval((width - size) / 2, (height - size) / 2, size, size);
        pen.setColor(Color.WHITE);
        pen.fillOval((width - size / 4) / 2, (height - size / 4) / 2, size / 4, size / 4);
        pen.dispose();
        Path file = folder.resolve("disc.png");
        codec.encode(picture, dev.atelier.robots.codec.Encoding.of(ImageFormat.PNG), file);
        return job.add(file, "image/png");
    }

    private static int alpha(BufferedImage picture, double x, double y) {
        int px = (int) (x * (picture.getWidth() - 1));
        int py = (int) (y * (picture.getHeight() - 1));
        return picture.getRGB(px, py) >>> 24;
    }

    @Test
    void aSubjectOnAnEvenGroundStaysAndTheGroundGoes() throws Exception {
        BufferedImage cut = cut("{}", disc(900, 600));

        assertEquals(900, cut.getWidth());
        assertEquals(600, cut.getHeight());
        for (double at : new double[] {0.01, 0.12, 0.88, 0.99}) {
            assertEquals(0, alpha(cut, at, at), "at " + at);
        }
        assertEquals(255, alpha(cut, 0.5, 0.5));
        assertEquals(255, alpha(cut, 0.5, 0.3));
        assertEquals(new Color(200, 40, 30), new Color(cut.getRGB(450, 180)));
        double share = share(cut);
        assertEquals(Math.PI * 150 * 150 / (900 * 600), share, 0.01);
        assertEquals("disc.png", job.results().getLast().name());
        assertEquals("embedded", job.results().getLast().emission().meta().path("model").asText());
    }

    private static double share(BufferedImage picture) {
        double sum = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                sum += (picture.getRGB(x, y) >>> 24) / 255.0;
            }
        }
        return sum / picture.getWidth() / picture.getHeight();
    }

    @Test
    void theBackgroundCanBeKeptInstead() throws Exception {
        BufferedImage cut = cut("{'select': 'background'}", disc(300, 300));

        assertEquals(0, alpha(cut, 0.5, 0.5));
        assertEquals(255, alpha(cut, 0.02, 0.02));
    }

    @ParameterizedTest
    @CsvSource({"gif, disc.gif, GIF", "webp, disc.webp, WEBP"})
    void theFormatIsTheOneAskedFor(String format, String name, ImageFormat written)
            throws Exception {
        BufferedImage cut = cut("{'format': '" + format + "'}", disc(120, 90));

        Path out = job.results().getLast().bytes();
        assertEquals(name, job.results().getLast().name());
        assertEquals(written, codec.probe(out).format());
        assertEquals(0, alpha(cut, 0.02, 0.02));
        assertEquals(255, alpha(cut, 0.5, 0.5));
    }

    @Test
    void aNoteOnADarkTableIsCutOut() throws Exception {
        Path photo = Corpus.file("photo/Apple_iPhone_4.jpg");

        BufferedImage cut = cut("{}", job.add(photo, "image/jpeg"));

        assertEquals(255, alpha(cut, 0.5, 0.55));
        assertEquals(0, alpha(cut, 0.05, 0.1));
        assertEquals(0, alpha(cut, 0.5, 0.97));
        assertEquals(0.33, share(cut), 0.08);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "photo/exif_gps.jpg",
                "photo/hopper_gray.jpg",
                "cmyk-icc/cymk.jpg",
                "gif/iss634.gif",
                "webp/transparent.webp",
                "orientation/Landscape_6.jpg"
            })
    void everyPictureGivesOneOfItsSizeWithTransparency(String name) throws Exception {
        Path file = Corpus.file(name);

        BufferedImage cut = cut("{}", job.add(file, "image/x"));

        assertEquals(codec.probe(file).width(), cut.getWidth());
        assertEquals(codec.probe(file).height(), cut.getHeight());
        assertTrue(cut.getColorModel().hasAlpha());
        assertEquals(codec.probe(file).frames() > 1, !job.warnings().isEmpty());
    }

    @Test
    void whatIsTransparentStaysSo() throws Exception {
        AssemblyFile clear = solid("clear.png", 40, 30, 0x00ff0000);

        assertEquals(0, share(cut("{}", clear)));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,400", "400,1", "2,3"})
    void tinyPicturesDoNotFail(int width, int height) throws Exception {
        BufferedImage cut = cut("{}", solid("tiny.png", width, height, 0xff336699));

        assertEquals(width, cut.getWidth());
        assertEquals(height, cut.getHeight());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'provider': 'other'}", "{'select': 'all'}", "{'format': 'jpg'}"})
    void whatIsNotHereIsRefused(String params) throws Exception {
        AssemblyFile disc = disc(20, 20);

        var failure = assertThrows(AssemblyException.class, () -> cut(params, disc));

        assertEquals(ErrorCode.IMAGE_BGREMOVE_VALIDATION, failure.error().code());
    }

    @Test
    void aBrokenPictureIsRefusedByName() throws Exception {
        AssemblyFile broken = job.add("broken.png", "image/png", new byte[] {1, 2, 3});

        var failure = assertThrows(AssemblyException.class, () -> cut("{}", broken));

        assertEquals(ErrorCode.INVALID_INPUT_ERROR, failure.error().code());
        assertTrue(failure.error().message().contains("broken.png"));
    }
}
