package dev.atelier.robots.generate.engine.fill;

import java.util.ArrayList;
import java.util.List;

/** A rectangle of the picture; right and bottom lie just outside. */
record Window(int left, int top, int right, int bottom) {
    private static final int LEAST_MARGIN = 150;
    private static final int MOST_WINDOWS = 64;

    int width() {
        return right - left;
    }

    int height() {
        return bottom - top;
    }

    /** Work windows round holes: grown by the size of the hole, joined where they overlap. */
    static List<Window> round(List<Window> holes, int width, int height) {
        var groups = new ArrayList<Window>();
        for (Window hole : holes) {
            Window group = hole;
            for (int i = 0; i < groups.size(); ) {
                Window other = groups.get(i);
                if (group.grown().meets(other.grown()) || groups.size() >= MOST_WINDOWS) {
                    group = group.joined(other);
                    groups.remove(i);
                    i = 0;
                } else {
                    i++;
                }
            }
            groups.add(group);
        }
        return groups.stream().map(group -> group.grown().within(width, height)).toList();
    }

    private Window grown() {
        int x = Math.max(LEAST_MARGIN, width());
        int y = Math.max(LEAST_MARGIN, height());
        return new Window(left - x, top - y, right + x, bottom + y);
    }

    private boolean meets(Window o) {
        return left < o.right && o.left < right && top < o.bottom && o.top < bottom;
    }

    private Window joined(Window o) {
        return new Window(
                Math.min(left, o.left),
                Math.min(top, o.top),
                Math.max(right, o.right),
                Math.max(bottom, o.bottom));
    }

    private Window within(int width, int height) {
        return new Window(
                Math.max(0, left),
                Math.max(0, top),
                Math.min(width, right),
                Math.min(height, bottom));
    }
}
