package dev.atelier.robots.image;

import org.jspecify.annotations.Nullable;

import java.awt.Rectangle;
import java.awt.geom.Point2D;

/**
 * What to do with a picture, in pixels: cut a part out, scale it, lay it on a canvas.
 *
 * @param cut the part of the source that is needed
 * @param width of the part once scaled
 * @param height of the part once scaled
 * @param x where the scaled part lies on the canvas; negative when it hangs over
 */
record ResizePlan(
        Rectangle cut, int width, int height, int x, int y, int canvasWidth, int canvasHeight) {

    /**
     * @param frameWidth null to let it follow from the height and the ratio
     */
    static ResizePlan of(
            int width,
            int height,
            @Nullable Integer frameWidth,
            @Nullable Integer frameHeight,
            Strategy strategy,
            boolean zoom,
            Anchor anchor) {
        var source = new Source(width, height, zoom);
        double w = frameWidth != null ? frameWidth : follow(frameHeight, height, width);
        double h = frameHeight != null ? frameHeight : follow(frameWidth, width, height);
        if (frameWidth == null || frameHeight == null) {
            return source.scaled(source.limited(frameWidth != null ? w / width : h / height));
        }
        double inside = source.limited(Math.min(w / width, h / height));
        double around = source.limited(Math.max(w / width, h / height));
        return switch (strategy) {
            case FIT -> source.scaled(inside);
            case MIN_FIT -> source.scaled(around);
            case STRETCH -> source.stretched(frameWidth, frameHeight);
            case PAD -> source.scaled(inside).onCanvas(frameWidth, frameHeight);
            case FILLCROP -> source.filling(frameWidth, frameHeight, around, anchor);
            case CROP ->
                    source.filling(
                            frameWidth, frameHeight, source.limited(Math.max(1, around)), anchor);
        };
    }

    /** Only a part, at its own size. */
    static ResizePlan cutting(Rectangle part) {
        return new ResizePlan(part, part.width, part.height, 0, 0, part.width, part.height);
    }

    private static double follow(@Nullable Integer given, int side, int other) {
        return given == null ? other : (double) given * other / side;
    }

    /** Half up, at least one pixel. */
    static int round(double pixels) {
        return (int) Math.max(1, Math.floor(pixels + 0.5 + 1e-9));
    }

    long canvasPixels() {
        return (long) canvasWidth * canvasHeight;
    }

    long scaledPixels() {
        return (long) width * height;
    }

    private ResizePlan onCanvas(int frameWidth, int frameHeight) {
        int left = (frameWidth - width) / 2;
        int top = (frameHeight - height) / 2;
        return new ResizePlan(cut, width, height, left, top, frameWidth, frameHeight);
    }

    /** The picture a plan is made for. */
    private record Source(int width, int height, boolean zoom) {
        double limited(double scale) {
            return zoom ? scale : Math.min(1, scale);
        }

        ResizePlan scaled(double scale) {
            int w = round(width * scale);
            int h = round(height * scale);
            return new ResizePlan(new Rectangle(width, height), w, h, 0, 0, w, h);
        }

        ResizePlan stretched(int frameWidth, int frameHeight) {
            int w = zoom ? frameWidth : Math.min(frameWidth, width);
            int h = zoom ? frameHeight : Math.min(frameHeight, height);
            return new ResizePlan(new Rectangle(width, height), w, h, 0, 0, w, h);
        }

        /**
         * Only whole source pixels can be cut, so what is cut is a little more than needed and
         * hangs over the canvas once scaled.
         */
        ResizePlan filling(int frameWidth, int frameHeight, double scale, Anchor anchor) {
            int w = Math.min(frameWidth, round(width * scale));
            int h = Math.min(frameHeight, round(height * scale));
            Point2D corner = anchor.corner(width, height, w / scale, h / scale);
            double left = Math.max(0, corner.getX());
            double top = Math.max(0, corner.getY());
            int x = (int) Math.floor(left + 1e-9);
            int y = (int) Math.floor(top + 1e-9);
            int cutWidth = Math.min(width, (int) Math.ceil(left + w / scale - 1e-9)) - x;
            int cutHeight = Math.min(height, (int) Math.ceil(top + h / scale - 1e-9)) - y;
            int scaledWidth = Math.max(w, round(cutWidth * scale));
            int scaledHeight = Math.max(h, round(cutHeight * scale));
            return new ResizePlan(
                    new Rectangle(x, y, cutWidth, cutHeight),
                    scaledWidth,
                    scaledHeight,
                    -over((left - x) * scale, scaledWidth - w),
                    -over((top - y) * scale, scaledHeight - h),
                    w,
                    h);
        }

        private static int over(double wanted, int room) {
            return Math.clamp(Math.round(wanted), 0, room);
        }
    }
}
