package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Copies the entries people care about (the first directory, its EXIF and GPS directories) out of a
 * TIFF file into a small TIFF structure of its own, so that nobody has to walk the file itself.
 */
final class ExifCopy {
    private static final int EXIF = 0x8769;
    private static final int GPS = 0x8825;
    private static final int MAX_VALUE = 65_536;
    private static final int MAX_TOTAL = Blocks.MAX_EXIF;

    private final boolean little;
    private byte[] out = new byte[4096];
    private int used = 8;

    private ExifCopy(boolean little) {
        this.little = little;
    }

    /** The copy, or null for a variant of TIFF it cannot express. */
    static byte @Nullable [] of(Ifd ifd) throws PictureException {
        if (ifd.big()) {
            return null;
        }
        var copy = new ExifCopy(ifd.little());
        copy.out[0] = copy.out[1] = (byte) (ifd.little() ? 'I' : 'M');
        copy.put16(2, 42);
        copy.put32(4, 8);
        copy.directory(ifd, true);
        return Arrays.copyOf(copy.out, copy.used);
    }

    private int directory(Ifd ifd, boolean main) throws PictureException {
        List<Ifd.Entry> entries = new ArrayList<>();
        for (Ifd.Entry entry : ifd.entries().values()) {
            if (wanted(entry)) {
                entries.add(entry);
            }
        }
        int start = used;
        int size = 2 + entries.size() * 12 + 4;
        grow(size);
        put16(start, entries.size());
        int at = start + 2;
        for (Ifd.Entry entry : entries) {
            boolean pointer = entry.tag() == EXIF || entry.tag() == GPS;
            if (pointer) {
                pointer(ifd, entry, at, main);
            } else {
                value(ifd, entry, at);
            }
            at += 12;
        }
        return start;
    }

    private boolean wanted(Ifd.Entry entry) {
        boolean bulk =
                switch (entry.tag()) {
                    case 273, 279, 324, 325, 347, 513, 514, 700, 33723, 34377, 34675, 37500 -> true;
                    default -> false;
                };
        return !bulk && entry.length() <= MAX_VALUE;
    }

    private void pointer(Ifd ifd, Ifd.Entry entry, int at, boolean main) throws PictureException {
        Ifd target =
                main
                        ? Ifd.read(ifd.bytes(), little, false, ifd.number(entry.tag(), 0))
                        : new Ifd(ifd.bytes(), little, false, Map.of(), 0);
        int copied = directory(target, false);
        put16(at, entry.tag());
        put16(at + 2, 4);
        put32(at + 4, 1);
        put32(at + 8, copied);
    }

    private void value(Ifd ifd, Ifd.Entry entry, int at) throws PictureException {
        byte[] value = ifd.bytes().take(entry.at(), (int) entry.length());
        put16(at, entry.tag());
        put16(at + 2, entry.type());
        put32(at + 4, entry.count());
        int to = at + 8;
        if (value.length > 4) {
            if (used + value.length > MAX_TOTAL) {
                put32(at + 4, 0);
                return;
            }
            to = used;
            grow(value.length + (value.length & 1));
            put32(at + 8, to);
        }
        System.arraycopy(value, 0, out, to, value.length);
    }

    private void grow(int by) {
        used += by;
        if (used > out.length) {
            out = Arrays.copyOf(out, used * 2);
        }
    }

    private void put16(int at, int value) {
        out[little ? at : at + 1] = (byte) value;
        out[little ? at + 1 : at] = (byte) (value >> 8);
    }

    private void put32(int at, long value) {
        put16(little ? at : at + 2, (int) (value & 0xFFFF));
        put16(little ? at + 2 : at, (int) (value >>> 16));
    }
}
