package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.TestOutbound;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Makes pictures, runs the robot on them and looks at what comes out. */
abstract class ResizeFixture {
    final Codec codec = new Codec(PixelLimits.DEFAULT);
    private final Outbound outbound = TestOutbound.to("127.0.0.1/32");
    final ImageResizeRobot robot =
            new ImageResizeRobot(codec, new RemoteMark(outbound, Duration.ofSeconds(20), 1 << 20));

    @TempDir Path folder;
    FakeJob job;

    @BeforeEach
    void start() throws IOException {
        job = new FakeJob(folder);
    }

    @AfterEach
    void closeOutbound() {
        outbound.close();
    }

    static ObjectNode json(String single) throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(single.replace('\'', '"'));
    }

    FakeJob.Result run(String raw, RobotInput input) throws Exception {
        robot.run(ParamBinder.bind(robot.about(), "r", json(raw)), input, job);
        job.giveBack();
        return job.results().getLast();
    }

    FakeJob.Result run(String raw, AssemblyFile file) throws Exception {
        return run(raw, FakeJob.input(file));
    }

    AssemblyFile file(String name, BufferedImage image) throws IOException {
        Path bytes = folder.resolve("inputs").resolve(name);
        ImageFormat format =
                ImageFormat.ofExtension(name.substring(name.lastIndexOf('.') + 1)).orElseThrow();
        codec.encode(image, Encoding.of(format), bytes);
        return job.add(bytes, format.mime());
    }

    AssemblyFile solid(String name, int width, int height, int argb) throws IOException {
        return file(name, filled(width, height, argb));
    }

    static BufferedImage filled(int width, int height, int argb) {
        boolean opaque = argb >>> 24 == 255;
        var image =
                new BufferedImage(
                        width,
                        height,
                        opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, argb);
            }
        }
        return image;
    }

    /** Red, green, blue and white quarters, clockwise from the top left. */
    static BufferedImage quarters(int width, int height) {
        BufferedImage image = filled(width, height, 0xffff0000);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean right = x >= width / 2;
                boolean low = y >= height / 2;
                int colour =
                        right ? (low ? 0xff0000ff : 0xff00ff00) : (low ? 0xffffffff : 0xffff0000);
                image.setRGB(x, y, colour);
            }
        }
        return image;
    }

    BufferedImage picture(FakeJob.Result result) throws IOException {
        return Codec.srgb8(codec.decode(result.bytes()));
    }

    static String size(BufferedImage image) {
        return image.getWidth() + "x" + image.getHeight();
    }

    static void near(int argb, int found, int tolerance) {
        var a = new Color(argb, true);
        var b = new Color(found, true);
        int off =
                Math.max(
                        Math.abs(a.getAlpha() - b.getAlpha()),
                        Math.max(
                                Math.abs(a.getRed() - b.getRed()),
                                Math.max(
                                        Math.abs(a.getGreen() - b.getGreen()),
                                        Math.abs(a.getBlue() - b.getBlue()))));
        assertTrue(off <= tolerance, () -> "%08x is not near %08x".formatted(found, argb));
    }
}
