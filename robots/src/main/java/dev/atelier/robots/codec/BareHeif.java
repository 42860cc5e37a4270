package dev.atelier.robots.codec;

import dev.atelier.robots.codec.HeifBoxes.Box;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Writes over the metadata of an AVIF or HEIC, so that everything else stays where the file says it
 * is. How the picture is turned is told elsewhere and stays.
 */
final class BareHeif {
    /** An offset of 0 and a directory without entries. */
    private static final byte[] EMPTY_EXIF = {
        0, 0, 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0
    };

    private static final byte[] EMPTY_XMP =
            "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FREE = "free".getBytes(StandardCharsets.US_ASCII);

    private BareHeif() {}

    static byte[] of(byte[] file) throws PictureException {
        Bytes in = Bytes.of(file);
        HeifItems items = HeifItems.read(in);
        List<Box> needless = NeedlessBoxes.of(in);
        placed(items);
        apart(items, needless);
        byte[] out = file.clone();
        for (Box box : needless) {
            free(out, box);
        }
        for (long item : items.all()) {
            switch (items.type(item)) {
                case "Exif" -> blank(out, items.runs(item), EMPTY_EXIF, (byte) 0);
                case HeifItems.XMP -> blank(out, items.runs(item), EMPTY_XMP, (byte) ' ');
                case "mime", "uri " -> blank(out, items.runs(item), new byte[0], (byte) 0);
                default -> {}
            }
        }
        return out;
    }

    private static boolean tells(String type) {
        return type.equals("Exif")
                || type.equals(HeifItems.XMP)
                || type.equals("mime")
                || type.equals("uri ");
    }

    private static void placed(HeifItems items) throws PictureException {
        for (long item : items.all()) {
            if (tells(items.type(item)) && !items.placed(item)) {
                throw new PictureException("Some of its metadata lies where it is not read here.");
            }
        }
        if (!items.told()) {
            throw new PictureException("The picture is damaged: it has items of no known type.");
        }
    }

    /** Nothing of the picture may be lost with what lies in the same place. */
    private static void apart(HeifItems items, List<Box> needless) throws PictureException {
        List<Box> kept = new ArrayList<>();
        List<Box> gone = new ArrayList<>(needless);
        for (long item : items.all()) {
            (tells(items.type(item)) ? gone : kept).addAll(items.runs(item));
        }
        kept.sort(Comparator.comparingLong(Box::start));
        gone.sort(Comparator.comparingLong(Box::start));
        long keptTo = 0;
        long goneTo = 0;
        for (int k = 0, g = 0; k < kept.size() || g < gone.size(); ) {
            boolean keep =
                    g == gone.size()
                            || (k < kept.size() && kept.get(k).start() < gone.get(g).start());
            Box next = keep ? kept.get(k++) : gone.get(g++);
            if (next.size() > 0 && next.start() < (keep ? goneTo : keptTo)) {
                throw new PictureException(
                        "The picture is damaged: it lies where its metadata does.");
            }
            keptTo = keep ? Math.max(keptTo, next.end()) : keptTo;
            goneTo = keep ? goneTo : Math.max(goneTo, next.end());
        }
    }

    /** What is to be written lies in one piece or not at all. */
    private static void blank(byte[] out, List<Box> runs, byte[] instead, byte filling) {
        for (Box run : runs) {
            fill(out, run.start(), run.end(), filling);
            if (run.size() >= instead.length && runs.size() == 1) {
                System.arraycopy(instead, 0, out, (int) run.start(), instead.length);
            }
        }
    }

    /** Makes it a box of nothing, as long as it was; the rest of a file gets a head of its own. */
    private static void free(byte[] out, Box box) {
        int start = (int) box.start();
        boolean rest = box.type().isEmpty();
        if (box.size() < 8) {
            fill(out, start, box.end(), (byte) 0);
            return;
        }
        if (rest) {
            ByteBuffer.wrap(out).putInt(start, (int) box.size());
        }
        boolean wide = ByteBuffer.wrap(out).getInt(start) == 1;
        System.arraycopy(FREE, 0, out, start + 4, FREE.length);
        fill(out, start + (wide ? 16 : 8), box.end(), (byte) 0);
    }

    private static void fill(byte[] out, long from, long to, byte filling) {
        if (from < to) {
            Arrays.fill(out, (int) from, (int) to, filling);
        }
    }
}
