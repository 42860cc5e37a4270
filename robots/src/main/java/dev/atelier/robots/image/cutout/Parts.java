package dev.atelier.robots.image.cutout;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Connected parts of a picture. */
final class Parts {
    private final LabPicture picture;
    private final IntPredicate wanted;
    private final int[] part;
    private final int[] queue;
    private final List<Part> parts = new ArrayList<>(List.of(new Part(0, false)));

    private record Part(int size, boolean touchesEdge) {}

    Parts(LabPicture picture, IntPredicate wanted) {
        this.picture = picture;
        this.wanted = wanted;
        this.part = new int[picture.size()];
        this.queue = new int[picture.size()];
        for (int start = 0; start < part.length; start++) {
            if (part[start] == 0 && wanted.test(start)) {
                parts.add(flood(start));
            }
        }
    }

    /** Of the part a pixel belongs to; 0 when it belongs to none. */
    int size(int i) {
        return parts.get(part[i]).size();
    }

    boolean touchesEdge(int i) {
        return parts.get(part[i]).touchesEdge();
    }

    int largest() {
        return parts.stream().mapToInt(Part::size).max().orElse(0);
    }

    private Part flood(int start) {
        int end = 0;
        boolean edge = false;
        queue[end++] = start;
        part[start] = parts.size();
        for (int head = 0; head < end; head++) {
            for (int step = 0; step < 4; step++) {
                int next = neighbour(queue[head], step);
                edge |= next < 0;
                if (next >= 0 && part[next] == 0 && wanted.test(next)) {
                    part[next] = parts.size();
                    queue[end++] = next;
                }
            }
        }
        return new Part(end, edge);
    }

    /** Negative beyond the edge. */
    private int neighbour(int i, int step) {
        int width = picture.width();
        return switch (step) {
            case 0 -> i % width > 0 ? i - 1 : -1;
            case 1 -> i % width < width - 1 ? i + 1 : -1;
            case 2 -> i - width;
            default -> i + width < part.length ? i + width : -1;
        };
    }
}
