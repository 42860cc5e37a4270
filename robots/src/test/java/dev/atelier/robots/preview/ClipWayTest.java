package dev.atelier.robots.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.robots.FakeJob;
import dev.atelier.robots.MediaPrograms;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.document.PdfPages;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class ClipWayTest {
    private static final String CLIP =
            "'strategy': {'video': ['clip', 'icon']}, 'width': 96, 'height': 96";

    private Desk desk;

    @TempDir Path folder;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(folder, MediaPrograms.needed());
    }

    private FakeJob.Result clip(String params) throws Exception {
        return desk.preview("{" + CLIP + ", " + params + "}", desk.video());
    }

    @ParameterizedTest
    @CsvSource({"gif, GIF", "webp, WEBP", "apng, PNG"})
    void aClipHasItsFramesItsLengthAndItsSize(String format, ImageFormat written) throws Exception {
        FakeJob.Result made =
                clip("'clip_format': '" + format + "', 'clip_duration': 2, 'clip_framerate': 4");
        var probe = desk.codec().probe(made.bytes());

        assertEquals("sail." + format, made.name());
        assertEquals(written, probe.format());
        assertEquals("96x96", probe.width() + "x" + probe.height());
        assertEquals(8, probe.frames());
        assertEquals(List.of(), desk.job.warnings());
    }

    @ParameterizedTest
    @CsvSource({"gif", "webp"})
    void aClipPlaysAtItsSpeedWithTheBackgroundAroundIt(String format) throws Exception {
        FakeJob.Result made =
                clip(
                        "'clip_duration': 1.5, 'clip_framerate': 10, 'background': '#102030',"
                                + " 'clip_format': '%s'".formatted(format));
        List<Integer> millis = new ArrayList<>();
        List<BufferedImage> frames = new ArrayList<>();
        desk.codec()
                .play(
                        made.bytes(),
                        (shown, time) -> {
                            millis.add(time);
                            frames.add(Codec.srgb8(shown));
                        });

        assertEquals(1500, millis.stream().mapToInt(Integer::intValue).sum(), 20);
        int corner = frames.getLast().getRGB(48, 3);
        assertTrue(Desk.red(corner) < 30 && Math.abs(Desk.blue(corner) - 48) < 14);
        assertTrue(different(frames.getFirst(), frames.getLast()) > 500, "nothing moves");
    }

    private static int different(BufferedImage one, BufferedImage two) {
        int count = 0;
        for (int i = 0; i < 96 * 96; i++) {
            int a = one.getRGB(i % 96, i / 96);
            int b = two.getRGB(i % 96, i / 96);
            count += Math.abs(Desk.green(a) - Desk.green(b)) > 12 ? 1 : 0;
        }
        return count;
    }

    @ParameterizedTest
    @CsvSource({"gif, true, 0", "gif, false, 1", "webp, true, 0", "webp, false, 1"})
    void aClipRunsForEverOrOnce(String format, boolean loop, int plays) throws Exception {
        FakeJob.Result made = clip("'clip_format': '%s', 'clip_loop': %s".formatted(format, loop));

        assertEquals(plays, desk.codec().plays(made.bytes()));
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 1"})
    void anAnimatedPngSaysHowOftenItRuns(boolean loop, int plays) throws Exception {
        FakeJob.Result made = clip("'clip_format': 'apng', 'clip_loop': " + loop);
        byte[] png = Files.readAllBytes(made.bytes());
        int control = new String(png, StandardCharsets.ISO_8859_1).indexOf("acTL");

        assertEquals(plays, ByteBuffer.wrap(png).getInt(control + 8));
    }

    @ParameterizedTest
    @CsvSource({"00, 0", "80, 128"})
    void aBackgroundStaysAsTransparentAsItIs(String alpha, int expected) throws Exception {
        FakeJob.Result made = clip("'clip_duration': 1, 'background': '#ff0000" + alpha + "'");
        List<BufferedImage> frames = new ArrayList<>();
        desk.codec().play(made.bytes(), (shown, time) -> frames.add(Codec.srgb8(shown)));

        assertEquals(5, frames.size());
        assertEquals(expected, frames.getLast().getRGB(48, 3) >>> 24, 4);
        assertEquals(255, frames.getLast().getRGB(48, 48) >>> 24);
    }

    @Test
    void anAvifClipIsMadeOrTheLackOfItsEncoderIsSaid() throws Exception {
        FakeJob.Result made = clip("'clip_format': 'avif', 'clip_duration': 0.5");

        if (desk.job.warnings().isEmpty()) {
            assertEquals("sail.avif", made.name());
            assertEquals(ImageFormat.AVIF, desk.codec().probe(made.bytes()).format());
        } else {
            String notice = desk.job.warnings().getFirst();
            assertTrue(notice.contains("lacks the encoder libaom-av1"), notice);
        }
    }

    @ParameterizedTest
    @CsvSource({"4.5, 5, 3", "4.5, 1, 2", "3, 0, 1"})
    void aClipEndsWithTheVideo(double offset, double length, int frames) throws Exception {
        FakeJob.Result made =
                clip(
                        "'clip_offset': %s, 'clip_duration': %s, 'clip_framerate': 2"
                                .formatted(offset, length));

        assertEquals(frames, desk.codec().probe(made.bytes()).frames());
        assertEquals("sail.webp", made.name());
    }

    @Test
    void aClipBehindTheEndIsNotMade() throws Exception {
        assertEquals("sail.png", clip("'clip_offset': 6").name());
        String notice = desk.job.warnings().getFirst();
        assertTrue(notice.contains("sail.mp4 is not shown by its clip. It lasts 6.0 s"), notice);
    }

    @Test
    void aClipOfTooManyFramesIsNotMade() throws Exception {
        var limits = PixelLimits.DEFAULT;
        var few =
                new PixelLimits(
                        limits.maxPixels(),
                        limits.maxSide(),
                        20,
                        limits.maxAnimationPixels(),
                        limits.maxDecodedBytes(),
                        limits.decodeTime(),
                        limits.maxSvgBytes());
        desk = new Desk(folder, MediaPrograms.needed(), PdfPages.Limits.DEFAULT, few);

        assertEquals("sail.png", clip("'clip_duration': 4.2").name());
        String notice = desk.job.warnings().getFirst();
        assertTrue(notice.contains("A clip of 21 frames is more than the 20"), notice);
        assertEquals("sail.webp", clip("'clip_duration': 4").name());
    }
}
