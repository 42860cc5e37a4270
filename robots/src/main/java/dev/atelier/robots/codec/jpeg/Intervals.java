package dev.atelier.robots.codec.jpeg;

import java.util.List;

/** Walks from restart marker to restart marker: T.81, E.2.4. What gets lost between is left out. */
final class Intervals {
    private final byte[] jpeg;
    private final BitReader in;
    private final List<Component> components;
    private final int interval;
    private int todo;
    private int expected;
    private boolean missing;

    Intervals(byte[] jpeg, BitReader in, List<Component> components, int interval) {
        this.jpeg = jpeg;
        this.in = in;
        this.components = components;
        this.interval = interval;
        this.todo = interval;
        components.forEach(c -> c.predicted = 0);
    }

    /** Whether the next unit is there. */
    boolean next() {
        if (interval > 0) {
            if (todo == 0) {
                restart();
                todo = interval;
            }
            todo--;
        }
        missing |= in.exhausted();
        return !missing;
    }

    /** Whether nothing can come after what is missing. */
    boolean last() {
        return missing && interval == 0;
    }

    /** Whether the unit to come starts with nothing known of the ones before. */
    boolean atStart() {
        return interval > 0 && todo == 0;
    }

    private void restart() {
        missing = true;
        for (int at = in.nextMarker(); at + 1 < jpeg.length; at = in.nextMarker()) {
            int found = (jpeg[at + 1] & 0xFF) - 0xD0;
            if (found < 0 || found > 7) {
                return;
            }
            int ahead = found - expected & 7;
            if (ahead != 0) {
                in.noteBroken();
            }
            if (ahead == 1 || ahead == 2) {
                expected = expected + 1 & 7;
                return;
            }
            in.moveTo(at + 2);
            if (ahead < 6) {
                expected = found + 1 & 7;
                missing = false;
                components.forEach(c -> c.predicted = 0);
                return;
            }
        }
    }
}
