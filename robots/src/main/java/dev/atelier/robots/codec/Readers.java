package dev.atelier.robots.codec;

import com.luciad.imageio.webp.WebPImageReaderSpi;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Iterator;

import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/** Runs one ImageIO reader over one picture, within the limits and the deadline. */
final class Readers {
    private Readers() {}

    /** A decoded picture and what the reader had to complain about. */
    record Decoded(BufferedImage image, @Nullable String damage) {}

    interface Reading<T> {
        T read(ImageReader reader) throws IOException;
    }

    static BufferedImage image(
            ImageFormat format, TimedImageInput in, PixelLimits limits, Deadline deadline)
            throws IOException {
        return page(format, 0, in, limits, deadline);
    }

    /**
     * @param page from 0
     */
    static BufferedImage page(
            ImageFormat format, int page, TimedImageInput in, PixelLimits limits, Deadline deadline)
            throws IOException {
        ImageReader reader = find(format, "com.twelvemonkeys.");
        return with(
                reader,
                in,
                limits,
                deadline,
                r -> {
                    limits(r, page, limits);
                    return r.read(page);
                });
    }

    /** With the complaints of the reader, which tell whether the picture is whole. */
    static Decoded jpeg(TimedImageInput in, PixelLimits limits, Deadline deadline)
            throws IOException {
        ImageReader reader = find(ImageFormat.JPEG, "com.twelvemonkeys.");
        var damage = new Damage();
        reader.addIIOReadProgressListener(damage);
        reader.addIIOReadWarningListener(damage);
        BufferedImage image = with(reader, in, limits, deadline, r -> r.read(0));
        return new Decoded(image, damage.found());
    }

    /** All that a reader offers, for formats whose frames build on one another. */
    static <T> T gif(TimedImageInput in, PixelLimits limits, Deadline deadline, Reading<T> reading)
            throws IOException {
        ImageReader reader = find(ImageFormat.GIF, "com.sun.");
        return with(reader, in, limits, deadline, reading);
    }

    /**
     * By libwebp, several times as fast as the Java reader.
     *
     * @throws LinkageError where there is no libwebp for this machine
     */
    static BufferedImage webp(TimedImageInput in, PixelLimits limits, Deadline deadline)
            throws IOException {
        ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
        return with(reader, in, limits, deadline, r -> r.read(0));
    }

    /** The stored samples of a JPEG, without any conversion of colours. */
    static Raster jpegSamples(TimedImageInput in, PixelLimits limits, Deadline deadline)
            throws IOException {
        return with(
                find(ImageFormat.JPEG, "com.sun."),
                in,
                limits,
                deadline,
                r -> r.readRaster(0, new ImageReadParam()));
    }

    private static <T> T with(
            ImageReader reader,
            TimedImageInput in,
            PixelLimits limits,
            Deadline deadline,
            Reading<T> reading)
            throws IOException {
        try (in) {
            reader.setInput(in, false, false);
            limits(reader, 0, limits);
            reader.addIIOReadProgressListener(new Stopper(deadline));
            T result = reading.read(reader);
            deadline.check();
            return result;
        } finally {
            reader.dispose();
        }
    }

    static void limits(ImageReader reader, int frame, PixelLimits limits) throws IOException {
        long pixels = (long) reader.getWidth(frame) * reader.getHeight(frame);
        if (pixels > limits.maxPixels()) {
            throw new PictureException("A frame of the picture is too large.");
        }
    }

    private static ImageReader find(ImageFormat format, String preferred) throws IIOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        ImageReader found = null;
        while (readers.hasNext()) {
            ImageReader next = readers.next();
            if (found == null || next.getClass().getName().startsWith(preferred)) {
                found = next;
            }
        }
        if (found == null) {
            throw new IIOException("No reader for " + format);
        }
        return found;
    }

    /** Aborts a reader that is still busy after the deadline. */
    private record Stopper(Deadline deadline) implements QuietProgress {
        @Override
        public void imageProgress(ImageReader source, float percentageDone) {
            if (deadline.over()) {
                source.abort();
            }
        }
    }
}
