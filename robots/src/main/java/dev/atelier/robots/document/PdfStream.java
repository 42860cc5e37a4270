package dev.atelier.robots.document;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks the streams that tell where the objects of a PDF are: ISO 32000-1, 7.4.4. They stay in
 * memory as long as the PDF is read, so all of them share what they may unpack to.
 */
final class PdfStream {
    private static final int MOST = 16 << 20;
    private static final int MOST_OF_ALL = 32 << 20;

    private long left = MOST_OF_ALL;

    /**
     * @throws DocumentException when it is packed in another way, broken or larger than 16 MiB, or
     *     too large together with those before it
     */
    byte[] unpacked(PdfValue.Dict about, PdfBytes in, long at, long length)
            throws DocumentException {
        check(length, length);
        byte[] packed = in.take(at, length);
        PdfValue filter = about.get("Filter");
        PdfValue settings = about.get("DecodeParms");
        if (filter instanceof PdfValue.Items items && items.all().size() == 1) {
            filter = items.all().getFirst();
        }
        if (settings instanceof PdfValue.Items items && items.all().size() == 1) {
            settings = items.all().getFirst();
        }
        if (filter == null) {
            left -= length;
            return packed;
        }
        if (!(filter instanceof PdfValue.Name name) || !name.text().equals("FlateDecode")) {
            throw new DocumentException("is packed in an unusual way");
        }
        byte[] plain = inflated(packed);
        return settings instanceof PdfValue.Dict dict && dict.number("Predictor") >= 10
                ? unfiltered(plain, Math.clamp(dict.number("Columns"), 1, 1 << 16))
                : plain;
    }

    private void check(long whole, long more) throws DocumentException {
        if (whole > MOST) {
            throw new DocumentException("unpacks to more than 16 MiB");
        }
        if (more > left) {
            throw new DocumentException("unpacks to more than 32 MiB");
        }
    }

    private byte[] inflated(byte[] packed) throws DocumentException {
        var out = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        try (var inflater = new Inflater()) {
            inflater.setInput(packed);
            for (int n = inflater.inflate(part); n > 0; n = inflater.inflate(part)) {
                check((long) out.size() + n, n);
                left -= n;
                out.write(part, 0, n);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new DocumentException("is damaged or encrypted");
        }
    }

    /** Rows as those of a PNG, of one byte a sample. */
    private static byte[] unfiltered(byte[] rows, int columns) {
        int count = rows.length / (columns + 1);
        byte[] out = new byte[count * columns];
        for (int y = 0; y < count; y++) {
            int filter = rows[y * (columns + 1)];
            for (int x = 0; x < columns; x++) {
                int here = y * columns + x;
                int left = x == 0 ? 0 : out[here - 1] & 0xFF;
                int above = y == 0 ? 0 : out[here - columns] & 0xFF;
                int corner = x == 0 || y == 0 ? 0 : out[here - columns - 1] & 0xFF;
                out[here] =
                        (byte)
                                (rows[y * (columns + 1) + 1 + x]
                                        + guess(filter, left, above, corner));
            }
        }
        return out;
    }

    private static int guess(int filter, int left, int above, int corner) {
        int toLeft = Math.abs(above - corner);
        int toAbove = Math.abs(left - corner);
        int toCorner = Math.abs(left + above - 2 * corner);
        return switch (filter) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> (left + above) / 2;
            case 4 ->
                    toLeft <= toAbove && toLeft <= toCorner
                            ? left
                            : toAbove <= toCorner ? above : corner;
            default -> 0;
        };
    }
}
