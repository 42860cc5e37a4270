package dev.atelier.robots.generate.engine.fill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The separate holes of a picture: the thin ones (no pixel more than four from the edge) as a list
 * of their pixels, the thick ones as rectangles round them.
 */
final class Holes {
    private static final int THIN = 4;

    private final byte[] state;
    private final int width;
    private final int height;
    private final List<Window> thick = new ArrayList<>();
    private int[] thin;

    private Holes(HoleMap map) {
        state = map.state;
        width = map.width;
        height = map.height;
        thin = new int[map.holePixels().length];
    }

    static Holes of(HoleMap map) {
        var holes = new Holes(map);
        holes.sort();
        return holes;
    }

    int[] thin() {
        return thin;
    }

    List<Window> thick() {
        return thick;
    }

    private void sort() {
        byte[] depth = depths();
        var queue = new int[thin.length];
        var seen = new byte[state.length];
        int thinCount = 0;
        for (int i = 0; i < state.length; i++) {
            if (state[i] == Layer.HOLE && seen[i] == 0) {
                int size = collect(i, queue, seen);
                if (deepest(queue, size, depth) <= THIN) {
                    System.arraycopy(queue, 0, thin, thinCount, size);
                    thinCount += size;
                } else {
                    thick.add(bounds(queue, size));
                }
            }
        }
        thin = Arrays.copyOf(thin, thinCount);
    }

    /** Steps to the nearest pixel outside the hole, counted up to one more than {@link #THIN}. */
    private byte[] depths() {
        var depth = new byte[state.length];
        for (int i = 0; i < depth.length; i++) {
            depth[i] = (byte) (state[i] == Layer.HOLE ? THIN + 1 : 0);
        }
        for (int i = 0; i < depth.length; i++) {
            lower(depth, i, -1);
        }
        for (int i = depth.length - 1; i >= 0; i--) {
            lower(depth, i, 1);
        }
        return depth;
    }

    /** Takes over what the four neighbours on one side of the scan know. */
    private void lower(byte[] depth, int i, int side) {
        if (depth[i] == 0) {
            return;
        }
        int x = i % width;
        boolean before = side < 0 ? x > 0 : x < width - 1;
        boolean after = side < 0 ? x < width - 1 : x > 0;
        int row = i + side * width;
        int least = depth[i];
        if (before) {
            least = Math.min(least, depth[i + side] + 1);
        }
        if (row >= 0 && row < depth.length) {
            least = Math.min(least, depth[row] + 1);
            least = before ? Math.min(least, depth[row + side] + 1) : least;
            least = after ? Math.min(least, depth[row - side] + 1) : least;
        }
        depth[i] = (byte) least;
    }

    private int collect(int start, int[] queue, byte[] seen) {
        queue[0] = start;
        seen[start] = 1;
        int size = 1;
        for (int next = 0; next < size; next++) {
            int x = queue[next] % width;
            int y = queue[next] / width;
            for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
                for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                    int p = ny * width + nx;
                    if (state[p] == Layer.HOLE && seen[p] == 0) {
                        seen[p] = 1;
                        queue[size++] = p;
                    }
                }
            }
        }
        return size;
    }

    private static int deepest(int[] pixels, int size, byte[] depth) {
        int deepest = 0;
        for (int i = 0; i < size; i++) {
            deepest = Math.max(deepest, depth[pixels[i]]);
        }
        return deepest;
    }

    private Window bounds(int[] pixels, int size) {
        int left = width;
        int top = height;
        int right = 0;
        int bottom = 0;
        for (int i = 0; i < size; i++) {
            int x = pixels[i] % width;
            int y = pixels[i] / width;
            left = Math.min(left, x);
            top = Math.min(top, y);
            right = Math.max(right, x + 1);
            bottom = Math.max(bottom, y + 1);
        }
        return new Window(left, top, right, bottom);
    }
}
