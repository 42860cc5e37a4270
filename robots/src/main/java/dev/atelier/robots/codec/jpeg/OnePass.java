package dev.atelier.robots.codec.jpeg;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** Decodes a picture whose only scan holds everything, row of units after row of units. */
final class OnePass {
    private final Frame frame;
    private final Scan scan;
    private final BitReader in;
    private final Intervals intervals;
    private final Flaws flaws;
    private final InverseDct dct = new InverseDct();
    private final int[] block = new int[64];

    OnePass(Frame frame, Scan scan, BitReader in, Intervals intervals, Flaws flaws) {
        this.frame = frame;
        this.scan = scan;
        this.in = in;
        this.intervals = intervals;
        this.flaws = flaws;
    }

    void decode(List<Plane> planes, Painter painter, Checkpoint checkpoint) throws IOException {
        for (int y = 0; y < frame.unitsDown(); y++) {
            checkpoint.check();
            for (int x = 0; x < frame.unitsAcross(); x++) {
                unit(x, y, planes, intervals.next());
            }
            if (in.broken()) {
                flaws.broken(y * frame.unitRows());
            }
            painter.unitRow(y);
        }
    }

    private void unit(int unitX, int unitY, List<Plane> planes, boolean there) {
        if (!there) {
            flaws.cut(unitY * frame.unitRows());
        }
        for (int i = 0; i < planes.size(); i++) {
            Component c = scan.components().get(i);
            for (int v = 0; v < c.down; v++) {
                for (int h = 0; h < c.across; h++) {
                    int last = there ? block(c) : 0;
                    Plane plane = planes.get(i);
                    dct.samples(
                            block,
                            last,
                            c.outAcross,
                            c.outDown,
                            plane.samples(),
                            plane.place(unitX * c.across + h, unitY * c.down + v),
                            plane.stride());
                }
            }
        }
    }

    private int block(Component c) {
        int[] factors = Objects.requireNonNull(c.factors);
        int size = in.symbol(Objects.requireNonNull(c.dc)) & 15;
        c.predicted += in.value(size);
        block[0] = c.predicted * factors[0];
        return in.block(Objects.requireNonNull(c.ac), factors, block, c.keep);
    }
}
