package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.Rectangle;
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
    private final Libraries libraries;
    private final Need need;
    private Reduction reduction = Reduction.NONE;
    private @Nullable String damage;

    private Decoder(
            Path file,
            PictureHeader header,
            int frame,
            PixelLimits limits,
            Libraries libraries,
            Need need) {
        this.file = file;
        this.header = header;
        this.probe = header.probe();
        this.frame = frame;
        this.limits = limits;
        this.deadline = Deadline.in(limits.decodeTime());
        this.libraries = libraries;
        this.need = need;
    }

    /**
     * @param frame from 0
     */
    static Picture decode(
            Path file,
            PictureHeader header,
            int frame,
            PixelLimits limits,
            Libraries libraries,
            Need need)
            throws IOException {
        var decoder = new Decoder(file, header, frame, limits, libraries, need);
        try {
            return decoder.picture();
        } catch (PictureException | InterruptedIOException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw decoder.failure(e);
        }
    }

    /** Shows all frames of a GIF or WebP, one after another. */
    static void play(Path file, PictureHeader header, PixelLimits limits, FrameSink sink)
            throws IOException {
        int last = header.probe().frames() - 1;
        var decoder = new Decoder(file, header, last, limits, Libraries.off(), Need.ALL);
        try {
            decoder.play((canvas, millis) -> sink.frame(decoder.shown(canvas.shown()), millis));
        } catch (FrameReader.SinkFailed failed) {
            throw failed.rethrown();
        } catch (PictureException | InterruptedIOException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw decoder.failure(e);
        }
    }

    private Picture picture() throws IOException {
        return shown(stored());
    }

    private Picture shown(BufferedImage decoded) throws IOException {
        BufferedImage stored = decoded;
        byte[] profile = Profiles.matching(header.blocks().icc(), stored);
        CodedColours coded = header.coded();
        String note = coded == null ? null : coded.unknown();
        if (coded != null && coded.highRange()) {
            note =
                    "has parts brighter than white (%s), which were darkened to fit into sRGB"
                            .formatted(coded.transfer() == CodedColours.PQ ? "PQ" : "HLG");
            stored = HighRange.toSrgb(stored, coded, deadline);
            profile = null;
        } else if (coded != null && note == null) {
            profile = coded.plain() ? null : Profiles.matching(coded.profile(), stored);
        }
        if (stored.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK
                || stored.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_Lab) {
            stored = Srgb8.of(stored, null);
        }
        return new Picture(
                ExifOrientation.upright(stored, probe.orientation()),
                probe,
                profile,
                damage,
                note,
                reduction);
    }

    private BufferedImage stored() throws IOException {
        return switch (probe.format()) {
            case JPEG -> jpeg();
            case PNG -> png();
            case BMP -> Readers.image(ImageFormat.BMP, input(), limits, deadline);
            case TIFF -> Readers.page(ImageFormat.TIFF, frame, input(), limits, deadline);
            case GIF -> gif();
            case WEBP -> webp();
            case SVG -> SvgDecoder.decode(file, probe, limits, deadline);
            case AVIF, HEIC ->
                    libraries.heif(probe.format(), true).decode(file, probe, limits, deadline);
            case ICO, PSD ->
                    throw new PictureException(
                            probe.format()
                                    + " pictures cannot be decoded here; send JPEG, PNG, WebP, GIF,"
                                    + " TIFF, BMP or SVG.");
        };
    }

    private BufferedImage jpeg() throws IOException {
        var source = new JpegSource(file, probe, need.reduction(probe), limits, deadline);
        for (JpegReader reader : libraries.jpegReaders()) {
            JpegReader.Decoded decoded = reader.read(source);
            if (decoded != null) {
                damage = decoded.damage();
                reduction = decoded.reduction();
                return decoded.image();
            }
        }
        throw new IllegalStateException("nothing reads this JPEG");
    }

    private BufferedImage png() throws IOException {
        BufferedImage common = PngReader.read(file, limits, deadline);
        return common == null ? Readers.image(ImageFormat.PNG, input(), limits, deadline) : common;
    }

    private BufferedImage gif() throws IOException {
        if (frame > 0) {
            return play((canvas, millis) -> {});
        }
        BufferedImage first = Readers.image(ImageFormat.GIF, input(), limits, deadline);
        try (var in = new FileBytes(file)) {
            Rectangle part = GifHeader.frames(in).getFirst().part();
            return FrameCanvas.place(first, part.getLocation(), probe);
        }
    }

    private BufferedImage webp() throws IOException {
        if (frame > 0) {
            return play((canvas, millis) -> {});
        }
        try (var in = new FileBytes(file)) {
            WebpFrame first = WebpFrame.first(in, limits);
            return FrameCanvas.place(webp(first.still()), first.rule().part().getLocation(), probe);
        }
    }

    private BufferedImage play(FrameReader.Screen screen) throws IOException {
        var reader = new FrameReader(file, probe, limits, deadline);
        if (probe.format() == ImageFormat.GIF) {
            Readers.gif(
                    input(),
                    limits,
                    deadline,
                    images -> {
                        reader.gif(images, frame, screen);
                        return reader;
                    });
        } else {
            reader.webp(this::webp, frame, screen);
        }
        return reader.shown();
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
