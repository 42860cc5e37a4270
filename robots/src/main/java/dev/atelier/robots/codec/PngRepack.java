package dev.atelier.robots.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Packs the samples of a PNG anew, every sample and every chunk that tells its colours unchanged.
 * Nothing is decoded into a picture, so depth, palette and interlacing stay as they are.
 */
final class PngRepack {
    private static final Set<String> NOTES =
            Set.of("tEXt", "zTXt", "iTXt", "tIME", "eXIf", "pHYs", "dSIG");

    /** Besides those that no decoder can do without. */
    private static final Set<String> OF_THE_PICTURE =
            Set.of(
                    "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "bKGD", "hIST", "cICP", "mDCV",
                    "cLLI", "acTL", "fcTL", "fdAT");

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    /** One chunk of the file. */
    @SuppressWarnings("ArrayRecordComponent")
    record Chunk(String type, byte[] data) {}

    private final List<Chunk> chunks;
    private final boolean thorough;

    /** How the rows were packed so far. */
    private byte[] asItWas = {};

    private PngRepack(List<Chunk> chunks, boolean thorough) {
        this.chunks = chunks;
        this.thorough = thorough;
    }

    /**
     * @param notes whether texts, dates and EXIF stay
     * @param thorough tries more ways
     */
    static byte[] of(byte[] png, boolean notes, boolean thorough) throws IOException {
        List<Chunk> all = chunks(png);
        return new PngRepack(notes ? all : bare(all, turn(png)), thorough).file();
    }

    private static int turn(byte[] png) throws PictureException {
        return PngHeader.read(Bytes.of(png)).probe().orientation();
    }

    /** What the picture is made of, and how it is turned. */
    private static List<Chunk> bare(List<Chunk> all, int turn) {
        List<Chunk> kept = new ArrayList<>();
        for (Chunk each : all) {
            boolean critical = Character.isUpperCase(each.type().charAt(0));
            if (critical || OF_THE_PICTURE.contains(each.type())) {
                kept.add(each);
            }
            if (each.type().equals("IHDR") && turn > 1) {
                kept.add(new Chunk("eXIf", ExifOrientation.alone(turn)));
            }
        }
        return kept;
    }

    /**
     * A PNG with the texts, dates, density and EXIF of another, behind its header. The orientation
     * in EXIF is set to upright, which is what decoding made of it.
     */
    static byte[] withNotes(byte[] png, byte[] from) throws IOException {
        List<Chunk> notes = new ArrayList<>();
        for (Chunk each : chunks(from)) {
            if (NOTES.contains(each.type()) && !each.type().equals("dSIG")) {
                boolean exif = each.type().equals("eXIf");
                byte[] data = exif ? ExifOrientation.reset(each.data()) : each.data();
                notes.add(new Chunk(each.type(), data));
            }
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        var to = new PngChunks(out);
        for (Chunk each : chunks(png)) {
            to.write(each.type(), each.data());
            if (each.type().equals("IHDR")) {
                for (Chunk note : notes) {
                    to.write(note.type(), note.data());
                }
            }
        }
        return out.toByteArray();
    }

    private static byte[] find(List<Chunk> chunks, String type) {
        return chunks.stream()
                .filter(it -> it.type().equals(type))
                .findFirst()
                .map(Chunk::data)
                .orElse(new byte[0]);
    }

    private static List<Chunk> chunks(byte[] png) throws PictureException {
        Bytes in = Bytes.of(png);
        List<Chunk> chunks = new ArrayList<>();
        String type = "";
        for (long at = 8; !type.equals("IEND"); ) {
            long length = in.u32be(at);
            type = in.tag(at + 4);
            if (length > png.length) {
                throw Bytes.endsEarly();
            }
            chunks.add(new Chunk(type, in.take(at + 8, (int) length)));
            at += 12 + length;
        }
        return chunks;
    }

    private byte[] file() throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        var to = new PngChunks(out);
        boolean done = false;
        for (Chunk each : chunks) {
            if (!each.type().equals("IDAT")) {
                to.write(each.type(), each.data());
            } else if (!done) {
                to.write("IDAT", packed());
                done = true;
            }
        }
        return out.toByteArray();
    }

