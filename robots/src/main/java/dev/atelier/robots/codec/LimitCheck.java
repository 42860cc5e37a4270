package dev.atelier.robots.codec;

import java.util.Locale;

/** Compares a header with the limits, before anything is decoded. */
final class LimitCheck {
    private LimitCheck() {}

    static void header(Probe probe, PixelLimits limits) throws PictureException {
        if (probe.width() <= 0 || probe.height() <= 0) {
            throw new PictureException("The picture has no area: a side is 0 pixels long.");
        }
        if (Math.max(probe.width(), probe.height()) > limits.maxSide()) {
            throw new PictureException(
                    size(probe) + " a side may be " + limits.maxSide() + " pixels long.");
        }
        if (probe.pixels() > limits.maxPixels()) {
            throw new PictureException(
                    size(probe)
                            + " at most "
                            + mega(limits.maxPixels())
                            + " megapixels are allowed.");
        }
        if (probe.decodedBytes() > limits.maxDecodedBytes()) {
            throw new PictureException(
                    size(probe) + " decoding it would take more memory than one picture may use.");
        }
        if (probe.frames() > limits.maxFrames()) {
            throw new PictureException(
                    "The picture has %d frames; at most %d are allowed."
                            .formatted(probe.frames(), limits.maxFrames()));
        }
        if (probe.framePixels() > limits.maxAnimationPixels()) {
            throw new PictureException(
                    "The frames of the picture have %s megapixels in all; at most %s are allowed."
                            .formatted(
                                    mega(probe.framePixels()), mega(limits.maxAnimationPixels())));
        }
    }

    /** What is shown for each frame is the whole canvas, however small the frame itself. */
    static void canvases(Probe probe, PixelLimits limits) throws PictureException {
        long pixels = probe.pixels() * probe.frames();
        if (pixels > limits.maxAnimationPixels()) {
            throw new PictureException(
                    "The animation has %d frames of %dx%d, %s megapixels in all; at most %s are"
                                    .formatted(
                                            probe.frames(),
                                            probe.width(),
                                            probe.height(),
                                            mega(pixels),
                                            mega(limits.maxAnimationPixels()))
                            + " allowed.");
        }
    }

    private static String size(Probe probe) {
        return "The picture is too large: it is %dx%d pixels,"
                .formatted(probe.width(), probe.height());
    }

    private static String mega(long pixels) {
        return String.format(Locale.ROOT, "%.0f", pixels / 1e6);
    }
}
