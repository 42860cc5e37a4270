package dev.atelier.robots.codec;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The filtered rows of a PNG, inflated from its chunks a few at a time. */
final class PngData implements AutoCloseable {
    private static final int IDAT = 0x49444154;
    private static final int BLOCK = 65_536;

    private final DataInputStream in;
    private final Inflater inflater = new Inflater();
    private final byte[] packed = new byte[BLOCK];
    private final int rowBytes;
    private final byte[] rows;
    private int left;
    private int at;
    private int end;

    /**
     * @param in behind the head of the first chunk of data
     * @param length of that chunk
     * @param rowBytes with the filter byte
     */
    PngData(DataInputStream in, int length, int rowBytes) {
        this.in = in;
        this.left = length;
        this.rowBytes = rowBytes;
        this.rows = new byte[Math.max(1, BLOCK / rowBytes) * rowBytes];
    }

    /**
     * Fills in the next row and gives its filter.
     *
     * @param remaining rows, with this one: never more is asked of the data
     */
    int next(byte[] row, int remaining) throws IOException {
        if (at == end) {
            at = 0;
            end = (int) Math.min(rows.length, (long) remaining * rowBytes);
            inflate();
        }
        System.arraycopy(rows, at + 1, row, 0, rowBytes - 1);
        int filter = rows[at];
        at += rowBytes;
        return filter;
    }

    private void inflate() throws IOException {
        try {
            for (int done = 0; done < end; ) {
                int n = inflater.inflate(rows, done, end - done);
                done += n;
                if (n == 0) {
                    feed();
                }
            }
        } catch (DataFormatException broken) {
            throw new PictureException("The data of the PNG is broken.", broken);
        }
    }

    private void feed() throws IOException {
        if (inflater.finished() || inflater.needsDictionary()) {
            throw new PictureException("The PNG holds less than its size says.");
        }
        while (left == 0) {
            in.skipNBytes(4);
            left = in.readInt();
            if (in.readInt() != IDAT || left < 0) {
                throw new PictureException("The PNG holds less than its size says.");
            }
        }
        int n = in.read(packed, 0, Math.min(left, packed.length));
        if (n < 0) {
            throw new EOFException();
        }
        left -= n;
        inflater.setInput(packed, 0, n);
    }

    @Override
    public void close() {
        inflater.close();
    }
}
