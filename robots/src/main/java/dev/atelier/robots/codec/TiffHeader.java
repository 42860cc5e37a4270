package dev.atelier.robots.codec;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads the directories of a TIFF file. */
final class TiffHeader {
    private static final int MAX_DIRECTORIES = 10_000;

    private TiffHeader() {}

    static PictureHeader read(Bytes in) throws PictureException {
        Ifd first = Ifd.first(in);
        if (first == null || !first.has(256) || !first.has(257)) {
            throw new PictureException("The TIFF does not say how large it is.");
        }
        int orientation = Math.max(1, ExifOrientation.of(first));
        var probe =
                Probe.stored(
                        ImageFormat.TIFF,
                        side(first.number(256, 0)),
                        side(first.number(257, 0)),
                        orientation,
                        (int) first.number(258, 1),
                        first.has(338) && first.number(338, 0) != 0,
                        colour(first));
        var blocks =
                new Blocks(
                        ExifCopy.of(first),
                        first.block(700, Blocks.MAX_XMP),
                        first.block(34377, Blocks.MAX_PHOTOSHOP),
                        first.block(33723, Blocks.MAX_TEXT),
                        first.block(34675, Blocks.MAX_ICC),
                        Map.of());
        return new PictureHeader(pages(first, probe), blocks);
    }

    private static Probe pages(Ifd first, Probe probe) throws PictureException {
        Set<Long> seen = new HashSet<>();
        Ifd page = first;
        long pixels = probe.pixels();
        int count = 1;
        while (page.next() != 0 && seen.add(page.next()) && seen.size() < MAX_DIRECTORIES) {
            page = Ifd.read(page.bytes(), page.little(), page.big(), page.next());
            if (page.has(256) && page.has(257)) {
                count++;
                pixels += (long) side(page.number(256, 0)) * side(page.number(257, 0));
            }
        }
        return probe.withFrames(count, pixels);
    }

    private static Probe.Colour colour(Ifd ifd) throws PictureException {
        return switch ((int) ifd.number(262, 1)) {
            case 0, 1, 4 -> Probe.Colour.GREY;
            case 3 -> Probe.Colour.PALETTE;
            case 5 -> Probe.Colour.CMYK;
            case 8, 9, 10 -> Probe.Colour.LAB;
            default -> Probe.Colour.RGB;
        };
    }

    private static int side(long value) {
        return (int) Math.min(value, Integer.MAX_VALUE);
    }
}
