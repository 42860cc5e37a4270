package dev.atelier.robots.preview;

import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.meta.MediaFacts;
import dev.atelier.robots.meta.MediaTool;
import dev.atelier.robots.meta.MediaTools;
import dev.atelier.robots.program.Program;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** A video or a sound, opened with the programs of FFmpeg. */
record Reel(MediaTool ffmpeg, Path file, MediaFacts facts) {
    private static final String MISSING =
            "Install ffmpeg and ffprobe, or check the settings media.ffmpeg and media.ffprobe.";

    static Reel open(MediaTools tools, Path file) throws IOException {
        MediaTool ffprobe = tools.ffprobe();
        MediaTool ffmpeg = tools.ffmpeg();
        if (ffprobe == null || ffmpeg == null) {
            throw new PictureException(MISSING);
        }
        MediaFacts facts =
                told(() -> MediaTools.facts(ffprobe, file))
                        .orElseThrow(() -> new PictureException("ffprobe cannot read it."));
        if (facts.video() == null && facts.cover() < 0 && !facts.sound()) {
            throw new PictureException("ffprobe finds no video and no sound in it.");
        }
        return new Reel(ffmpeg, file, facts);
    }

    /**
     * Runs ffmpeg and takes what it prints.
     *
     * @param from where to begin, in seconds
     */
    <T> T printed(double from, List<String> arguments, Program.Reading<T> reading)
            throws IOException {
        List<String> line = MediaTools.reading(file, "-ss", decimal(from));
        line.addAll(arguments);
        line.add("pipe:1");
        return told(() -> ffmpeg.read(line, reading)).made();
    }

    /**
     * Runs ffmpeg to write a file.
     *
     * @param from where to begin, in seconds
     * @param length how much of it to read, in seconds
     */
    MediaTool.Answer written(double from, double length, List<String> arguments, Path out)
            throws IOException {
        List<String> line = MediaTools.reading(file, "-ss", decimal(from), "-t", decimal(length));
        line.addAll(arguments);
        line.addAll(List.of("-y", MediaTools.url(out)));
        return told(() -> ffmpeg.run(line, true));
    }

    /** Whether what ffmpeg says about a part of itself holds the word. */
    boolean knows(String part, String word) throws IOException {
        return told(() -> ffmpeg.run(List.of("-hide_banner", "-h", part), false))
                .text()
                .contains(word);
    }

    /** The filter that makes frames of the part and the size that a preview shows. */
    static String scaled(MediaFacts.Video video, PreviewFrame frame) {
        Dimension size = video.size();
        Rectangle cut = frame.cut();
        var filters = new ArrayList<String>();
        if (cut.width < size.width || cut.height < size.height) {
            filters.add(
                    "crop=iw*%s:ih*%s"
                            .formatted(
                                    decimal((double) cut.width / size.width),
                                    decimal((double) cut.height / size.height)));
        }
        boolean smaller = frame.shown().width < cut.width / 2;
        filters.add(
                "scale=%d:%d:flags=%s%s"
                        .formatted(
                                frame.shown().width,
                                frame.shown().height,
                                smaller ? "area" : "bicubic",
                                video.hd() ? ":in_color_matrix=bt709" : ""));
        filters.add("setsar=1");
        return String.join(",", filters);
    }

    static String decimal(double number) {
        return String.format(Locale.ROOT, "%.6f", number);
    }

    private static <T> T told(Callable<T> work) throws IOException {
        try {
            return work.call();
        } catch (InterruptedIOException stopped) {
            throw stopped;
        } catch (IOException e) {
            throw new PictureException(e.getMessage() + ".", e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
