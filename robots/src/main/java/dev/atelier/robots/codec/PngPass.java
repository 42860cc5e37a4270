package dev.atelier.robots.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The pixels of a PNG that are stored together: from a first one, every so many across and down.
 */
record PngPass(int x, int y, int across, int down) {
    static final List<PngPass> WHOLE = List.of(new PngPass(0, 0, 1, 1));

    /** The seven passes of Adam7: PNG specification, 8.2. */
    static final List<PngPass> INTERLACED =
            List.of(
                    new PngPass(0, 0, 8, 8),
                    new PngPass(4, 0, 8, 8),
                    new PngPass(0, 4, 4, 8),
                    new PngPass(2, 0, 4, 4),
                    new PngPass(0, 2, 2, 4),
                    new PngPass(1, 0, 2, 2),
                    new PngPass(0, 1, 1, 2));

    void write(PngLayout layout, PngFilter.Choice choice, OutputStream out) throws IOException {
        int step = layout.step();
        int pixels = Math.ceilDiv(layout.width() - x, across);
        if (pixels <= 0) {
            return;
        }
        var filter = new PngFilter(pixels * step, step, choice);
        byte[] row = new byte[layout.rowBytes()];
        boolean whole = across == 1 && x == 0;
        byte[] part = whole ? row : new byte[pixels * step];
        for (int line = y; line < layout.height(); line += down) {
            layout.row(line, row);
            for (int i = 0; !whole && i < pixels; i++) {
                System.arraycopy(row, (x + i * across) * step, part, i * step, step);
            }
            out.write(filter.apply(part), 0, part.length + 1);
        }
    }
}
