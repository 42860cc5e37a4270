package dev.atelier.robots.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.document.PdfPages;
import dev.atelier.robots.meta.MediaTool;
import dev.atelier.robots.meta.MediaTools;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What happens where a way cannot be gone: the next one, and a notice why. */
class NextWayTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String STREAMS =
            """
            {"format": {"duration": "60"}, "streams": [
              {"index": 0, "codec_type": "video", "width": 640, "height": 360},
              {"index": 1, "codec_type": "audio"}]}\
            """;

    @TempDir Path folder;

    private static AssemblyFile any(Desk desk, String name, String mime) throws IOException {
        return desk.file(name, mime, new byte[] {1, 2, 3});
    }

    @ParameterizedTest
    @CsvSource({
        "a.mp3, audio/mpeg, artwork or waveform. Install ffmpeg and ffprobe",
        "a.mp4, video/mp4, artwork or frame. Install ffmpeg and ffprobe",
        "a.html, text/html, render. Web pages are not drawn here.",
        "a.txt, text/plain, page. Pages are drawn of PDFs only.",
        "a.pdf, application/pdf, page. The PDF is damaged."
    })
    void eachKindGetsItsIconAndOneNoticeWhy(String name, String mime, String notice)
            throws Exception {
        var desk = new Desk(folder, MediaTools.NONE);

        desk.preview("{}", any(desk, name, mime));

        assertEquals(1, desk.job.warnings().size(), desk.job.warnings()::toString);
        String said = desk.job.warnings().getFirst();
        assertTrue(said.startsWith(name + " is not shown by its " + notice), said);
    }

    @Test
    void whatHasNoOtherWayThanItsIconNeedsNoNotice() throws Exception {
        var desk = new Desk(folder, MediaTools.NONE);

        desk.preview("{}", any(desk, "a.zip", "application/zip"));
        desk.preview("{}", any(desk, "a.bin", "application/octet-stream"));

        assertEquals(List.of(), desk.job.warnings());
    }

    @Test
    void withoutAWayThatCanBeGoneThereIsNoPreview() throws Exception {
        var desk = new Desk(folder, MediaTools.NONE);

        desk.run("{'strategy': {'video': ['clip']}}", any(desk, "a.mp4", "video/mp4"));

        assertEquals(List.of(), desk.job.results());
        String said = desk.job.warnings().toString();
        assertTrue(said.contains("its clip. Install ffmpeg"), said);
        assertTrue(said.contains("a.mp4 got no preview"), said);
    }

    @Test
    void aVideoThatTakesTooLongGetsItsIcon() throws Exception {
        MediaTool slow = tool("ffmpeg", "exec sleep 60", Duration.ofMillis(400));
        var desk = new Desk(folder, new MediaTools(tool("ffprobe", streams(), LONG), slow));

        desk.preview("{'strategy': {'video': ['frame', 'icon']}}", any(desk, "a.mp4", "video/mp4"));

        String said = desk.job.warnings().toString();
        assertTrue(said.contains("takes longer than 0.4 s"), said);
    }

    @Test
    void anEncoderThatIsMissingIsNamed() throws Exception {
        MediaTool poor = tool("ffmpeg", "echo \"Unknown encoder 'x'\" >&2; exit 1", LONG);
        var desk = new Desk(folder, new MediaTools(tool("ffprobe", streams(), LONG), poor));

        desk.preview("{'strategy': {'video': ['clip', 'icon']}}", any(desk, "a.mp4", "video/mp4"));

        String said = desk.job.warnings().toString();
        assertTrue(said.contains("lacks the encoder libwebp for clip_format webp"), said);
    }

    @Test
    void anAvifThatWouldRunForEverInSpiteOfTheParameterIsNotMade() throws Exception {
        MediaTool old = tool("ffmpeg", "echo 'Muxer avif [AVIF]:'", LONG);
        var desk = new Desk(folder, new MediaTools(tool("ffprobe", streams(), LONG), old));

        desk.preview(
                "{'strategy': {'video': ['clip', 'icon']}, 'clip_format': 'avif',"
                        + " 'clip_loop': false}",
                any(desk, "a.mp4", "video/mp4"));

        String said = desk.job.warnings().toString();
        assertTrue(said.contains("cannot make an AVIF that runs only once"), said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exit 0",
                "for last; do :; done; : > \"${last#file:}\"",
                "for last; do :; done; echo RIFF0000WEBP > \"${last#file:}\""
            })
    void aClipWithoutAFrameIsNoClip(String script) throws Exception {
        MediaTool poor = tool("ffmpeg", script, LONG);
        var desk = new Desk(folder, new MediaTools(tool("ffprobe", streams(), LONG), poor));

        desk.preview("{'strategy': {'video': ['clip', 'icon']}}", any(desk, "a.mp4", "video/mp4"));

        String said = desk.job.warnings().toString();
        assertTrue(said.contains("There is no frame in the part for the clip."), said);
    }

    @Test
    void halfAFrameIsNoFrame() throws Exception {
        MediaTool half = tool("ffmpeg", "head -c 1000 /dev/zero", LONG);
        var desk = new Desk(folder, new MediaTools(tool("ffprobe", streams(), LONG), half));

        desk.preview("{}", any(desk, "a.mp4", "video/mp4"));

        String said = desk.job.warnings().toString();
        assertTrue(said.contains("frame. ffmpeg cannot decode it"), said);
    }

    @Test
    void aVideoWithNothingBehindItsFirstThirdIsShownFromItsBegin() throws Exception {
        String script =
                """
                case "$*" in *"-ss 0.000000"*) head -c 1000000 /dev/zero | tr '\\0' '\\200';; esac\
                """;
        MediaTool first = tool("ffmpeg", script, LONG);
        var desk = new Desk(folder, new MediaTools(tool("ffprobe", streams(), LONG), first));

        BufferedImage shown = desk.picture("{}", any(desk, "a.mp4", "video/mp4"));

        assertEquals(0xFF808080, shown.getRGB(150, 100));
        assertEquals(List.of(), desk.job.warnings());
    }

    @Test
    void aSoundWithoutEndTakesNoMemoryAndItsTimeOnly() throws Exception {
        MediaTool endless = tool("ffmpeg", "exec cat /dev/zero", Duration.ofMillis(600));
        var desk = new Desk(folder, new MediaTools(tool("ffprobe", streams(), LONG), endless));

        desk.preview("{}", any(desk, "a.mp3", "audio/mpeg"));

        String said = desk.job.warnings().toString();
        assertTrue(said.contains("waveform. ") && said.contains("takes longer"), said);
    }

    @ParameterizedTest
    @CsvSource({
        "30000, 2, frame. Its preview would be too large",
        "2000, 600, '2000 × 600 pixels, more than pixels.max_megapixels'"
    })
    void whatIsBeyondTheLimitsGetsItsIcon(String width, String height, String notice)
            throws Exception {
        String streams = STREAMS.replace("640", width).replace("360", height);
        MediaTool probe = tool("ffprobe", "cat <<'END'\n" + streams + "\nEND", LONG);
        MediaTool none = tool("ffmpeg", "exit 1", LONG);
        var limits = PixelLimits.DEFAULT.withMaxPixels(1_000_000);
        var desk = new Desk(folder, new MediaTools(probe, none), PdfPages.Limits.DEFAULT, limits);

        desk.preview("{'resize_strategy': 'min_fit'}", any(desk, "a.mp4", "video/mp4"));

        String said = desk.job.warnings().toString();
        assertTrue(said.contains(notice), said);
    }

    private static String streams() {
        return "cat <<'END'\n" + STREAMS + "\nEND";
    }

    private MediaTool tool(String name, String script, Duration time) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assumeTrue(file.toFile().setExecutable(true), "no scripts here");
        return new MediaTool(file.toString(), "", time);
    }
}
