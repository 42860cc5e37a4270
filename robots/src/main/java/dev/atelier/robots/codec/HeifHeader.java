package dev.atelier.robots.codec;

import java.util.ArrayList;
import java.util.List;

/** Reads the size of the primary picture from the boxes of an AVIF or HEIC file. */
final class HeifHeader {
    private static final int MAX_BOXES = 10_000;

    private record Box(String type, long start, long end) {}

    private final Bytes in;

    private HeifHeader(Bytes in) {
        this.in = in;
    }

    static PictureHeader read(Bytes in, ImageFormat format) throws PictureException {
        return new HeifHeader(in).header(format);
    }

    private PictureHeader header(ImageFormat format) throws PictureException {
        Box meta = child(new Box("", 0, in.size()), "meta");
        Box body = new Box("meta", meta.start() + 4, meta.end());
        Box properties = child(body, "iprp");
        List<Box> all = children(child(properties, "ipco"));
        List<Integer> mine = associations(child(properties, "ipma"), primary(child(body, "pitm")));
        int width = 0;
        int height = 0;
        int bits = 8;
        boolean turned = false;
        for (int index : mine) {
            if (index < 1 || index > all.size()) {
                continue;
            }
            Box box = all.get(index - 1);
            switch (box.type()) {
                case "ispe" -> {
                    width = side(in.u32be(box.start() + 4));
                    height = side(in.u32be(box.start() + 8));
                }
                case "irot" -> turned = (in.u8(box.start()) & 1) != 0;
                case "pixi" -> bits = in.u8(box.start() + 5);
                default -> {}
            }
        }
        if (width == 0 || height == 0) {
            throw new PictureException("The picture does not say how large it is.");
        }
        var probe =
                Probe.stored(
                        format,
                        turned ? height : width,
                        turned ? width : height,
                        1,
                        bits,
                        false,
                        Probe.Colour.RGB);
        return new PictureHeader(probe, Blocks.NONE);
    }

    private long primary(Box pitm) throws PictureException {
        return in.u8(pitm.start()) == 0 ? in.u16be(pitm.start() + 4) : in.u32be(pitm.start() + 4);
    }

    /** The numbers, from 1, of the properties that belong to an item. */
    private List<Integer> associations(Box ipma, long item) throws PictureException {
        int version = in.u8(ipma.start());
        boolean wide = (in.u8(ipma.start() + 3) & 1) != 0;
        long count = in.u32be(ipma.start() + 4);
        long at = ipma.start() + 8;
        for (long i = 0; i < count && at < ipma.end(); i++) {
            long id = version < 1 ? in.u16be(at) : in.u32be(at);
            at += version < 1 ? 2 : 4;
            int n = in.u8(at++);
            List<Integer> found = new ArrayList<>();
            for (int k = 0; k < n; k++) {
                found.add(wide ? in.u16be(at) & 0x7FFF : in.u8(at) & 0x7F);
                at += wide ? 2 : 1;
            }
            if (id == item) {
                return found;
            }
        }
        return List.of();
    }

    private Box child(Box parent, String type) throws PictureException {
        for (Box box : children(parent)) {
            if (box.type().equals(type)) {
                return box;
            }
        }
        throw new PictureException("The picture is damaged: its " + type + " box is missing.");
    }

    private List<Box> children(Box parent) throws PictureException {
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

    private static int side(long value) {
        return (int) Math.min(value, Integer.MAX_VALUE);
    }
}
