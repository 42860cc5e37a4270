package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the orientation in metadata blocks, and turns stored pixels upright. */
final class ExifOrientation {
    private static final int TAG = 0x0112;
    private static final Pattern IN_XMP =
            Pattern.compile("tiff:Orientation\\s{0,9}(?:=\\s{0,9}[\"']|>)\\s{0,9}([1-8])\\b");

    private ExifOrientation() {}

    /** 1 to 8; EXIF wins over XMP, and 1 stands for missing or broken. */
    static int of(byte @Nullable [] exif, byte @Nullable [] xmp) {
        int found = exif == null ? 0 : inExif(exif);
        if (found == 0 && xmp != null) {
            found = inXmp(xmp);
        }
        return found == 0 ? 1 : found;
    }

    private static int inExif(byte[] exif) {
        try {
            Ifd ifd = Ifd.first(Bytes.of(exif));
            return ifd == null ? 0 : of(ifd);
        } catch (PictureException e) {
            return 0;
        }
    }

    /** 1 to 8, or 0 when the directory does not say. */
    static int of(Ifd ifd) throws PictureException {
        long value = ifd.number(TAG, 0);
        return value >= 1 && value <= 8 ? (int) value : 0;
    }

    /** A block that tells an orientation and nothing else. */
    static byte[] alone(int orientation) {
        return ByteBuffer.allocate(26)
                .putInt(0x4D4D002A)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) TAG)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .array();
    }

    /** A copy that says upright. */
    static byte[] reset(byte[] exif) throws PictureException {
        byte[] copy = exif.clone();
        Ifd ifd = Ifd.first(Bytes.of(exif));
        Ifd.Entry entry = ifd == null ? null : ifd.entries().get(TAG);
        if (ifd != null && entry != null && entry.type() == 3) {
            int at = (int) entry.at();
            copy[at] = (byte) (ifd.little() ? 1 : 0);
            copy[at + 1] = (byte) (ifd.little() ? 0 : 1);
        }
        return copy;
    }

    private static int inXmp(byte[] xmp) {
        Matcher matcher = IN_XMP.matcher(new String(xmp, StandardCharsets.UTF_8));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** The upright picture, every sample unchanged; the same object when it lies right already. */
    static BufferedImage upright(BufferedImage stored, int orientation) {
        if (orientation <= 1 || orientation > 8) {
            return stored;
        }
        int w = stored.getWidth();
        int h = stored.getHeight();
        boolean turned = orientation >= 5;
        WritableRaster from = stored.getRaster();
        WritableRaster to = from.createCompatibleWritableRaster(turned ? h : w, turned ? w : h);
        copy(from, to, orientation);
        return new BufferedImage(stored.getColorModel(), to, stored.isAlphaPremultiplied(), null);
    }

    private static void copy(WritableRaster from, WritableRaster to, int orientation) {
        int w = from.getWidth();
        int h = from.getHeight();
        boolean rightToLeft = orientation == 2 || orientation == 3;
        boolean bottomUp = orientation == 3 || orientation == 4;
        boolean backwards = orientation == 6 || orientation == 7;
        boolean upwards = orientation == 7 || orientation == 8;
        int bands = from.getNumBands();
        int[] row = new int[w * bands];
        for (int y = 0; y < h; y++) {
            from.getPixels(from.getMinX(), from.getMinY() + y, w, 1, row);
            if (orientation < 5) {
                if (rightToLeft) {
                    reverse(row, bands);
                }
                to.setPixels(0, bottomUp ? h - 1 - y : y, w, 1, row);
            } else {
                if (upwards) {
                    reverse(row, bands);
                }
                to.setPixels(backwards ? h - 1 - y : y, 0, 1, w, row);
            }
        }
    }

    private static void reverse(int[] row, int bands) {
        for (int a = 0, b = row.length - bands; a < b; a += bands, b -= bands) {
            for (int i = 0; i < bands; i++) {
                int kept = row[a + i];
                row[a + i] = row[b + i];
                row[b + i] = kept;
            }
        }
    }
}
