package dev.atelier.robots.preview;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.document.PdfPages;
import dev.atelier.robots.meta.MediaTools;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The robot with a job and the files that the tests show with it. */
final class Desk {
    static final Path PICTURES = Path.of("..", "docs", "pictures", "robots");
    private static final ObjectMapper JSON = new ObjectMapper();

    final FakeJob job;
    private final Codec codec;
    private final FilePreviewRobot robot;

    Desk(Path folder, MediaTools tools) throws IOException {
        this(folder, tools, PdfPages.Limits.DEFAULT, PixelLimits.DEFAULT);
    }

    Desk(Path folder, MediaTools tools, PdfPages.Limits pages, PixelLimits pixels)
            throws IOException {
        job = new FakeJob(folder);
        codec = new Codec(pixels);
        robot = new FilePreviewRobot(codec, () -> tools, new PdfPages(pages));
    }

    AssemblyFile video() throws IOException {
        return job.add(PICTURES.resolve("sail.mp4"), "video/mp4");
    }

    AssemblyFile song() throws IOException {
        return job.add(PICTURES.resolve("tune.mp3"), "audio/mpeg");
    }

    AssemblyFile flyer() throws IOException {
        return job.add(PICTURES.resolve("flyer.pdf"), "application/pdf");
    }

    /** A second of a tone and a second of nothing, 8 kHz, one channel of 16 bits. */
    AssemblyFile toneAndSilence() throws IOException {
        int samples = 16_000;
        var wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(36 + 2 * samples).put(ascii("WAVEfmt "));
        wav.putInt(16).putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16_000);
        wav.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (i < samples / 2 ? 16_384 * Math.sin(i * 0.3) : 0));
        }
        return file("tone.wav", "audio/wav", wav.array());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    AssemblyFile file(String name, String mime, byte[] content) throws IOException {
        return job.add(name, mime, content);
    }

    /**
     * @param params with single quotes
     */
    void run(String params, AssemblyFile file) throws Exception {
        var json = (ObjectNode) JSON.readTree(params.replace('\'', '"'));
        robot.run(ParamBinder.bind(robot.about(), "p", json), FakeJob.input(file), job);
    }

    FakeJob.Result preview(String params, AssemblyFile file) throws Exception {
        int before = job.results().size();
        run(params, file);
        if (job.results().size() == before) {
            throw new AssertionError("no preview: " + job.warnings());
        }
        return job.results().getLast();
    }

    BufferedImage picture(String params, AssemblyFile file) throws Exception {
        return Codec.srgb8(codec.decode(preview(params, file).bytes()));
    }

    Codec codec() {
        return codec;
    }

    static int red(int argb) {
        return argb >> 16 & 0xFF;
    }

    static int green(int argb) {
        return argb >> 8 & 0xFF;
    }

    static int blue(int argb) {
        return argb & 0xFF;
    }
}
