package dev.atelier.robots.image;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.robots.codec.PixelLimits;

import java.awt.Dimension;
import java.awt.Rectangle;

/** Plans results by what a step asks for and refuses those that would come out too large. */
record Planning(ImageResizeRobot.Params params, PixelLimits limits) {

    ResizePlan plan(Dimension size, Anchor anchor) {
        if (params.crop() != null) {
            return ResizePlan.cutting(cropped(params.crop(), size));
        }
        ResizePlan made =
                ResizePlan.of(
                        size.width,
                        size.height,
                        params.width() == null ? null : params.width().pixels(),
                        params.height() == null ? null : params.height().pixels(),
                        params.resizeStrategy(),
                        params.zoom(),
                        anchor);
        limit("The result", made.canvasWidth(), made.canvasHeight());
        limit("The scaled picture", made.width(), made.height());
        return made;
    }

    private static Rectangle cropped(Crop crop, Dimension size) {
        Rectangle part = crop.on(size.width, size.height);
        if (part.isEmpty()) {
            throw new AssemblyException(
                    ErrorCode.IMAGE_RESIZE_ERROR,
                    "crop leaves nothing of a picture of %d×%d pixels; change its edges."
                            .formatted(size.width, size.height));
        }
        return part;
    }

    void limit(String what, int width, int height) {
        boolean tooLong = Math.max(width, height) > limits.maxSide();
        if (tooLong || (long) width * height > limits.maxPixels()) {
            throw new AssemblyException(
                    ErrorCode.IMAGE_RESIZE_ERROR,
                    "%s would have %d×%d pixels; at most %d pixels and %d a side are allowed."
                            .formatted(what, width, height, limits.maxPixels(), limits.maxSide()));
        }
    }

    /** All frames of an animation together. */
    void limitFrames(String what, long pixels, int frames) {
        if (pixels * frames > limits.maxAnimationPixels()) {
            throw new AssemblyException(
                    ErrorCode.IMAGE_RESIZE_ERROR,
                    ("%s would have %d frames of %d pixels; at most %d pixels are allowed in all."
                                    + " Ask for a smaller one, or for one frame with frame: 1.")
                            .formatted(what, frames, pixels, limits.maxAnimationPixels()));
        }
    }
}
