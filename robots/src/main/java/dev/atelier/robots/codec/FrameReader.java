package dev.atelier.robots.codec;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageReader;

/** Plays a GIF or WebP: shows its frames one after another, each on the whole canvas. */
final class FrameReader {
    private final Path file;
    private final PixelLimits limits;
    private final Deadline deadline;
    private final Frames frames;

    FrameReader(Path file, Probe probe, PixelLimits limits, Deadline deadline) {
        this.file = file;
        this.limits = limits;
        this.deadline = deadline;
        this.frames = new Frames(probe);
    }

    /** Takes the canvas after each frame. */
    interface Screen {
        void show(Frames canvas, int millis) throws IOException;
    }

    /** Decodes one WebP that holds one picture. */
    interface Still {
        BufferedImage decode(byte[] webp) throws IOException;
    }

    /**
     * @param last the frame to stop after, from 0
     */
    void gif(ImageReader reader, int last, Screen screen) throws IOException {
        List<FrameRule> rules;
        try (var in = new FileBytes(file)) {
            rules = GifHeader.frames(in);
        }
        for (int i = 0; i <= last; i++) {
            deadline.restart();
            Readers.limits(reader, i, limits);
            show(Srgb8.of(reader.read(i), null), rules.get(i), screen);
        }
    }

    void webp(Still still, int last, Screen screen) throws IOException {
        try (var in = new FileBytes(file)) {
            for (int i = 0; i <= last; i++) {
                deadline.restart();
                WebpFrame next = WebpFrame.at(i, in, limits);
                show(Srgb8.of(still.decode(next.still()), null), next.rule(), screen);
            }
        }
    }

    private void show(BufferedImage image, FrameRule rule, Screen screen) throws IOException {
        frames.draw(image, rule);
        deadline.check();
        try {
            screen.show(frames, rule.millis());
        } catch (IOException | RuntimeException e) {
            throw new SinkFailed(e);
        }
    }

    /** What whoever takes the frames could not do, which is no fault of the picture. */
    static final class SinkFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private SinkFailed(Exception cause) {
            super(cause);
        }

        /** Never returns; the type is for the compiler. */
        RuntimeException rethrown() throws IOException {
            if (getCause() instanceof IOException failed) {
                throw failed;
            }
            return getCause() instanceof RuntimeException failed ? failed : this;
        }
    }

    /** The canvas after the last frame that was decoded. */
    BufferedImage shown() {
        return frames.shown();
    }
}
