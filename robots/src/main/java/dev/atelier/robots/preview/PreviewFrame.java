package dev.atelier.robots.preview;

import dev.atelier.robots.codec.PictureException;

import org.jspecify.annotations.Nullable;

import java.awt.Dimension;
import java.awt.Rectangle;

/**
 * How a picture comes into a preview.
 *
 * @param canvas size of the preview
 * @param cut the part of the picture that is used
 * @param shown size of that part in the preview, in its middle
 */
record PreviewFrame(Dimension canvas, Rectangle cut, Dimension shown) {
    enum Strategy {
        FIT,
        FILLCROP,
        MIN_FIT,
        PAD,
        STRETCH,
        CROP
    }

    /**
     * @param zoom whether the picture may grow
     */
    static PreviewFrame of(Dimension picture, Dimension wanted, Strategy strategy, boolean zoom) {
        double across = scale(wanted.getWidth() / picture.width, zoom);
        double down = scale(wanted.getHeight() / picture.height, zoom);
        return switch (strategy) {
            case FIT -> whole(picture, Math.min(across, down), null);
            case MIN_FIT -> whole(picture, Math.max(across, down), null);
            case PAD -> whole(picture, Math.min(across, down), wanted);
            case CROP -> part(picture, 1, wanted);
            case FILLCROP -> part(picture, Math.max(across, down), wanted);
            case STRETCH -> {
                var shown = new Dimension(size(picture.width, across), size(picture.height, down));
                yield new PreviewFrame(shown, new Rectangle(picture), shown);
            }
        };
    }

    private static double scale(double wanted, boolean zoom) {
        return zoom ? wanted : Math.min(1, wanted);
    }

    private static int size(int length, double scale) {
        return (int) Math.max(1, Math.round(length * scale));
    }

    private static PreviewFrame whole(Dimension picture, double scale, @Nullable Dimension canvas) {
        var shown = new Dimension(size(picture.width, scale), size(picture.height, scale));
        return new PreviewFrame(canvas == null ? shown : canvas, new Rectangle(picture), shown);
    }

    private static PreviewFrame part(Dimension picture, double scale, Dimension canvas) {
        int width = Math.min(picture.width, size(canvas.width, 1 / scale));
        int height = Math.min(picture.height, size(canvas.height, 1 / scale));
        var cut =
                new Rectangle(
                        (picture.width - width) / 2, (picture.height - height) / 2, width, height);
        var shown =
                new Dimension(
                        Math.min(canvas.width, size(width, scale)),
                        Math.min(canvas.height, size(height, scale)));
        return new PreviewFrame(canvas, cut, shown);
    }

    static PictureException tooLarge() {
        return new PictureException("Its preview would be too large; use another strategy.");
    }

    long pixels() {
        return (long) canvas.width * canvas.height;
    }
}
