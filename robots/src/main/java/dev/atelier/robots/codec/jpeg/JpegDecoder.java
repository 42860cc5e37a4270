package dev.atelier.robots.codec.jpeg;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes sequential and progressive JPEG with Huffman codes, 8 bits and one or three channels. A
 * picture whose data ends early or makes no sense in places is given as far as it goes.
 */
public final class JpegDecoder {
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;

    private final byte[] jpeg;
    private final int eighths;
    private final long mostPixels;
    private final Checkpoint checkpoint;
    private final boolean asStored;
    private final Tables tables = new Tables();
    private final Flaws flaws = new Flaws();
    private @Nullable Frame frame;
    private @Nullable ManyPasses passes;
    private int at = 2;

    private JpegDecoder(
            byte[] jpeg, int eighths, long mostPixels, Checkpoint checkpoint, boolean asStored) {
        this.jpeg = jpeg;
        this.eighths = eighths;
        this.mostPixels = mostPixels;
        this.checkpoint = checkpoint;
        this.asStored = asStored;
    }

    /**
     * @param eighths 8 for the picture as it is, 4, 2 or 1 for a half, a quarter or an eighth of it
     * @param mostPixels that the picture in the file may have
     * @throws UnsupportedJpegException when it is of another kind
     * @throws JpegException when there is no picture in it
     */
    public static JpegPicture decode(
            byte[] jpeg, int eighths, long mostPixels, Checkpoint checkpoint) throws IOException {
        return new JpegDecoder(jpeg, eighths, mostPixels, checkpoint, false).decode();
    }

    /**
     * The coefficients of a picture of one, three or four channels, as they are stored.
     *
     * @param end of the picture in the file
     */
    record Stored(Frame frame, List<Coefficients> coefficients, int end) {}

    /**
     * @throws JpegException also when a part of the picture is missing or broken
     */
    static Stored stored(byte[] jpeg, long mostPixels, Checkpoint checkpoint) throws IOException {
        var decoder = new JpegDecoder(jpeg, 8, mostPixels, checkpoint, true);
        for (int marker = decoder.marker(); marker != END; marker = decoder.marker()) {
            if (marker == SCAN) {
                decoder.scan();
            } else if (marker >= 0) {
                decoder.segment(marker);
            } else {
                throw new JpegException("it is cut short");
            }
        }
        Frame frame = decoder.frame;
        ManyPasses passes = decoder.passes;
        if (frame == null || passes == null || decoder.flaws.any()) {
            throw new JpegException("it is not whole");
        }
        return new Stored(frame, passes.all(), decoder.at);
    }

    private JpegPicture decode() throws IOException {
        while (true) {
            int marker = marker();
            if (marker < 0 || marker == END) {
                return painted(marker < 0);
            }
            if (marker == SCAN) {
                JpegPicture whole = scan();
                if (whole != null) {
                    return whole;
                }
            } else {
                segment(marker);
            }
        }
    }

    /** The next marker that a segment follows; -1 at the end of the file. */
    private int marker() {
        while (at + 1 < jpeg.length) {
            int next = jpeg[at + 1] & 0xFF;
            boolean marker = jpeg[at] == -1 && next != 0 && next != 0xFF;
            at += marker ? 2 : 1;
            if (marker && next != 0x01 && (next < 0xD0 || next > 0xD8)) {
                return next;
            }
        }
        return -1;
    }

    private void segment(int marker) throws JpegException {
        Segment in = new Segment(jpeg, at);
        at = in.end();
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8) {
            if (marker > 0xC2) {
                throw new UnsupportedJpegException("arithmetic, lossless or hierarchical");
            }
            if (frame != null) {
                throw new JpegException("there are two frames");
            }
            frame = frame(in, marker == 0xC2);
        } else {
            tables.read(marker, in);
        }
    }

    private Frame frame(Segment in, boolean progressive) throws JpegException {
        int bits = in.u8();
        int height = in.u16();
        int width = in.u16();
        int count = in.u8();
        boolean known = count == 1 || count == 3 || (count == 4 && asStored);
        if (bits != 8 || !known || height == 0) {
            throw new UnsupportedJpegException("not 8 bits of one or three channels");
        }
        if (width == 0 || (long) width * height > mostPixels) {
            throw new JpegException("the size is not that of the header");
        }
        var components = new ArrayList<Component>();
        for (int i = 0; i < count; i++) {
            int id = in.u8();
            int sampling = in.u8();
            int across = count == 1 ? 1 : sampling >> 4;
            int down = count == 1 ? 1 : sampling & 15;
            if (across < 1 || across > 4 || down < 1 || down > 4) {
                throw new JpegException("a channel has no sound size");
            }
            components.add(new Component(id, across, down, in.u8() & 3));
        }
        return Frame.of(width, height, progressive, components, eighths);
    }

    /** The picture when this scan holds all of it. */
    private @Nullable JpegPicture scan() throws IOException {
        Frame known = frame;
        if (known == null) {
            throw new JpegException("a scan comes before its frame");
        }
        Scan scan = Scan.read(new Segment(jpeg, at), known, tables);
        var in = new BitReader(jpeg, scan.dataAt());
        var intervals = new Intervals(jpeg, in, scan.components(), tables.interval());
        boolean all = scan.components().size() == known.components().size();
        if (all && !known.progressive() && passes == null && !asStored) {
            return onePass(known, scan, in, intervals);
        }
        if (passes == null) {
            passes = new ManyPasses(known);
        }
        boolean sound = passes.scan(scan, in, intervals, checkpoint);
        if (!sound) {
            note(in);
        }
        at = in.nextMarker();
        return null;
    }

    private void note(BitReader in) {
        if (in.broken()) {
            flaws.broken(0);
        } else {
            flaws.cut(0);
        }
    }

    private JpegPicture onePass(Frame known, Scan scan, BitReader in, Intervals intervals)
            throws IOException {
        List<Plane> planes = scan.components().stream().map(c -> new Plane(known, c)).toList();
        var painter = new Painter(known, planes, luma(known));
        new OnePass(known, scan, in, intervals, flaws).decode(planes, painter, checkpoint);
        if (in.exhausted()) {
            flaws.cut(known.outHeight() - known.unitRows());
        }
        return flaws.picture(known, painter.rgb());
    }

    private boolean luma(Frame known) {
        return known.components().size() == 3 && tables.luma(known.components());
    }

    private JpegPicture painted(boolean endless) throws IOException {
        Frame known = frame;
        if (known == null || passes == null) {
            throw new JpegException("there is no picture in it");
        }
        if (endless) {
            flaws.cut(0);
        }
        List<Plane> planes = known.components().stream().map(c -> new Plane(known, c)).toList();
        var painter = new Painter(known, planes, luma(known));
        passes.paint(planes, painter, checkpoint);
        return flaws.picture(known, painter.rgb());
    }
}
