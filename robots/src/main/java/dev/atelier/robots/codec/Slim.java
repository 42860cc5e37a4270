package dev.atelier.robots.codec;

import dev.atelier.robots.codec.jpeg.JpegException;
import dev.atelier.robots.codec.jpeg.JpegRecoder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Makes files smaller without touching a sample of their pictures.
 *
 * @param notes whether metadata stays; what tells colours and orientation always does
 * @param thorough takes the time for the smallest result
 * @param progressive makes a JPEG sharpen while it loads
 */
public record Slim(boolean notes, boolean thorough, boolean progressive, PixelLimits limits) {
    /** Where the TIFF structure begins in a segment that tells the orientation. */
    private static final int TIFF_AT = 10;

    private static final int TIFF_BYTES = 26;

    /**
     * @return the same bytes where nothing can be done
     * @throws PictureException when the file is damaged
     */
    public byte[] of(byte[] file, ImageFormat format) throws IOException {
        try {
            return switch (format) {
                case PNG -> PngRepack.of(file, notes, thorough);
                case JPEG -> recoded(notes ? file : bareJpeg(file));
                case WEBP -> notes ? file : bareWebp(file);
                default -> file;
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

    /**
     * Leaves out comments, application segments but for JFIF, profile, Adobe and a turn, and what
     * follows the end: further pictures there have metadata of their own.
     */
    private static byte[] bareJpeg(byte[] jpeg) throws IOException {
        Bytes in = Bytes.of(jpeg);
        int turn = JpegHeader.read(in).probe().orientation();
        var out = new ByteArrayOutputStream(jpeg.length);
        out.write(jpeg, 0, 2);
        boolean noted = turn == 1;
        int at = nextSegment(jpeg, 2);
        while (at < jpeg.length && in.u8(at + 1) != 0xDA && in.u8(at + 1) != 0xD9) {
            int marker = in.u8(at + 1);
            int length = in.u16be(at + 2) + 2;
            if (!noted && marker != 0xE0) {
                out.writeBytes(orientation(turn));
                noted = true;
            }
            if (staysInJpeg(in, at, marker)) {
                out.writeBytes(in.take(at, length));
            }
            at = nextSegment(jpeg, at + length);
        }
        out.write(jpeg, at, end(in, jpeg, at) - at);
        return out.toByteArray();
    }

    /** Behind the mark of the end; the end of the file where that is missing. */
    private static int end(Bytes in, byte[] jpeg, int scan) throws IOException {
        int at = scan;
        while (at < jpeg.length - 3 && in.u8(at + 1) != 0xD9) {
            at = nextSegment(jpeg, at + 2 + in.u16be(at + 2));
        }
        return at < jpeg.length && in.u8(at + 1) == 0xD9 ? at + 2 : jpeg.length;
    }

    /** Passes over coded samples, restarts among them, and fill bytes. */
    private static int nextSegment(byte[] jpeg, int from) {
        for (int at = from; at < jpeg.length - 1; at++) {
            int marker = jpeg[at + 1] & 0xFF;
            boolean alone = marker >= 0xD0 && marker <= 0xD8;
            if (jpeg[at] == -1 && marker >= 0xC0 && marker != 0xFF && !alone) {
                return at;
            }
        }
        return jpeg.length;
    }

    private static boolean staysInJpeg(Bytes in, long at, int marker) throws PictureException {
        return switch (marker) {
            case 0xE0, 0xEE -> true;
            case 0xE2 -> in.startsWith(at + 4, "ICC_PROFILE");
            default -> marker != 0xFE && (marker & 0xF0) != 0xE0;
        };
    }

    private static byte[] orientation(int turn) {
        byte[] segment = {
            -1,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) turn,
            0,
            0,
            0,
            0,
            0,
            0
        };
        return segment;
    }

    /** Leaves out EXIF and XMP but for a turn. */
    private static byte[] bareWebp(byte[] webp) throws IOException {
        Bytes in = Bytes.of(webp);
        if (!in.tag(12).equals("VP8X")) {
            return webp;
        }
        int turn = WebpHeader.read(in).probe().orientation();
        var out = new ByteArrayOutputStream(webp.length);
        out.write(webp, 0, 12);
        for (long at = 12; at + 8 <= webp.length; ) {
            int length = (int) Math.min(in.u32le(at + 4), webp.length - at - 8);
            String tag = in.tag(at);
            byte[] chunk =
                    in.take(at, (int) Math.min(8L + length + (length & 1), webp.length - at));
            if (tag.equals("VP8X")) {
                chunk[8] = (byte) ((chunk[8] & ~0x0C) | (turn > 1 ? 0x08 : 0));
            }
            if (!tag.equals("EXIF") && !tag.equals("XMP ")) {
                out.writeBytes(chunk);
            }
            at += 8L + length + (length & 1);
        }
        if (turn > 1) {
            out.writeBytes(new byte[out.size() & 1]);
            out.writeBytes(new byte[] {'E', 'X', 'I', 'F', TIFF_BYTES, 0, 0, 0});
            out.write(orientation(turn), TIFF_AT, TIFF_BYTES);
        }
        byte[] bare = out.toByteArray();
        int size = bare.length - 8;
        for (int i = 0; i < 4; i++) {
            bare[4 + i] = (byte) (size >> (8 * i));
        }
        return bare;
    }
}
