package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Decodes a picture whose header has passed the limits; every failure is a clear error. */
final class Decoder {
    private final Path file;
    private final PictureHeader header;
    private final Probe probe;
    private final PixelLimits limits;
    private final Deadline deadline;
    private final int frame;
    private @Nullable String damage;

    private Decoder(Path file, PictureHeader header, int frame, PixelLimits limits) {
        this.file = file;
        this.header = header;
        this.probe = header.probe();
        this.frame = frame;
        this.limits = limits;
        this.deadline = Deadline.in(limits.decodeTime());
    }

    static Picture decode(Path file, PictureHeader header, PixelLimits limits) throws IOException {
        return decode(file, header, 0, limits);
    }

    /**
     * @param frame from 0
     */
    static Picture decode(Path file, PictureHeader header, int frame, PixelLimits limits)
            throws IOException {
        var decoder = new Decoder(file, header, frame, limits);
        try {
            return decoder.picture();
        } catch (PictureException | InterruptedIOException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw decoder.failure(e);
        }
    }

    private Picture picture() throws IOException {
        BufferedImage stored = stored();
        byte[] profile = Profiles.matching(header.blocks().icc(), stored);
        if (stored.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK
                || stored.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_Lab) {
            stored = Srgb8.of(stored, null);
        }
        return new Picture(
                ExifOrientation.upright(stored, probe.orientation()), probe, profile, damage);
    }

    private BufferedImage stored() throws IOException {
        return switch (probe.format()) {
            case JPEG -> jpeg();
            case PNG, BMP -> Readers.image(probe.format(), input(), limits, deadline);
            case TIFF -> Readers.page(ImageFormat.TIFF, frame, input(), limits, deadline);
            case GIF -> gif();
            case WEBP -> webp();
            case SVG -> SvgDecoder.decode(file, probe, limits, deadline);
            case AVIF, HEIC, ICO, PSD ->
                    throw new PictureException(
                            probe.format()
                                    + " pictures cannot be decoded here; send JPEG, PNG, WebP, GIF,"
                                    + " TIFF, BMP or SVG.");
        };
    }

    /** A four-channel JPEG without a note about its colours is CMYK, not a picture with alpha. */
    private BufferedImage jpeg() throws IOException {
        Readers.Decoded decoded = Readers.jpeg(input(), limits, deadline);
        damage = decoded.damage();
        BufferedImage image = decoded.image();
        return image.getColorModel().hasAlpha() && probe.colour() == Probe.Colour.CMYK
                ? Cmyk.toRgb(Readers.jpegSamples(input(), limits, deadline))
                : image;
    }

    private BufferedImage gif() throws IOException {
        if (frame > 0) {
            return Readers.gif(input(), limits, deadline, r -> Frames.gif(r, frame, probe, limits));
        }
        BufferedImage frame = Readers.image(ImageFormat.GIF, input(), limits, deadline);
        try (var in = new FileBytes(file)) {
            return FrameCanvas.place(frame, GifHeader.firstFrame(in), probe);
        }
    }

    private BufferedImage webp() throws IOException {
        try (var in = new FileBytes(file)) {
            if (frame > 0) {
                return webpFrame(in);
            }
            WebpFrame first = WebpFrame.first(in, limits);
            return FrameCanvas.place(webp(first.still()), first.part().getLocation(), probe);
        }
    }

    private BufferedImage webpFrame(Bytes in) throws IOException {
        var frames = new Frames(probe);
        for (int i = 0; i <= frame; i++) {
            WebpFrame next = WebpFrame.at(i, in, limits);
            frames.draw(Srgb8.of(webp(next.still()), null), next.part(), next.blended());
            if (next.cleared() && i < frame) {
                frames.clear(next.part());
            }
        }
        return frames.shown();
    }

    private BufferedImage webp(byte[] still) throws IOException {
        try {
            return Readers.webp(memory(still), limits, deadline);
        } catch (LinkageError e) {
            return Readers.image(ImageFormat.WEBP, memory(still), limits, deadline);
        }
    }

    private TimedImageInput memory(byte[] bytes) {
        return new TimedImageInput(new MemoryChannel(bytes), deadline);
    }

    private TimedImageInput input() throws IOException {
        return new TimedImageInput(Files.newByteChannel(file), deadline);
    }

    private PictureException failure(Throwable cause) {
        for (@Nullable Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof OutOfMemoryError) {
                return new PictureException(
                        "The picture is too large for the memory of this server.", cause);
            }
            if (t instanceof PictureException known) {
                return known;
            }
        }
        return new PictureException(
                "The " + probe.format() + " picture is damaged and cannot be decoded.", cause);
    }
}
