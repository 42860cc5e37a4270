package dev.atelier.robots.preview;

import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.codec.Resampler;
import dev.atelier.robots.meta.MediaFacts;

import java.awt.AlphaComposite;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** Puts pictures into the frame that the parameters ask for. */
record Easel(Codec codec, FilePreviewRobot.Params params, RobotContext job) {
    Dimension wanted() {
        return new Dimension(params.width(), params.height());
    }

    /**
     * The frame for a picture of the size.
     *
     * @throws PictureException when the preview would be too large
     */
    PreviewFrame frame(Dimension picture) throws PictureException {
        return frame(picture, params.zoom());
    }

    /**
     * The frame for a video.
     *
     * @throws PictureException also when the video is larger than pictures may be
     */
    PreviewFrame frame(MediaFacts.Video video) throws PictureException {
        Dimension size = video.size();
        if ((long) size.width * size.height > codec.limits().maxPixels()) {
            throw new PictureException(
                    "It has %d × %d pixels, more than pixels.max_megapixels allows."
                            .formatted(size.width, size.height));
        }
        return frame(size);
    }

    /** As {@link #frame(Dimension)}, whatever the parameters say about zooming. */
    PreviewFrame frame(Dimension picture, boolean zoom) throws PictureException {
        var frame = PreviewFrame.of(picture, wanted(), params.resizeStrategy(), zoom);
        int longest = Math.max(frame.canvas().width, frame.canvas().height);
        if (frame.pixels() > codec.limits().maxPixels() || longest > codec.limits().maxSide()) {
            throw PreviewFrame.tooLarge();
        }
        return frame;
    }

    /** Room for the preview and the part of it that is the picture, with what else is needed. */
    void reserve(PreviewFrame frame, long others) {
        job.reserve(2 * frame.pixels() + others);
    }

    /** The whole picture, brought into the frame. */
    BufferedImage framed(BufferedImage picture, PreviewFrame frame, Paint ground)
            throws IOException {
        Rectangle cut = frame.cut();
        return placed(
                Resampler.resize(
                        picture.getSubimage(cut.x, cut.y, cut.width, cut.height),
                        frame.shown().width,
                        frame.shown().height),
                frame,
                ground);
    }

    /** The part that is shown, already of its size. */
    BufferedImage placed(BufferedImage shown, PreviewFrame frame, Paint ground) {
        BufferedImage canvas = canvas(frame.canvas(), ground);
        Graphics2D graphics = canvas.createGraphics();
        int x = (canvas.getWidth() - shown.getWidth()) / 2;
        int y = (canvas.getHeight() - shown.getHeight()) / 2;
        graphics.drawImage(shown, x, y, null);
        graphics.dispose();
        return canvas;
    }

    Paint background() {
        return params.background().awt();
    }

    BufferedImage canvas(Dimension size, Paint ground) {
        var canvas = new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = canvas.createGraphics();
        graphics.setComposite(AlphaComposite.Src);
        graphics.setPaint(ground);
        graphics.fillRect(0, 0, size.width, size.height);
        graphics.dispose();
        return canvas;
    }

    /** A place for a file in the folder of the job. */
    Path place(String name) {
        return job.scratch().resolve(name);
    }
}
