package dev.atelier.robots.codec;

import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Chooses the writer for a format; every failure of a writer is a clear error. */
record Encoder(Libraries libraries) {

    void encode(BufferedImage image, Encoding encoding, Path out) throws IOException {
        if (!encoding.format().encodable()) {
            throw new PictureException(
                    encoding.format()
                            + " pictures cannot be written here; choose JPEG, PNG, WebP,"
                            + " GIF, TIFF or BMP.");
        }
        checkSize(image, encoding.format());
        if (encoding.format().needsLibrary()) {
            libraries
                    .heif(encoding.format(), false)
                    .encode(image, withProfile(image, encoding), out);
            return;
        }
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(out), 65_536)) {
            write(image, withProfile(image, encoding), stream);
        } catch (RuntimeException e) {
            throw new PictureException(
                    "The picture could not be written as " + encoding.format() + ".", e);
        } catch (OutOfMemoryError e) {
            throw new PictureException(
                    "The picture is too large for the memory of this server.", e);
        }
    }

    /** Every failure of a writer on the way is a clear error as well. */
    static FrameWriter animation(Encoding encoding, int plays, Path out) throws IOException {
        FrameWriter writer =
                encoding.format() == ImageFormat.WEBP
                        ? new WebpAnimation(out, encoding, plays)
                        : new GifAnimation(
                                new BufferedOutputStream(Files.newOutputStream(out), 65_536),
                                plays);
        return new FrameWriter() {
            @Override
            public void add(BufferedImage image, int millis) throws IOException {
                checkSize(image, encoding.format());
                try {
                    writer.add(image, millis);
                } catch (RuntimeException | OutOfMemoryError e) {
                    throw new PictureException(
                            "The animation could not be written as " + encoding.format() + ".", e);
                }
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }

    private void write(BufferedImage image, Encoding encoding, OutputStream out)
            throws IOException {
        switch (encoding.format()) {
            case JPEG -> JpegWriter.write(image, encoding, libraries.turboJpeg(), out);
            case PNG -> PngWriter.write(image, encoding, out);
            case GIF -> GifWriter.write(image, encoding, out);
            case WEBP -> WebpWriter.write(image, encoding, out);
            case TIFF -> TiffWriter.write(image, encoding, out);
            case BMP -> BmpWriter.write(image, encoding, out);
            case SVG, AVIF, HEIC, ICO, PSD -> throw new IllegalStateException();
        }
    }

    /** Samples that speak another colour space than sRGB never leave without their profile. */
    private static Encoding withProfile(BufferedImage image, Encoding encoding) {
        ICC_Profile own = encoding.iccProfile() == null ? Profiles.own(image) : null;
        return own == null
                ? encoding
                : encoding.withIccProfile(Profiles.matching(own.getData(), image));
    }

    private static void checkSize(BufferedImage image, ImageFormat format) throws PictureException {
        int most = format == ImageFormat.WEBP ? 16_383 : 65_500;
        if (Math.max(image.getWidth(), image.getHeight()) > most) {
            throw new PictureException(
                    "A " + format + " picture can be at most " + most + " pixels wide and high.");
        }
    }
}
