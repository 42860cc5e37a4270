package dev.atelier.robots.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The boxes of a file in the ISO base media format (ISO/IEC 14496-12). */
record HeifBoxes(Bytes in) {
    private static final int MAX_BOXES = 10_000;

    /** Where the content of a box lies. */
    record Box(String type, long start, long end) {
        /** Without the version and the flags that many boxes begin with. */
        Box body() {
            return new Box(type, Math.min(end, start + 4), end);
        }

        long size() {
            return end - start;
        }
    }

    Box whole() {
        return new Box("", 0, in.size());
    }

    /** What is cut off or has no sensible length ends the list. */
    List<Box> children(Box parent) throws PictureException {
        List<Box> boxes = new ArrayList<>();
        long at = parent.start();
        while (at + 8 <= parent.end() && boxes.size() < MAX_BOXES) {
            long size = in.u32be(at);
            long head = 8;
            if (size == 1) {
                size = in.u32be(at + 8) << 32 | in.u32be(at + 12);
                head = 16;
            } else if (size == 0) {
                size = parent.end() - at;
            }
            if (size < head || size > parent.end() - at) {
                break;
            }
            boxes.add(new Box(in.tag(at + 4), at + head, at + size));
            at += size;
        }
        return boxes;
    }

    Optional<Box> find(Box parent, String type) throws PictureException {
        return children(parent).stream().filter(box -> box.type().equals(type)).findFirst();
    }

    Box child(Box parent, String type) throws PictureException {
        return find(parent, type)
                .orElseThrow(() ->
                        new PictureException(
                                "The picture is damaged: its " + type + " box is missing."));
    }

    /** A number of so many bytes, none of which is 0. */
    long number(long at, int bytes) throws PictureException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | in.u8(at + i);
        }
        return value;
    }
}
