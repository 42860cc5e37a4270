package dev.atelier.robots.codec.jpeg;

import java.io.IOException;
import java.util.List;

/** Turns the coefficients of one scan into symbols and bits: T.81, F.1.2 and G.1.2. */
final class ScanCoder {
    private static final int MOST_ENDS = 0x7FFF;
    private static final int SIXTEEN_ZEROS = 0xF0;

    private final Frame frame;
    private final List<Coefficients> all;
    private final Scan scan;
    private final boolean sequential;
    private final SymbolSink out;
    private final int[] predicted;
    private int ends;

    ScanCoder(Frame frame, List<Coefficients> all, Scan scan, boolean sequential, SymbolSink out) {
        this.frame = frame;
        this.all = all;
        this.scan = scan;
        this.sequential = sequential;
        this.out = out;
        this.predicted = new int[all.size()];
    }

    void code(Checkpoint checkpoint) throws IOException {
        Component only = scan.components().getFirst();
        int across = scan.single() ? only.ownBlocksAcross : frame.unitsAcross();
        int down = scan.single() ? only.ownBlocksDown : frame.unitsDown();
        for (int y = 0; y < down; y++) {
            checkpoint.check();
            for (int x = 0; x < across; x++) {
                unit(x, y);
            }
        }
        ends(only);
    }

    private void unit(int unitX, int unitY) {
        for (Component c : scan.components()) {
            int channel = frame.components().indexOf(c);
            Coefficients from = all.get(channel);
            if (scan.single()) {
                block(channel, from, from.index(unitX, unitY));
                continue;
            }
            for (int v = 0; v < c.down; v++) {
                for (int h = 0; h < c.across; h++) {
                    block(channel, from, from.index(unitX * c.across + h, unitY * c.down + v));
                }
            }
        }
    }

    private void block(int channel, Coefficients from, int index) {
        if (scan.first() == 0) {
            mean(channel, from.get(index, 0) >> scan.low());
        }
        if (scan.last() > 0) {
            others(channel, from, index);
        }
    }

    /** The first channel has tables of its own; the others, mostly colours, share theirs. */
    private static int table(int channel) {
        return Math.min(1, channel);
    }

    private void mean(int channel, int value) {
        if (scan.high() > 0) {
            out.bits(value & 1, 1);
            return;
        }
        int difference = value - predicted[channel];
        predicted[channel] = value;
        int size = size(difference);
        out.symbol(table(channel), size);
        out.bits(difference < 0 ? difference - 1 : difference, size);
    }

    private void others(int channel, Coefficients from, int index) {
        int table = 2 + table(channel);
        int zeros = 0;
        for (int k = Math.max(1, scan.first()); k <= scan.last(); k++) {
            int value = from.get(index, k);
            if (value == 0) {
                zeros++;
                continue;
            }
            ends(frame.components().get(channel));
            for (; zeros > 15; zeros -= 16) {
                out.symbol(table, SIXTEEN_ZEROS);
            }
            int size = size(value);
            out.symbol(table, zeros << 4 | size);
            out.bits(value < 0 ? value - 1 : value, size);
            zeros = 0;
        }
        if (zeros > 0 && sequential) {
            out.symbol(table, 0);
        } else if (zeros > 0 && ++ends == MOST_ENDS) {
            ends(frame.components().get(channel));
        }
    }

    /** So many blocks in a row have nothing more. */
    private void ends(Component c) {
        if (ends > 0) {
            int size = size(ends) - 1;
            out.symbol(2 + table(frame.components().indexOf(c)), size << 4);
            out.bits(ends, size);
            ends = 0;
        }
    }

    private static int size(int value) {
        return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
    }
}
