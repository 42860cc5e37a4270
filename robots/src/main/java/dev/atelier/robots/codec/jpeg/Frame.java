package dev.atelier.robots.codec.jpeg;

import java.util.List;

/**
 * What the frame header says, T.81 B.2.2, and how large everything becomes.
 *
 * @param width of the picture in the file
 * @param height of the picture in the file
 * @param eighths of its size that the picture is decoded in: 1, 2, 4 or 8
 * @param unitsAcross minimum coded units in a row
 * @param unitsDown rows of minimum coded units
 */
record Frame(
        int width,
        int height,
        boolean progressive,
        List<Component> components,
        int mostAcross,
        int mostDown,
        int eighths,
        int unitsAcross,
        int unitsDown) {

    static Frame of(
            int width, int height, boolean progressive, List<Component> components, int eighths)
            throws JpegException {
        int mostAcross = components.stream().mapToInt(c -> c.across).max().orElse(1);
        int mostDown = components.stream().mapToInt(c -> c.down).max().orElse(1);
        int unitsAcross = Math.ceilDiv(width, 8 * mostAcross);
        int unitsDown = Math.ceilDiv(height, 8 * mostDown);
        for (Component c : components) {
            if (mostAcross % c.across != 0 || mostDown % c.down != 0) {
                throw new UnsupportedJpegException("channels of odd sizes");
            }
            int wantedAcross = eighths * mostAcross / c.across;
            int wantedDown = eighths * mostDown / c.down;
            c.outAcross = most(wantedAcross, eighths);
            c.outDown = most(wantedDown, eighths);
            c.keep = Zigzag.last(Math.max(c.outAcross, c.outDown));
            c.repeatAcross = wantedAcross / c.outAcross;
            c.repeatDown = wantedDown / c.outDown;
            c.blocksAcross = unitsAcross * c.across;
            c.blocksDown = unitsDown * c.down;
            c.ownBlocksAcross = Math.ceilDiv(Math.ceilDiv(width * c.across, mostAcross), 8);
            c.ownBlocksDown = Math.ceilDiv(Math.ceilDiv(height * c.down, mostDown), 8);
        }
        return new Frame(
                width,
                height,
                progressive,
                components,
                mostAcross,
                mostDown,
                eighths,
                unitsAcross,
                unitsDown);
    }

    /** A block of a coarser channel may become more samples, so that none is made up later. */
    private static int most(int wanted, int eighths) {
        int size = eighths;
        while (size < 8 && wanted % (2 * size) == 0) {
            size *= 2;
        }
        return size;
    }

    int outWidth() {
        return Math.ceilDiv(width * eighths, 8);
    }

    int outHeight() {
        return Math.ceilDiv(height * eighths, 8);
    }

    /** Rows of the result that a row of units becomes. */
    int unitRows() {
        return mostDown * eighths;
    }
}
