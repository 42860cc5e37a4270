package dev.atelier.robots.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.instructions.OutputMeta;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.PixelLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class MediaToolsTest {
    private static final Duration TIME = Duration.ofSeconds(20);

    private final List<String> notes = new ArrayList<>();

    @TempDir Path folder;

    private ObjectNode read(Path file, MediaTools tools, OutputMeta wanted) throws IOException {
        var codec = new Codec(PixelLimits.DEFAULT);
        var reader = new PictureMetadata(codec, InstantSource.system(), tools);
        var type = reader.sniff(file, file.getFileName().toString());
        return reader.read(file, type, wanted, notes::add);
    }

    private static MediaTools installed() {
        var tools =
                new MediaTools(
                        MediaTool.find("auto", "ffprobe", TIME),
                        MediaTool.find("auto", "ffmpeg", TIME));
        assumeTrue(tools.ffprobe() != null && tools.ffmpeg() != null, "FFmpeg is not installed");
        return tools;
    }

    private Path video() throws IOException {
        Path file = folder.resolve("turned.mp4");
        try (InputStream in = MediaToolsTest.class.getResourceAsStream("/media/turned.mp4")) {
            Files.copy(Objects.requireNonNull(in), file);
        }
        return file;
    }

    /** Half a second of a tone at half strength, 8 kHz, one channel of 16 bits. */
    private Path sound() throws IOException {
        var wav = ByteBuffer.allocate(44 + 8000).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(36 + 8000).put(ascii("WAVEfmt "));
        wav.putInt(16).putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16_000);
        wav.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(8000);
        for (int i = 0; i < 4000; i++) {
            wav.putShort((short) (16_384 * Math.sin(i * 0.3)));
        }
        return Files.write(folder.resolve("tone.wav"), wav.array());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "width,64",
        "height,96",
        "aspect_ratio,0.667",
        "rotation,270",
        "duration,1",
        "framerate,25",
        "video_codec,h264",
        "pixel_format,yuv420p",
        "bit_depth,8",
        "colorprimaries,bt709",
        "colortransfer,bt709",
        "field_order,progressive",
        "num_video_streams,1",
        "num_audio_streams,1",
        "num_subtitles,0",
        "has_artwork,false",
        "audio_codec,aac",
        "audio_samplerate,44100",
        "audio_channels,1",
        "audio_channel_layout,mono",
        "title,Test card",
        "comment,made for this test"
    })
    void aVideoIsKnownByItsHeaders(String key, String value) throws IOException {
        ObjectNode meta = read(video(), installed(), OutputMeta.DEFAULT);

        assertEquals(value, meta.path(key).asText(), meta.toString());
        assertTrue(notes.isEmpty(), notes.toString());
    }

    @Test
    void whatTakesWorkIsReadOnlyWhenAskedFor() throws IOException {
        MediaTools tools = installed();
        Path video = video();

        ObjectNode plain = read(video, tools, OutputMeta.DEFAULT);
        ObjectNode all = read(video, tools, OutputMeta.of("colorspace", "interlaced"));

        assertFalse(plain.has("colorspace") || plain.has("interlaced") || plain.has("mean_volume"));
        assertEquals("bt709", all.path("colorspace").asText());
        assertFalse(all.path("interlaced").asBoolean(true));
    }

    @Test
    void theLoudnessOfASoundIsMeasured() throws IOException {
        ObjectNode meta = read(sound(), installed(), OutputMeta.of("mean_volume"));

        assertEquals(-9.0, meta.path("mean_volume").asDouble(), 0.3);
        assertEquals(0.5, meta.path("duration").asDouble());
        assertEquals(128_000, meta.path("audio_bitrate").asInt());
        assertFalse(meta.has("width"));
    }

    @Test
    void aVideoThatIsNoneGetsANoteAndNoError() throws IOException {
        byte[] broken = Files.readAllBytes(video());
        java.util.Arrays.fill(broken, 40, broken.length, (byte) 7);
        Path file = Files.write(folder.resolve("broken.mp4"), broken);

        ObjectNode meta = read(file, installed(), OutputMeta.ALL);

        assertEquals(List.of("has no metadata: ffprobe cannot read it."), notes);
        assertTrue(meta.has("date_file_created"));
    }

    @Test
    void withoutFfprobeTheNoteSaysWhatToInstall() throws IOException {
        read(sound(), MediaTools.NONE, OutputMeta.DEFAULT);

        assertTrue(notes.getFirst().contains("install ffprobe"), notes.toString());
        assertEquals("none", MediaTools.NONE.versions().get("ffprobe"));
    }

    @Test
    void aProgramIsFoundSwitchedOffOrMissing() throws IOException {
        Path there = script("echo probe version 7");

        assertEquals(
                "probe version 7",
                Objects.requireNonNull(MediaTool.find(there.toString(), "x", TIME)).version());
        assertNull(MediaTool.find("off", there.toString(), TIME));
        assertNull(MediaTool.find(folder.resolve("nothing").toString(), "x", TIME));
    }

    @Test
    void aProgramThatHangsIsEnded() throws IOException {
        var tool = new MediaTool(script("sleep 60").toString(), "", Duration.ofMillis(300));

        var late = assertThrows(IOException.class, () -> tool.run(List.of(), false));

        assertTrue(String.valueOf(late.getMessage()).contains("takes longer"));
        read(sound(), new MediaTools(tool, null), OutputMeta.DEFAULT);
        assertTrue(notes.getFirst().contains("takes longer"), notes.toString());
    }

    @Test
    void aProgramThatNeverStopsTalkingIsEnded() throws IOException {
        var tool = new MediaTool(script("exec yes").toString(), "", TIME);

        var loud = assertThrows(IOException.class, () -> tool.run(List.of(), false));

        assertTrue(String.valueOf(loud.getMessage()).contains("says more"));
    }

    @Test
    void aProgramSeesNothingOfTheEnvironment() throws IOException {
        var tool = new MediaTool(script("env").toString(), "", TIME);

        String seen = tool.run(List.of(), false).text();

        assertTrue(
                seen.lines()
                        .map(line -> line.replaceAll("=.*", ""))
                        .allMatch(
                                List.of("PATH", "LD_LIBRARY_PATH", "PWD", "SHLVL", "_")::contains),
                seen);
    }

    private Path script(String line) throws IOException {
        Path file = folder.resolve("tool" + notes.size() + line.hashCode());
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        assumeTrue(file.toFile().setExecutable(true), "no scripts here");
        return file;
    }
}
