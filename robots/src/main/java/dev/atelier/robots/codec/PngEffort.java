package dev.atelier.robots.codec;

import java.util.zip.Deflater;

/**
 * How hard the rows of a PNG are packed. In most photos nothing repeats: looking for repeats takes
 * two thirds of the time and makes the file larger than giving short codes to frequent samples
 * alone. A trial on a few bands of rows tells.
 */
record PngEffort(PngFilter.Choice filter, int level, int strategy) {
    private static final PngEffort PHOTO =
            new PngEffort(
                    PngFilter.Choice.CHEAP, Deflater.DEFAULT_COMPRESSION, Deflater.HUFFMAN_ONLY);
    private static final PngEffort MIXED =
            new PngEffort(PngFilter.Choice.CHEAP, Deflater.BEST_SPEED, Deflater.DEFAULT_STRATEGY);
    private static final PngEffort SHADED =
            new PngEffort(PngFilter.Choice.EXACT, 6, Deflater.FILTERED);
    private static final PngEffort PLAIN =
            new PngEffort(PngFilter.Choice.PLAIN, 6, Deflater.DEFAULT_STRATEGY);
    private static final int BANDS = 4;
    private static final int BAND_ROWS = 8;
    private static final int FLAT = 4;

    static PngEffort of(PngLayout layout, boolean thorough) {
        if (thorough) {
            return new PngEffort(
                    layout.indexed() ? PngFilter.Choice.PLAIN : PngFilter.Choice.ALL,
                    Deflater.BEST_COMPRESSION,
                    Deflater.DEFAULT_STRATEGY);
        }
        return layout.indexed() ? PLAIN : told(layout);
    }

    private static PngEffort told(PngLayout layout) {
        byte[][] rows = sample(layout);
        int repeats = MIXED.packed(rows, layout.step());
        if (PHOTO.packed(rows, layout.step()) <= repeats) {
            return PHOTO;
        }
        if (repeats > rows.length * rows[0].length / FLAT) {
            return MIXED;
        }
        boolean shaded = SHADED.packed(rows, layout.step()) < PLAIN.packed(rows, layout.step());
        return shaded ? SHADED : PLAIN;
    }

    private static byte[][] sample(PngLayout layout) {
        byte[][] rows = new byte[Math.min(layout.height(), BANDS * BAND_ROWS)][layout.rowBytes()];
        int gap = (layout.height() - rows.length) / BANDS;
        for (int i = 0; i < rows.length; i++) {
            layout.row(gap * (i / BAND_ROWS) + i, rows[i]);
        }
        return rows;
    }

    private int packed(byte[][] rows, int step) {
        var filtering = new PngFilter(rows[0].length, step, filter);
        byte[] part = new byte[65_536];
        int size = 0;
        try (var deflater = deflater()) {
            for (byte[] row : rows) {
                deflater.setInput(filtering.apply(row), 0, row.length + 1);
                while (!deflater.needsInput()) {
                    size += deflater.deflate(part);
                }
            }
            deflater.finish();
            while (!deflater.finished()) {
                size += deflater.deflate(part);
            }
        }
        return size;
    }

    Deflater deflater() {
        var deflater = new Deflater(level);
        deflater.setStrategy(strategy);
        return deflater;
    }
}
