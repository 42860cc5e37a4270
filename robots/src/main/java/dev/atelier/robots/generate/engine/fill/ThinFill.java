package dev.atelier.robots.generate.engine.fill;

/**
 * Fills thin holes (scratches, dust, wires) by fast marching: pixels are filled in the order in
 * which a front from the edge reaches them, each from the known colours and slopes around it.
 */
final class ThinFill {
    private static final int RADIUS = 5;
    private static final float FAR = 1e6f;

    private final int[] argb;
    private final byte[] state;
    private final int width;
    private final int height;
    private final float[] times;
    private final Front front = new Front();

    private ThinFill(int[] argb, HoleMap map) {
        this.argb = argb;
        state = map.state;
        width = map.width;
        height = map.height;
        times = new float[state.length];
    }

    /** Fills these hole pixels in {@code argb} and marks them as known in the map. */
    static void fill(int[] argb, HoleMap map, int[] pixels) {
        if (pixels.length > 0) {
            new ThinFill(argb, map).march(pixels);
        }
    }

    private void march(int[] pixels) {
        for (int pixel : pixels) {
            times[pixel] = FAR;
        }
        for (int pixel : pixels) {
            arrive(pixel);
        }
        while (!front.isEmpty()) {
            int pixel = front.poll();
            if (state[pixel] == Layer.HOLE) {
                paint(pixel);
                state[pixel] = Layer.KNOWN;
                int x = pixel % width;
                int y = pixel / width;
                arriveAt(x - 1, y);
                arriveAt(x + 1, y);
                arriveAt(x, y - 1);
                arriveAt(x, y + 1);
            }
        }
    }

    private void arriveAt(int x, int y) {
        if (x >= 0 && y >= 0 && x < width && y < height && times[y * width + x] > 0) {
            arrive(y * width + x);
        }
    }

    /** Notes a pixel that is still to be filled once a neighbour is known. */
    private void arrive(int pixel) {
        if (state[pixel] != Layer.HOLE || times[pixel] == 0) {
            return;
        }
        int x = pixel % width;
        int y = pixel / width;
        float across = Math.min(time(x - 1, y), time(x + 1, y));
        float down = Math.min(time(x, y - 1), time(x, y + 1));
        float time = meet(across, down);
        if (time < times[pixel]) {
            times[pixel] = time;
            front.add(time, pixel);
        }
    }

    private float time(int x, int y) {
        if (x < 0 || y < 0 || x >= width || y >= height) {
            return FAR;
        }
        int pixel = y * width + x;
        return state[pixel] == Layer.KNOWN ? times[pixel] : FAR;
    }

    /** The front's arrival after its arrival at the two neighbours. */
    private static float meet(float a, float b) {
        float gap = Math.abs(a - b);
        return gap >= 1 ? 1 + Math.min(a, b) : (a + b + (float) Math.sqrt(2 - gap * gap)) / 2;
    }

    private void paint(int pixel) {
        int x = pixel % width;
        int y = pixel / width;
        float slopeX = slope(time(x - 1, y), times[pixel], time(x + 1, y));
        float slopeY = slope(time(x, y - 1), times[pixel], time(x, y + 1));
        float red = 0;
        float green = 0;
        float blue = 0;
        float all = 0;
        for (int qy = Math.max(0, y - RADIUS); qy <= Math.min(height - 1, y + RADIUS); qy++) {
            for (int qx = Math.max(0, x - RADIUS); qx <= Math.min(width - 1, x + RADIUS); qx++) {
                int q = qy * width + qx;
                int dx = x - qx;
                int dy = y - qy;
                int square = dx * dx + dy * dy;
                if (square > RADIUS * RADIUS || state[q] != Layer.KNOWN) {
                    continue;
                }
                float along = Math.abs(dx * slopeX + dy * slopeY) + 0.01f;
                float late = 1 + Math.abs(times[pixel] - times[q]);
                float weight = along / (square * (float) Math.sqrt(square) * late);
                red += weight * continued(q, qx, qy, dx, dy, 16);
                green += weight * continued(q, qx, qy, dx, dy, 8);
                blue += weight * continued(q, qx, qy, dx, dy, 0);
                all += weight;
            }
        }
        argb[pixel] = Argb.of(level(red / all), level(green / all), level(blue / all));
    }

    private static float slope(float before, float here, float after) {
        if (before < FAR && after < FAR) {
            return (after - before) / 2;
        }
        return before < FAR ? here - before : after < FAR ? after - here : 0;
    }

    /** The colour at a known pixel, carried on along its slope. */
    private float continued(int q, int x, int y, int dx, int dy, int shift) {
        float across = slope(q, x > 0 ? q - 1 : q, x < width - 1 ? q + 1 : q, shift);
        float down = slope(q, y > 0 ? q - width : q, y < height - 1 ? q + width : q, shift);
        return channel(q, shift) + (across * dx + down * dy) / 2;
    }

    private float slope(int here, int before, int after, int shift) {
        int a = state[before] == Layer.KNOWN ? before : here;
        int b = state[after] == Layer.KNOWN ? after : here;
        int steps = (a == here ? 0 : 1) + (b == here ? 0 : 1);
        return steps == 0 ? 0 : (channel(b, shift) - channel(a, shift)) / (float) steps;
    }

    private int channel(int pixel, int shift) {
        return (argb[pixel] >>> shift) & 0xff;
    }

    private static int level(float value) {
        return Math.clamp(Math.round(value), 0, 255);
    }
}
