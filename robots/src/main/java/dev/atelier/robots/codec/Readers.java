package dev.atelier.robots.codec;

import com.luciad.imageio.webp.WebPImageReaderSpi;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Iterator;

import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/** Runs one ImageIO reader over one picture, within the limits and the deadline. */
final class Readers {
    private Readers() {}

    interface Reading<T> {
        T read(ImageReader reader) throws IOException;
    }

    static BufferedImage image(
            ImageFormat format, TimedImageInput in, PixelLimits limits, Deadline deadline)
            throws IOException {
        return with(find(format, "com.twelvemonkeys."), in, limits, deadline, r -> r.read(0));
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
            reader.setInput(in, false, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > limits.maxPixels()) {
                throw new PictureException("The first frame of the picture is too large.");
            }
            reader.addIIOReadProgressListener(new Stopper(deadline));
            T result = reading.read(reader);
            deadline.check();
            return result;
        } finally {
            reader.dispose();
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
    private record Stopper(Deadline deadline) implements IIOReadProgressListener {
        @Override
        public void imageProgress(ImageReader source, float percentageDone) {
            if (deadline.over()) {
                source.abort();
            }
        }

        @Override
        public void sequenceStarted(ImageReader source, int minIndex) {}

        @Override
        public void sequenceComplete(ImageReader source) {}

        @Override
        public void imageStarted(ImageReader source, int imageIndex) {}

        @Override
        public void imageComplete(ImageReader source) {}

        @Override
        public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

        @Override
        public void thumbnailProgress(ImageReader source, float percentageDone) {}

        @Override
        public void thumbnailComplete(ImageReader source) {}

        @Override
        public void readAborted(ImageReader source) {}
    }
}
