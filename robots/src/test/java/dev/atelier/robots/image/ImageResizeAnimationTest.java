package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.FrameWriter;
import dev.atelier.robots.codec.ImageFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class ImageResizeAnimationTest extends ResizeFixture {
    private final List<BufferedImage> frames = new ArrayList<>();
    private final List<Integer> times = new ArrayList<>();

    private void play(Path file) throws IOException {
        frames.clear();
        times.clear();
        codec.play(
                file,
                (shown, millis) -> {
                    frames.add(Codec.srgb8(shown));
                    times.add(millis);
                });
    }

    /** Two frames of 40 by 20: red with a green right half, then blue with the same. */
    private AssemblyFile moving(String name) throws IOException {
        Path bytes = folder.resolve("inputs").resolve(name);
        ImageFormat format = ImageFormat.ofExtension(name.replaceAll(".*\\.", "")).orElseThrow();
        Encoding lossless = Encoding.of(format).withLossless(true);
        try (FrameWriter writer = codec.animation(lossless, 0, bytes)) {
            for (int colour : new int[] {0xffff0000, 0xff0000ff}) {
                BufferedImage frame = filled(40, 20, colour);
                for (int i = 0; i < 20 * 20; i++) {
                    frame.setRGB(20 + i % 20, i / 20, 0xff00ff00);
                }
                writer.add(frame, colour == 0xff0000ff ? 70 : 120);
            }
        }
        return job.add(bytes, format.mime());
    }

    @ParameterizedTest
    @CsvSource({"a.gif,", "a.webp,", "a.gif,webp", "a.webp,gif"})
    void animationsKeepTheirFramesAndTimes(String name, String format) throws Exception {
        String asked = format == null ? "" : ", 'format': '" + format + "'";

        FakeJob.Result result = run("{'width': 80" + asked + "}", moving(name));

        play(result.bytes());
        assertEquals(List.of(120, 70), times);
        assertEquals(0, codec.plays(result.bytes()));
        assertEquals("80x40", size(frames.getFirst()));
        near(0xffff0000, frames.getFirst().getRGB(10, 20), 6);
        near(0xff0000ff, frames.getLast().getRGB(10, 20), 6);
        near(0xff00ff00, frames.getLast().getRGB(70, 20), 6);
        assertTrue(job.warnings().isEmpty());
    }

    @Test
    void everyFrameIsChangedTheSameWay() throws Exception {
        AssemblyFile logo = solid("logo.png", 4, 4, 0xff000000);
        AssemblyFile base = moving("a.gif");

        FakeJob.Result result =
                run(
                        "{'width': 20, 'height': 20, 'resize_strategy': 'pad', 'rotation': 90,"
                                + " 'negate': true, 'background': '#ffff00',"
                                + " 'watermark_position': ['top-left', 'bottom-right', 'left']}",
                        new RobotInput(
                                List.of(FakeJob.tagged(base), FakeJob.tagged(logo, "watermark"))));

        play(result.bytes());
        assertEquals("20x20", size(frames.getFirst()));
        near(0xffffff00, frames.getLast().getRGB(1, 6), 8);
        near(0xff00ffff, frames.getFirst().getRGB(10, 2), 8);
        near(0xffffff00, frames.getLast().getRGB(10, 2), 8);
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 20; x++) {
                boolean dark = (frames.getFirst().getRGB(x, y) & 0xffffff) == 0;
                assertEquals(dark, (frames.getLast().getRGB(x, y) & 0xffffff) == 0);
            }
        }
    }

    @Test
    void transparentAnimationsStayTransparent() throws Exception {
        AssemblyFile gif = job.add(Corpus.file("gif/dispose_bgnd.gif"), "moving.gif", "image/gif");

        FakeJob.Result result = run("{'width': 50, 'format': 'webp'}", gif);

        play(result.bytes());
        assertEquals(codec.probe(Corpus.file("gif/dispose_bgnd.gif")).frames(), frames.size());
        assertTrue(frames.stream().anyMatch(it -> it.getColorModel().hasAlpha()));
    }

    @Test
    void oneFrameIsAStill() throws Exception {
        FakeJob.Result second = run("{'frame': 2}", moving("a.gif"));

        assertEquals(1, codec.probe(second.bytes()).frames());
        near(0xff0000ff, picture(second).getRGB(5, 5), 0);
    }

    @Test
    void formatsOfOneFrameGetTheFirstWithAWarning() throws Exception {
        FakeJob.Result result = run("{'format': 'png'}", moving("a.gif"));

        near(0xffff0000, picture(result).getRGB(5, 5), 0);
        assertEquals(
                List.of(
                        "a.gif has 2 frames; only the first frame is in the result, for PNG"
                                + " pictures are written with one."),
                job.warnings());
    }

    @Test
    void anAnimationThatWouldBecomeTooLargeIsRefusedBeforeItIsDecoded() throws Exception {
        AssemblyFile gif = job.add(Corpus.file("gif/iss634.gif"), "long.gif", "image/gif");

        var refused = assertThrows(AssemblyException.class, () -> run("{'width': 4000}", gif));

        assertTrue(refused.error().message().contains("frame: 1"));
        assertTrue(job.reservations().isEmpty());
    }

    @Test
    void framesAreCutAlikeWhereTheFirstIsWorthKeeping() throws Exception {
        FakeJob.Result result =
                run(
                        "{'width': 20, 'height': 20, 'resize_strategy': 'fillcrop',"
                                + " 'gravity': 'attention'}",
                        moving("a.gif"));

        play(result.bytes());
        near(frames.getFirst().getRGB(19, 10), frames.getLast().getRGB(19, 10), 0);
    }
}
