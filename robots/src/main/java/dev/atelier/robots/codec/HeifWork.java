package dev.atelier.robots.codec;

import dev.atelier.robots.codec.HeifBoxes.Box;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up what a library will have to decode for the primary picture, before it gets the file: a
 * native call cannot be stopped, and what it takes is no memory of ours. The coded pictures are
 * asked, not the boxes around them, which may say anything.
 */
final class HeifWork {
    /** The picture, its transparency, and what is coded beyond the edges of either. */
    private static final int SHARE = 3;

    private static final int MOST_BYTES = 64 << 20;

    private final Bytes in;
    private final HeifItems items;
    private final PixelLimits limits;
    private final Map<Long, CodedSize> known = new HashMap<>();
    private long bytes;
    private long pixels;

    private HeifWork(Bytes in, PixelLimits limits) throws PictureException {
        this.in = in;
        this.items = HeifItems.read(in);
        this.limits = limits;
    }

    /**
     * @throws PictureException when it is more than the limits allow, or not to be told
     */
    static void check(Path file, PixelLimits limits) throws IOException {
        try (var in = new FileBytes(file)) {
            new HeifWork(in, limits).check();
        }
    }

    private void check() throws PictureException {
        long primary = items.primary();
        add(primary);
        for (long alpha : items.alphas(primary)) {
            add(alpha);
        }
    }

    private void add(long item) throws PictureException {
        for (long part : items.type(item).equals("grid") ? tiles(item) : List.of(item)) {
            CodedSize size = known.get(part);
            if (size == null) {
                size = coded(part);
                known.put(part, size);
            }
            pixels += size.pixels() * Math.max(1, size.pictures());
            if (size.pixels() <= 0) {
                throw new PictureException("The picture is damaged: a part of it has no size.");
            }
            if (pixels > SHARE * limits.maxPixels()) {
                throw new PictureException(
                        "What is coded in the picture is larger than its header says; it is not"
                                + " decoded.");
            }
        }
    }

    /** ISO/IEC 23008-12, 6.6.2.3. */
    private List<Long> tiles(long grid) throws PictureException {
        byte[] shape = items.content(grid, 64);
        List<Long> parts = items.parts(grid);
        if (shape == null || shape.length < 4) {
            throw new PictureException("The picture is damaged: its grid is missing.");
        }
        if (parts.size() != ((shape[2] & 0xFF) + 1) * ((shape[3] & 0xFF) + 1)) {
            throw new PictureException("The picture is damaged: parts of its grid are missing.");
        }
        return new ArrayList<>(parts);
    }

    private CodedSize coded(long item) throws PictureException {
        bytes += items.size(item);
        byte[] content = bytes > 2 * in.size() ? null : items.content(item, MOST_BYTES);
        if (content == null) {
            throw new PictureException(
                    "The picture is damaged: a part of it is missing or too large.");
        }
        return switch (items.type(item)) {
            case "av01" -> CodedSize.av1(joined(setup(item, "av1C", 4), content));
            case "hvc1" -> CodedSize.hevc(setup(item, "hvcC", 0), content);
            default ->
                    throw new PictureException(
                            "The picture is put together in a way that is not read here (%s)."
                                    .formatted(items.type(item)));
        };
    }

    private byte[] setup(long item, String type, int from) throws PictureException {
        Box box =
                items.property(item, type)
                        .orElseThrow(() ->
                                new PictureException(
                                        "The picture is damaged: its " + type + " is missing."));
        return in.take(
                Math.min(box.end(), box.start() + from),
                (int) Math.min(Math.max(0, box.size() - from), Blocks.MAX_EXIF));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
