package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One directory of a TIFF structure (a TIFF file or an EXIF block): entries by tag number. A
 * directory that leaves the block simply has fewer entries.
 */
record Ifd(Bytes bytes, boolean little, boolean big, Map<Integer, Entry> entries, long next) {
    static final int MAX_ENTRIES = 1000;

    record Entry(int tag, int type, long count, long at) {
        long length() {
            return count * unit(type);
        }
    }

    /** The first directory, or null when the bytes do not begin like a TIFF structure. */
    static @Nullable Ifd first(Bytes bytes) throws PictureException {
        if (bytes.size() < 8) {
            return null;
        }
        boolean little = bytes.startsWith(0, "II");
        if (!little && !bytes.startsWith(0, "MM")) {
            return null;
        }
        int magic = u16(bytes, 2, little);
        if (magic == 43 && bytes.size() >= 16) {
            return read(bytes, little, true, u64(bytes, 8, little));
        }
        return magic == 42 ? read(bytes, little, false, u32(bytes, 4, little)) : null;
    }

    static Ifd read(Bytes bytes, boolean little, boolean big, long offset) throws PictureException {
        var entries = new LinkedHashMap<Integer, Entry>();
        int head = big ? 8 : 2;
        int step = big ? 20 : 12;
        if (offset < 8 || offset + head > bytes.size()) {
            return new Ifd(bytes, little, big, entries, 0);
        }
        long count = big ? u64(bytes, offset, little) : u16(bytes, offset, little);
        if (count < 0 || count > MAX_ENTRIES) {
            return new Ifd(bytes, little, big, entries, 0);
        }
        long at = offset + head;
        for (int i = 0; i < count && at + step <= bytes.size(); i++, at += step) {
            Entry entry = entry(bytes, little, big, at);
            if (entry != null) {
                entries.putIfAbsent(entry.tag(), entry);
            }
        }
        int width = big ? 8 : 4;
        long next = at + width > bytes.size() ? 0 : offset(bytes, at, little, big);
        return new Ifd(bytes, little, big, entries, next);
    }

    private static @Nullable Entry entry(Bytes bytes, boolean little, boolean big, long at)
            throws PictureException {
        int tag = u16(bytes, at, little);
        int type = u16(bytes, at + 2, little);
        long count = big ? u64(bytes, at + 4, little) : u32(bytes, at + 4, little);
        int unit = unit(type);
        if (unit == 0 || count <= 0 || count > bytes.size() / unit) {
            return null;
        }
        long inline = at + (big ? 12 : 8);
        boolean fits = count * unit <= (big ? 8 : 4);
        long value = fits ? inline : offset(bytes, inline, little, big);
        return value < 0 || value + count * unit > bytes.size()
                ? null
                : new Entry(tag, type, count, value);
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** A whole number stored under the tag, or the fallback. */
    long number(int tag, long fallback) throws PictureException {
        return number(tag, 0, fallback);
    }

    long number(int tag, int index, long fallback) throws PictureException {
        Entry entry = entries.get(tag);
        if (entry == null || index >= entry.count()) {
            return fallback;
        }
        return switch (entry.type()) {
            case 1, 7 -> bytes.u8(entry.at() + index);
            case 3 -> u16(bytes, entry.at() + 2L * index, little);
            case 4, 13 -> u32(bytes, entry.at() + 4L * index, little);
            case 16, 18 -> u64(bytes, entry.at() + 8L * index, little);
            default -> fallback;
        };
    }

    /** The bytes stored under the tag, or null when there are none or too many. */
    byte @Nullable [] block(int tag, int max) throws PictureException {
        Entry entry = entries.get(tag);
        return entry == null || entry.length() > max
                ? null
                : bytes.take(entry.at(), (int) entry.length());
    }

    private static long offset(Bytes bytes, long at, boolean little, boolean big)
            throws PictureException {
        return big ? u64(bytes, at, little) : u32(bytes, at, little);
    }

    static int u16(Bytes bytes, long at, boolean little) throws PictureException {
        return little ? bytes.u16le(at) : bytes.u16be(at);
    }

    static long u32(Bytes bytes, long at, boolean little) throws PictureException {
        return little ? bytes.u32le(at) : bytes.u32be(at);
    }

    static long u64(Bytes bytes, long at, boolean little) throws PictureException {
        long first = u32(bytes, at, little);
        long second = u32(bytes, at + 4, little);
        return little ? second << 32 | first : first << 32 | second;
    }

    static int unit(int type) {
        return switch (type) {
            case 1, 2, 6, 7 -> 1;
            case 3, 8 -> 2;
            case 4, 9, 11, 13 -> 4;
            case 5, 10, 12, 16, 17, 18 -> 8;
            default -> 0;
        };
    }
}
