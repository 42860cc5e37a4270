package dev.atelier.robots.preview;

import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.meta.MediaFacts;

import org.jspecify.annotations.Nullable;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A video is shown by a frame of it: of those that follow its first third, the one most like the
 * others, so that neither a title nor a cut stands for it.
 */
record FrameWay(Easel easel) implements PreviewWay {
    private static final int MOST_FRAMES = 30;
    private static final int PIXELS_AT_ONCE = 25_000_000;

    @Override
    public @Nullable Shown of(Subject subject) throws Exception {
        Reel reel = subject.reel();
        MediaFacts.Video video = reel.facts().video();
        if (video == null) {
            return null;
        }
        PreviewFrame frame = easel.frame(video);
        easel.reserve(frame, frame.pixels());
        BufferedImage still = still(reel, video, frame, reel.facts().seconds() / 3);
        if (still == null) {
            still = still(reel, video, frame, 0);
        }
        if (still == null) {
            throw new PictureException("ffmpeg cannot decode it.");
        }
        return placed(still, frame);
    }

    private Shown placed(BufferedImage still, PreviewFrame frame) throws Exception {
        return new Shown.Still(
                easel.job().pixels(() -> easel.placed(still, frame, easel.background())));
    }

    private static @Nullable BufferedImage still(
            Reel reel, MediaFacts.Video video, PreviewFrame frame, double from) throws IOException {
        Dimension size = frame.shown();
        int among = Math.clamp(PIXELS_AT_ONCE / ((long) size.width * size.height), 2, MOST_FRAMES);
        List<String> arguments =
                List.of(
                        "-map",
                        "0:" + video.stream(),
                        "-vf",
                        Reel.scaled(video, frame) + ",thumbnail=" + among,
                        "-frames:v",
                        "1",
                        "-pix_fmt",
                        "bgra",
                        "-f",
                        "rawvideo");
        byte[] bytes = reel.printed(from, arguments, in -> pixels(in, size));
        if (bytes.length == 0) {
            return null;
        }
        var image = new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_RGB);
        int[] argb = new int[size.width * size.height];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(argb);
        image.setRGB(0, 0, size.width, size.height, argb, 0, size.width);
        return image;
    }

    /** All of them or none. */
    private static byte[] pixels(InputStream in, Dimension size) throws IOException {
        int wanted = 4 * size.width * size.height;
        byte[] bytes = in.readNBytes(wanted);
        return bytes.length == wanted ? bytes : new byte[0];
    }
}
