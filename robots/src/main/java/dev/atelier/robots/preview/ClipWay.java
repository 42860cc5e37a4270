package dev.atelier.robots.preview;

import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.meta.MediaFacts;
import dev.atelier.robots.meta.MediaTool;

import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A video is shown by a part of it, as a picture that moves. */
record ClipWay(Easel easel) implements PreviewWay {
    /** More than any clip has, and a number that ffmpeg reads. */
    private static final double LONGEST_SECONDS = 1_000_000;

    /** The usual clip_offset. */
    private static final double OFFSET = 1;

    @Override
    public @Nullable Shown of(Subject subject) throws Exception {
        Reel reel = subject.reel();
        MediaFacts.Video video = reel.facts().video();
        if (video == null) {
            return null;
        }
        PreviewFrame frame = easel.frame(video);
        long frames = frames(reel.facts().seconds(), frame);
        ClipFormat format = easel.params().clipFormat();
        requireLoop(reel, format);
        Path out = easel.place("clip." + format.extension());
        List<List<String>> encoders = format.encoders(veiled());
        for (List<String> encoder : encoders) {
            MediaTool.Answer answer = write(reel, video, frame, frames, encoder, out);
            if (answer.status() == 0) {
                return checked(out, format);
            }
            if (!answer.text().contains("Unknown encoder")) {
                throw new PictureException("ffmpeg cannot make a clip of it.");
            }
        }
        throw new PictureException(
                "The ffmpeg of this server lacks the encoder %s for clip_format %s; use another."
                        .formatted(encoders.getFirst().getFirst(), format.extension()));
    }

    private boolean veiled() {
        int alpha = easel.params().background().awt().getAlpha();
        return alpha > 0 && alpha < 255;
    }

    private double offset(double seconds) {
        Double given = easel.params().clipOffset();
        boolean brief = seconds > 0 && seconds <= OFFSET;
        return given != null ? given : brief ? 0 : OFFSET;
    }

    private long frames(double seconds, PreviewFrame frame) throws PictureException {
        FilePreviewRobot.Params params = easel.params();
        if (seconds > 0 && offset(seconds) >= seconds) {
            throw new PictureException(
                    String.format(
                            Locale.ROOT, "It lasts %.1f s and ends before clip_offset.", seconds));
        }
        double length = params.clipDuration();
        if (seconds > 0) {
            length = Math.min(length, seconds - offset(seconds));
        }
        long frames = Math.max(1, Math.round(length * params.clipFramerate()));
        PixelLimits limits = easel.codec().limits();
        long most = Math.min(limits.maxFrames(), limits.maxAnimationPixels() / frame.pixels());
        if (frames > most) {
            throw new PictureException(
                    "A clip of %d frames is more than the %d of that size allowed here; use a"
                                    .formatted(frames, most)
                            + " smaller clip_duration or clip_framerate.");
        }
        return frames;
    }

    private MediaTool.Answer write(
            Reel reel,
            MediaFacts.Video video,
            PreviewFrame frame,
            long frames,
            List<String> encoder,
            Path out)
            throws IOException {
        FilePreviewRobot.Params params = easel.params();
        ClipFormat format = params.clipFormat();
        var arguments = new ArrayList<>(List.of("-map", "0:" + video.stream()));
        arguments.addAll(List.of("-vf", filter(video, frame), "-frames:v", "" + frames, "-c:v"));
        arguments.addAll(encoder);
        arguments.addAll(format.loop(params.clipLoop()));
        arguments.addAll(List.of("-f", format.extension()));
        double length = Math.min(params.clipDuration(), LONGEST_SECONDS);
        return reel.written(offset(reel.facts().seconds()), length, arguments, out);
    }

    private String filter(MediaFacts.Video video, PreviewFrame frame) {
        Color ground = easel.params().background().awt();
        ClipFormat format = easel.params().clipFormat();
        return "fps=%d,%s,format=rgb24,format=rgba,pad=%d:%d:(ow-iw)/2:(oh-ih)/2:color=0x%06x%02x%s"
                .formatted(
                        easel.params().clipFramerate(),
                        Reel.scaled(video, frame),
                        frame.canvas().width,
                        frame.canvas().height,
                        ground.getRGB() & 0xFFFFFF,
                        format.hasAlpha() ? ground.getAlpha() : 255,
                        format.filter());
    }

    /** An option it does not know would be passed over in silence. */
    private void requireLoop(Reel reel, ClipFormat format) throws IOException {
        boolean known =
                format != ClipFormat.AVIF
                        || easel.params().clipLoop()
                        || reel.knows("muxer=avif", "-loop");
        if (!known) {
            throw new PictureException(
                    "The ffmpeg of this server cannot make an AVIF that runs only once; use"
                            + " another clip_format.");
        }
    }

    /** Some encoders end well without a frame, and leave nothing or a head. */
    private Shown checked(Path out, ClipFormat format) throws IOException {
        try {
            easel.codec().probe(out);
            return new Shown.Moving(out, format.extension());
        } catch (NoSuchFileException | PictureException e) {
            throw new PictureException("There is no frame in the part for the clip.", e);
        }
    }
}
