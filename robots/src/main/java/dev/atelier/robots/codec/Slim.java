package dev.atelier.robots.codec;

import dev.atelier.robots.codec.jpeg.JpegException;
import dev.atelier.robots.codec.jpeg.JpegRecoder;

import java.io.IOException;

/**
 * Makes files smaller without touching a sample of their pictures.
 *
 * @param notes whether metadata stays; what tells colours and orientation always does
 * @param thorough takes the time for the smallest result
 * @param progressive makes a JPEG sharpen while it loads
 */
public record Slim(boolean notes, boolean thorough, boolean progressive, PixelLimits limits) {
    /** Whether metadata can be left out of files of this format. */
    public static boolean bares(ImageFormat format) {
        return switch (format) {
            case JPEG, PNG, GIF, WEBP, SVG, AVIF, HEIC -> true;
            case BMP, TIFF, ICO, PSD -> false;
        };
    }

    /**
     * @return the same bytes where nothing can be done
     * @throws PictureException when the file is damaged
     */
    public byte[] of(byte[] file, ImageFormat format) throws IOException {
        try {
            return switch (format) {
                case PNG -> PngRepack.of(file, notes, thorough);
                case JPEG -> recoded(notes ? file : BareJpeg.of(file));
                case WEBP -> notes ? file : BareWebp.of(file);
                case GIF -> notes ? file : BareGif.of(file);
                case SVG -> notes ? file : BareSvg.of(file);
                case AVIF, HEIC -> notes ? file : BareHeif.of(file);
                case BMP, TIFF, ICO, PSD -> file;
            };
        } catch (IndexOutOfBoundsException | ArithmeticException | NegativeArraySizeException e) {
            throw new PictureException("The " + format + " picture is damaged.", e);
        }
    }

    /**
     * A PNG of the same picture with the metadata of another, but for its profile; it must lie
     * upright.
     */
    public static byte[] withNotes(byte[] png, byte[] from) throws IOException {
        return PngRepack.withNotes(png, from);
    }

    private byte[] recoded(byte[] jpeg) throws IOException {
        if (!thorough && !progressive) {
            return jpeg;
        }
        try {
            Deadline deadline = Deadline.in(limits.decodeTime());
            byte[] recoded =
                    JpegRecoder.recode(jpeg, progressive, limits.maxPixels(), deadline::check);
            boolean wanted = progressive && !isProgressive(jpeg);
            return recoded.length < jpeg.length || wanted ? recoded : jpeg;
        } catch (JpegException notWholeOrOfAnotherKind) {
            return jpeg;
        }
    }

    /** Whether a JPEG sharpens while it loads. */
    public static boolean isProgressive(byte[] jpeg) throws IOException {
        Bytes in = Bytes.of(jpeg);
        for (long at = 2; in.u8(at) == 0xFF && in.u8(at + 1) != 0xDA; ) {
            if (in.u8(at + 1) == 0xC2) {
                return true;
            }
            at += in.u16be(at + 2) + 2;
        }
        return false;
    }

    /** Whether a GIF has a colour profile, which only its own bytes can carry on. */
    public static boolean isProfiled(byte[] gif) throws IOException {
        return GifHeader.profiled(Bytes.of(gif));
    }
}
