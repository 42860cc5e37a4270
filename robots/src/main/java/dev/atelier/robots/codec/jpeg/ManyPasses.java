package dev.atelier.robots.codec.jpeg;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Collects the coefficients of pictures that are stored in several scans: T.81, annex G. */
final class ManyPasses {
    private static final int[] AS_STORED = new int[64];

    static {
        Arrays.fill(AS_STORED, 1);
    }

    private final Frame frame;
    private final List<Coefficients> all;
    private final int[] block = new int[64];
    private int runOfEnds;

    ManyPasses(Frame frame) {
        this.frame = frame;
        this.all = frame.components().stream().map(Coefficients::new).toList();
    }

    /** In the order of the channels of the frame. */
    List<Coefficients> all() {
        return all;
    }

    /**
     * @return whether the scan was whole
     */
    boolean scan(Scan scan, BitReader in, Intervals intervals, Checkpoint checkpoint)
            throws IOException {
        runOfEnds = 0;
        Component only = scan.components().getFirst();
        int across = scan.single() ? only.ownBlocksAcross : frame.unitsAcross();
        int down = scan.single() ? only.ownBlocksDown : frame.unitsDown();
        for (int y = 0; y < down; y++) {
            checkpoint.check();
            for (int x = 0; x < across; x++) {
                if (intervals.atStart()) {
                    runOfEnds = 0;
                }
                if (intervals.next()) {
                    unit(scan, in, x, y);
                } else if (intervals.last()) {
                    return false;
                }
            }
        }
        return !in.exhausted() && !in.broken();
    }

    private void unit(Scan scan, BitReader in, int unitX, int unitY) {
        for (Component c : scan.components()) {
            Coefficients to = all.get(frame.components().indexOf(c));
            if (scan.single()) {
                block(scan, in, to, to.index(unitX, unitY));
                continue;
            }
            for (int v = 0; v < c.down; v++) {
                for (int h = 0; h < c.across; h++) {
                    block(scan, in, to, to.index(unitX * c.across + h, unitY * c.down + v));
                }
            }
        }
    }

    private void block(Scan scan, BitReader in, Coefficients to, int index) {
        if (!frame.progressive()) {
            whole(in, to, index);
        } else if (scan.first() == 0) {
            mean(scan, in, to, index);
        } else if (scan.high() == 0) {
            first(scan, in, to, index);
        } else {
            refine(scan, in, to, index);
        }
    }

    private void whole(BitReader in, Coefficients to, int index) {
        Component c = to.component();
        c.predicted += in.value(in.symbol(Objects.requireNonNull(c.dc)) & 15);
        to.set(index, 0, c.predicted);
        int last = in.block(Objects.requireNonNull(c.ac), AS_STORED, block, c.keep);
        for (int k = 1; k <= last; k++) {
            int value = block[Zigzag.PLACE[k]];
            if (value != 0) {
                to.set(index, k, value);
            }
        }
        Arrays.fill(block, 0);
    }

    private static void mean(Scan scan, BitReader in, Coefficients to, int index) {
        Component c = to.component();
        if (scan.high() > 0) {
            to.refineFirst(index, in.take(1) << scan.low());
            return;
        }
        c.predicted += in.value(in.symbol(Objects.requireNonNull(c.dc)) & 15);
        to.set(index, 0, c.predicted << scan.low());
    }

    private void first(Scan scan, BitReader in, Coefficients to, int index) {
        if (runOfEnds > 0) {
            runOfEnds--;
            return;
        }
        HuffmanTable table = Objects.requireNonNull(to.component().ac);
        for (int k = scan.first(); k <= scan.last(); k++) {
            int symbol = in.symbol(table);
            int run = symbol >> 4;
            int size = symbol & 15;
            if (size == 0 && run < 15) {
                runOfEnds = (1 << run) + in.take(run) - 1;
                return;
            }
            k += run;
            if (k > 63) {
                in.noteBroken();
                return;
            }
            if (size > 0) {
                to.set(index, k, in.value(size) << scan.low());
            }
        }
    }

    private void refine(Scan scan, BitReader in, Coefficients to, int index) {
        HuffmanTable table = Objects.requireNonNull(to.component().ac);
        int bit = 1 << scan.low();
        int k = scan.first();
        while (runOfEnds == 0 && k <= scan.last()) {
            int symbol = in.symbol(table);
            int run = symbol >> 4;
            int value = 0;
            if ((symbol & 15) != 0) {
                value = in.take(1) == 1 ? bit : -bit;
            } else if (run < 15) {
                runOfEnds = (1 << run) + in.take(run);
                break;
            }
            k = pass(scan, in, to, index, k, run);
            if (value != 0 && k <= scan.last()) {
                to.set(index, k, value);
            }
            k++;
        }
        if (runOfEnds > 0) {
            pass(scan, in, to, index, k, 64);
            runOfEnds--;
        }
    }

    /** Refines what there is and stops at the coefficient behind so many that are still 0. */
    private static int pass(
            Scan scan, BitReader in, Coefficients to, int index, int from, int zeros) {
        int left = zeros;
        int k = from;
        for (; k <= scan.last(); k++) {
            if (to.has(index, k)) {
                if (in.take(1) == 1) {
                    to.refine(index, k, 1 << scan.low());
                }
            } else if (left-- == 0) {
                break;
            }
        }
        return k;
    }

    void paint(List<Plane> planes, Painter painter, Checkpoint checkpoint) throws IOException {
        var dct = new InverseDct();
        for (int unit = 0; unit < frame.unitsDown(); unit++) {
            checkpoint.check();
            for (int i = 0; i < planes.size(); i++) {
                Coefficients from = all.get(i);
                Component c = from.component();
                Plane plane = planes.get(i);
                for (int y = unit * c.down; y < (unit + 1) * c.down; y++) {
                    for (int x = 0; x < c.blocksAcross; x++) {
                        int last = from.load(from.index(x, y), block);
                        int at = plane.place(x, y);
                        dct.samples(
                                block,
                                last,
                                c.outAcross,
                                c.outDown,
                                plane.samples(),
                                at,
                                plane.stride());
                    }
                }
            }
            painter.unitRow(unit);
        }
    }
}
