package dev.atelier.robots.codec;

import dev.atelier.robots.codec.HeifBoxes.Box;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what an AVIF or HEIC file says of its primary picture. The way it is to be turned stands in
 * its properties, and an orientation in EXIF does not count; so the orientation told is 1. Frames
 * of an animation are counted, though none of them can be decoded.
 */
final class HeifHeader {
    private final Bytes in;
    private final HeifItems items;
    private long width;
    private long height;

    private HeifHeader(Bytes in) throws PictureException {
        this.in = in;
        this.items = HeifItems.read(in);
    }

    static PictureHeader read(Bytes in, ImageFormat format) throws PictureException {
        var boxes = new HeifBoxes(in);
        boolean still = boxes.find(boxes.whole(), "meta").isPresent();
        if (!still && boxes.find(boxes.whole(), "moov").isPresent()) {
            throw new PictureException(
                    "The %s file is an animation without a still picture; it cannot be read here."
                            .formatted(format));
        }
        return new HeifHeader(in).header(format);
    }

    private PictureHeader header(ImageFormat format) throws PictureException {
        long primary = items.primary();
        Box size =
                items.property(primary, "ispe")
                        .orElseThrow(() ->
                                new PictureException("The picture does not say how large it is."));
        width = in.u32be(size.start() + 4);
        height = in.u32be(size.start() + 8);
        for (Box property : items.properties(primary)) {
            transform(property);
        }
        List<Long> parts = items.parts(primary);
        Depth depth = depth(parts.isEmpty() ? primary : parts.getFirst());
        var probe =
                Probe.stored(
                        coding(parts.isEmpty() ? primary : parts.getFirst(), format),
                        side(width),
                        side(height),
                        1,
                        depth.bits(),
                        !items.alphas(primary).isEmpty(),
                        depth.grey() ? Probe.Colour.GREY : Probe.Colour.RGB);
        Blocks blocks = blocks(primary);
        int frames = HeifTracks.frames(in);
        return new PictureHeader(
                frames > 1 ? probe.withFrames(frames, probe.pixels()) : probe,
                blocks,
                blocks.icc() == null ? coded(primary) : null);
    }

    /** Brands may leave open what the pictures are coded with. */
    private ImageFormat coding(long item, ImageFormat brand) {
        return switch (items.type(item)) {
            case "av01" -> ImageFormat.AVIF;
            case "hvc1" -> ImageFormat.HEIC;
            default -> brand;
        };
    }

    private void transform(Box property) throws PictureException {
        long at = property.start();
        switch (property.type()) {
            case "irot" -> {
                if ((in.u8(at) & 1) != 0) {
                    long turned = width;
                    width = height;
                    height = turned;
                }
            }
            case "clap" -> {
                width = Math.min(width, ratio(in.u32be(at), in.u32be(at + 4)));
                height = Math.min(height, ratio(in.u32be(at + 8), in.u32be(at + 12)));
            }
            default -> {}
        }
    }

    private static long ratio(long number, long by) throws PictureException {
        if (by == 0) {
            throw new PictureException("The picture is damaged: what to cut out makes no sense.");
        }
        return Math.ceilDiv(number, by);
    }

    private record Depth(int bits, boolean grey) {}

    private Depth depth(long item) throws PictureException {
        Optional<Box> pixi = items.property(item, "pixi");
        if (pixi.isPresent() && pixi.get().size() > 5) {
            long at = pixi.get().start() + 4;
            return new Depth(in.u8(at + 1), in.u8(at) == 1);
        }
        Optional<Box> av1 = items.property(item, "av1C");
        if (av1.isPresent()) {
            int flags = in.u8(av1.get().start() + 2);
            boolean high = (flags & 0x40) != 0;
            return new Depth(!high ? 8 : (flags & 0x20) != 0 ? 12 : 10, (flags & 0x10) != 0);
        }
        Optional<Box> hevc = items.property(item, "hvcC");
        if (hevc.isPresent()) {
            long at = hevc.get().start();
            return new Depth(8 + (in.u8(at + 17) & 7), (in.u8(at + 16) & 3) == 0);
        }
        return new Depth(8, false);
    }

    private Blocks blocks(long primary) throws PictureException {
        byte[] icc = null;
        for (Box property : items.properties(primary)) {
            boolean profile =
                    property.type().equals("colr")
                            && (in.startsWith(property.start(), "prof")
                                    || in.startsWith(property.start(), "rICC"));
            if (profile && property.size() <= Blocks.MAX_ICC) {
                icc = in.take(property.start() + 4, (int) property.size() - 4);
            }
        }
        return new Blocks(
                exif(), metadata(HeifItems.XMP, Blocks.MAX_XMP), null, null, icc, Map.of());
    }

    /** Of a picture made of parts, what holds for all of them. */
    private @Nullable CodedColours coded(long primary) throws PictureException {
        for (Box property : items.properties(primary)) {
            long at = property.start();
            if (property.type().equals("colr") && in.startsWith(at, "nclx")) {
                return new CodedColours(in.u16be(at + 4), in.u16be(at + 6));
            }
        }
        return null;
    }

    /** The block follows at a distance that its first four bytes tell. */
    private byte @Nullable [] exif() throws PictureException {
        byte[] item = metadata("Exif", Blocks.MAX_EXIF);
        if (item == null || item.length < 8) {
            return null;
        }
        long start = 4 + Bytes.of(item).u32be(0);
        return start < item.length ? Bytes.of(item).take(start, (int) (item.length - start)) : null;
    }

    /** Broken metadata is passed over. */
    private byte @Nullable [] metadata(String type, int most) {
        try {
            Optional<Long> item = items.first(type);
            return item.isEmpty() ? null : items.content(item.get(), most);
        } catch (PictureException cutOff) {
            return null;
        }
    }

    private static int side(long value) {
        return (int) Math.min(value, Integer.MAX_VALUE);
    }
}
