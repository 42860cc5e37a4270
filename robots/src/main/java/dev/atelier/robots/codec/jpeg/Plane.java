package dev.atelier.robots.codec.jpeg;

/**
 * The samples of a channel, of as many rows as are still looked at: a row takes the place of one
 * that lies two rows of units above it.
 */
final class Plane {
    private final Component component;
    private final int[] samples;
    private final int stride;
    private final int held;
    private final int width;
    private final int height;
    private int[] mixed = new int[0];
    private int[] wide = new int[0];

    Plane(Frame frame, Component component) {
        this.component = component;
        stride = component.blocksAcross * component.outAcross;
        held = 2 * component.down * component.outDown;
        samples = new int[stride * held];
        width = Math.ceilDiv(frame.outWidth(), component.repeatAcross);
        height = Math.ceilDiv(frame.outHeight(), component.repeatDown);
        if (component.repeatAcross > 1 || component.repeatDown > 1) {
            mixed = new int[width];
            wide = new int[width * component.repeatAcross];
        }
    }

    int[] samples() {
        return samples;
    }

    int stride() {
        return stride;
    }

    /** Where the first sample of a block goes. */
    int place(int blockX, int blockY) {
        return start(blockY * component.outDown) + blockX * component.outAcross;
    }

    private int start(int row) {
        return row % held * stride;
    }

    /** A row of the result as a place in {@link #row}; made up between samples where needed. */
    int prepare(int y) {
        if (mixed.length == 0) {
            return start(y);
        }
        vertical(y);
        horizontal();
        return 0;
    }

    /** The array that the last prepared row lies in. */
    int[] row() {
        return mixed.length == 0 ? samples : wide;
    }

    /** Four times each sample; of twice repeated rows the near one counts three times the far. */
    private void vertical(int y) {
        int repeat = component.repeatDown;
        int near = Math.min(y / repeat, height - 1);
        int far = near;
        if (repeat == 2) {
            far = Math.clamp(near + (y % 2 == 0 ? -1 : 1), 0, height - 1);
        }
        int a = start(near);
        int b = start(far);
        for (int x = 0; x < width; x++) {
            mixed[x] = 3 * samples[a + x] + samples[b + x];
        }
    }

    private void horizontal() {
        int repeat = component.repeatAcross;
        if (repeat != 2) {
            for (int x = 0; x < wide.length; x++) {
                wide[x] = (mixed[x / repeat] + 2) >> 2;
            }
            return;
        }
        int[] from = mixed;
        int before = from[0];
        int here = before;
        int most = width - 1;
        for (int x = 0; x < most; x++) {
            int next = from[x + 1];
            wide[2 * x] = (3 * here + before + 8) >> 4;
            wide[2 * x + 1] = (3 * here + next + 7) >> 4;
            before = here;
            here = next;
        }
        wide[2 * most] = (3 * here + before + 8) >> 4;
        wide[2 * most + 1] = (4 * here + 7) >> 4;
    }
}