    /** The smallest of the ways tried. */
    private byte[] packed() throws IOException {
        byte[] rows = inflated();
        byte[] best = smaller(asItWas, deflated(rows, Deflater.DEFAULT_STRATEGY));
        Bytes header = Bytes.of(find(chunks, "IHDR"));
        int bits = header.u8(8) * channels(header.u8(9));
        int rowBytes = (int) ((header.u32be(0) * bits + 7) / 8);
        boolean plain = header.u8(12) == 0 && rows.length == header.u32be(4) * (rowBytes + 1L);
        if (plain && thorough) {
            int step = Math.max(1, bits / 8);
            byte[] samples = unfiltered(rows, rowBytes, step);
            best = smaller(best, deflated(filtered(samples, rowBytes, step, true), 0));
            byte[] chosen = filtered(samples, rowBytes, step, false);
            best = smaller(best, deflated(chosen, Deflater.FILTERED));
            best = smaller(best, deflated(chosen, Deflater.DEFAULT_STRATEGY));
        }
        return best;
    }

    private static int channels(int colourType) {
        return switch (colourType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    private static byte[] smaller(byte[] a, byte[] b) {
        return b.length < a.length ? b : a;
    }

    private byte[] inflated() throws IOException {
        Bytes header = Bytes.of(find(chunks, "IHDR"));
        long most = (header.u32be(0) * 8 + 64) * (header.u32be(4) + 64);
        var out = new ByteArrayOutputStream();
        var packed = new ByteArrayOutputStream();
        try (var inflater = new Inflater()) {
            byte[] part = new byte[65_536];
            for (Chunk each : chunks) {
                if (each.type().equals("IDAT")) {
                    packed.writeBytes(each.data());
                    inflater.setInput(each.data());
                    for (int n = inflater.inflate(part); n > 0; n = inflater.inflate(part)) {
                        out.write(part, 0, n);
                        if (out.size() > most) {
                            throw new PictureException("The PNG holds more than its size says.");
                        }
                    }
                }
            }
            if (!inflater.finished()) {
                throw new PictureException("The PNG is cut short.");
            }
            // what lies behind the last row goes
            asItWas = Arrays.copyOf(packed.toByteArray(), (int) inflater.getBytesRead());
        } catch (DataFormatException broken) {
            throw new PictureException("The data of the PNG is broken.", broken);
        }
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] rows, int strategy) {
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setStrategy(strategy);
            deflater.setInput(rows);
            deflater.finish();
            var out = new ByteArrayOutputStream(rows.length / 2 + 64);
            byte[] part = new byte[65_536];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        }
    }

    private static byte[] filtered(byte[] samples, int rowBytes, int step, boolean plain) {
        var filter =
                new PngFilter(
                        rowBytes, step, plain ? PngFilter.Choice.PLAIN : PngFilter.Choice.ALL);
        var out = new ByteArrayOutputStream(samples.length + samples.length / rowBytes);
        byte[] row = new byte[rowBytes];
        for (int at = 0; at < samples.length; at += rowBytes) {
            System.arraycopy(samples, at, row, 0, rowBytes);
            out.write(filter.apply(row), 0, rowBytes + 1);
        }
        return out.toByteArray();
    }

    private static byte[] unfiltered(byte[] rows, int rowBytes, int step) throws PictureException {
        int count = rows.length / (rowBytes + 1);
        byte[] out = new byte[count * rowBytes];
        for (int y = 0; y < count; y++) {
            int filter = rows[y * (rowBytes + 1)];
            if (filter < 0 || filter > 4) {
                throw new PictureException("The data of the PNG is broken.");
            }
            for (int i = 0; i < rowBytes; i++) {
                int at = y * rowBytes + i;
                int left = i < step ? 0 : out[at - step] & 0xFF;
                int above = y == 0 ? 0 : out[at - rowBytes] & 0xFF;
                int corner = y == 0 || i < step ? 0 : out[at - rowBytes - step] & 0xFF;
                int guess = guess(filter, left, above, corner);
                out[at] = (byte) (rows[y * (rowBytes + 1) + 1 + i] + guess);
            }
        }
        return out;
    }

    private static int guess(int filter, int left, int above, int corner) {
        return switch (filter) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> (left + above) >> 1;
            case 4 -> {
                int toLeft = Math.abs(above - corner);
                int toAbove = Math.abs(left - corner);
                int toCorner = Math.abs(left + above - corner - corner);
                yield toLeft <= toAbove && toLeft <= toCorner
                        ? left
                        : toAbove <= toCorner ? above : corner;
            }
            default -> 0;
        };
    }
}
