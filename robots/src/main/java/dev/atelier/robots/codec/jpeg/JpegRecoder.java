package dev.atelier.robots.codec.jpeg;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores the very coefficients of a JPEG anew, with the shortest codes, in one scan or in scans
 * that sharpen the picture while it loads. No sample changes.
 */
public final class JpegRecoder {
    private static final int MOST_BLOCKS_IN_UNIT = 10;

    private final byte[] jpeg;
    private final JpegDecoder.Stored stored;
    private final boolean progressive;
    private final Checkpoint checkpoint;
    private final ByteArrayOutputStream out;

    private JpegRecoder(
            byte[] jpeg, JpegDecoder.Stored stored, boolean progressive, Checkpoint checkpoint) {
        this.jpeg = jpeg;
        this.stored = stored;
        this.progressive = progressive;
        this.checkpoint = checkpoint;
        this.out = new ByteArrayOutputStream(jpeg.length);
    }

    /**
     * All segments before the picture stay, but for those that tell how it is coded.
     *
     * @param progressive in several scans; what is so already stays so
     * @param mostPixels that the picture may have
     * @throws UnsupportedJpegException when it is of a kind that cannot be stored anew here, or
     *     other data follows the picture that may depend on where it lies
     * @throws JpegException when the picture is not whole
     */
    public static byte[] recode(
            byte[] jpeg, boolean progressive, long mostPixels, Checkpoint checkpoint)
            throws IOException {
        JpegDecoder.Stored stored = JpegDecoder.stored(jpeg, mostPixels, checkpoint);
        for (int at = stored.end(); at < jpeg.length; at++) {
            if (jpeg[at] != 0) {
                throw new UnsupportedJpegException("other data follows the picture");
            }
        }
        boolean scans = progressive || stored.frame().progressive();
        return new JpegRecoder(jpeg, stored, scans, checkpoint).recoded();
    }

    private byte[] recoded() throws IOException {
        out.write(jpeg, 0, 2);
        int scanned = segments();
        check(scanned);
        for (Scan scan : progressive ? plan() : List.of(whole())) {
            write(scan);
        }
        out.write(0xFF);
        out.write(0xD9);
        return out.toByteArray();
    }

    /** Copies those before the first scan; returns where that is. */
    private int segments() throws IOException {
        int at = 2;
        while (true) {
            while (at + 1 < jpeg.length && (jpeg[at] != -1 || jpeg[at + 1] == -1)) {
                at++;
            }
            int marker = jpeg[at + 1] & 0xFF;
            if (marker == 0xDA) {
                return at;
            }
            int end = new Segment(jpeg, at + 2).end();
            boolean frame = marker >= 0xC0 && marker <= 0xC2;
            if (frame || (marker != 0xC4 && marker != 0xDD)) {
                out.write(0xFF);
                out.write(frame && progressive ? 0xC2 : marker);
                out.write(jpeg, at + 2, end - at - 2);
            }
            at = end;
        }
    }

    /** What comes between scans must say nothing that is still needed. */
    private void check(int firstScan) throws JpegException {
        int blocks = 0;
        for (Component c : stored.frame().components()) {
            blocks += stored.frame().components().size() == 1 ? 1 : c.across * c.down;
        }
        if (blocks > MOST_BLOCKS_IN_UNIT) {
            throw new UnsupportedJpegException("too many blocks in a unit");
        }
        for (int at = firstScan + 2; at + 1 < stored.end() - 2; at++) {
            int marker = jpeg[at] == -1 ? jpeg[at + 1] & 0xFF : 0;
            if (marker == 0xDB || (marker >= 0xE0 && marker != 0xFF)) {
                throw new UnsupportedJpegException("segments between the scans");
            }
        }
    }

    private Scan whole() {
        return new Scan(stored.frame().components(), 0, 63, 0, 0, 0);
    }

    /**
     * Coarse means of all channels, the first waves, colours, the rest, and the means' last bit.
     */
    private List<Scan> plan() {
        List<Component> all = stored.frame().components();
        List<Component> first = all.subList(0, 1);
        List<Scan> scans = new ArrayList<>();
        scans.add(new Scan(all, 0, 0, 0, 1, 0));
        scans.add(new Scan(first, 1, 5, 0, 0, 0));
        for (int i = 1; i < all.size(); i++) {
            scans.add(new Scan(all.subList(i, i + 1), 1, 63, 0, 0, 0));
        }
        scans.add(new Scan(first, 6, 63, 0, 0, 0));
        scans.add(new Scan(all, 0, 0, 1, 0, 0));
        return scans;
    }

    private void write(Scan scan) throws IOException {
        var counter = new SymbolSink.Counter();
        coder(scan, counter).code(checkpoint);
        var codes = new @Nullable HuffmanCode[4];
        for (int table = 0; table < 4; table++) {
            if (counter.used(table)) {
                var code = new HuffmanCode(counter.uses[table]);
                codes[table] = code;
                segment(0xC4, code.table((table & 1) | (table & 2) << 3));
            }
        }
        segment(0xDA, header(scan));
        var writer = new BitWriter(codes, out);
        coder(scan, writer).code(checkpoint);
        writer.end();
    }

    private ScanCoder coder(Scan scan, SymbolSink sink) {
        return new ScanCoder(stored.frame(), stored.coefficients(), scan, !progressive, sink);
    }

    private byte[] header(Scan scan) {
        int count = scan.components().size();
        byte[] header = new byte[4 + 2 * count];
        header[0] = (byte) count;
        for (int i = 0; i < count; i++) {
            Component c = scan.components().get(i);
            int table = Math.min(1, stored.frame().components().indexOf(c));
            header[1 + 2 * i] = (byte) c.id;
            header[2 + 2 * i] = (byte) (table << 4 | table);
        }
        header[1 + 2 * count] = (byte) scan.first();
        header[2 + 2 * count] = (byte) scan.last();
        header[3 + 2 * count] = (byte) (scan.high() << 4 | scan.low());
        return header;
    }

    private void segment(int marker, byte[] content) {
        out.write(0xFF);
        out.write(marker);
        out.write((content.length + 2) >> 8);
        out.write(content.length + 2);
        out.writeBytes(content);
    }
}
