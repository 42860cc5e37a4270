package dev.atelier.robots.generate.engine.painter.canvas;

/** How much of each pixel a path covers, computed exactly from its straight pieces. */
public final class Coverage {
    public final int left;
    public final int top;
    public final int width;
    public final int height;
    private final float[] sums;

    private Coverage(int left, int top, int right, int bottom) {
        this.left = left;
        this.top = top;
        this.width = Math.max(0, right - left);
        this.height = Math.max(0, bottom - top);
        this.sums = new float[(width + 2) * height];
    }

    /** Covers the part of the path that lies in the rows from {@code from} to before {@code to}. */
    public static Coverage of(Outline path, int columns, int from, int to) {
        int left = (int) Curve.clamp(Math.floor(path.left()), 0, columns);
        int right = (int) Curve.clamp(Math.ceil(path.right()) + 1, left, columns);
        int top = (int) Curve.clamp(Math.floor(path.top()), from, to);
        int bottom = (int) Curve.clamp(Math.ceil(path.bottom()) + 1, top, to);
        var coverage = new Coverage(left, top, right, bottom);
        if (coverage.width > 0 && coverage.height > 0) {
            for (double[] part : path.parts()) {
                coverage.add(part);
            }
            coverage.integrate();
        }
        return coverage;
    }

    /** From 0 to 1; x and y are those of the picture and must lie inside. */
    public double at(int x, int y) {
        return sums[(y - top) * (width + 2) + x - left];
    }

    private void add(double[] part) {
        int n = part.length;
        for (int i = 0; i < n; i += 2) {
            edge(
                    part[i] - left,
                    part[i + 1] - top,
                    part[(i + 2) % n] - left,
                    part[(i + 3) % n] - top);
        }
    }

    private void edge(double ax, double ay, double bx, double by) {
        if (ay == by) {
            return;
        }
        double sign = ay < by ? 1 : -1;
        double x0 = ay < by ? ax : bx;
        double y0 = Math.min(ay, by);
        double x1 = ay < by ? bx : ax;
        double y1 = Math.max(ay, by);
        double slope = (x1 - x0) / (y1 - y0);
        int last = (int) Math.min(height, Math.ceil(y1));
        for (int row = (int) Math.max(0, Math.floor(y0)); row < last; row++) {
            double from = Math.max(y0, row);
            double to = Math.min(y1, row + 1.0);
            double xa = Curve.clamp(x0 + (from - y0) * slope, 0, width);
            double xb = Curve.clamp(x0 + (to - y0) * slope, 0, width);
            spread(row * (width + 2), sign * (to - from), Math.min(xa, xb), Math.max(xa, xb));
        }
    }

    private void spread(int base, double amount, double low, double high) {
        int first = (int) low;
        int last = (int) Math.ceil(high);
        if (last <= first + 1) {
            double inside = (low + high) / 2 - first;
            sums[base + first] += (float) (amount * (1 - inside));
            sums[base + first + 1] += (float) (amount * inside);
            return;
        }
        double each = amount / (high - low);
        double before = 0;
        for (int x = first; x < last; x++) {
            double l = Math.max(low, x) - x;
            double r = Math.min(high, x + 1.0) - x;
            double share = each * (r - l);
            double inside = (l + r) / 2;
            sums[base + x] += (float) (before + share * (1 - inside));
            before = share * inside;
        }
        sums[base + last] += (float) before;
    }

    private void integrate() {
        for (int y = 0; y < height; y++) {
            float total = 0;
            int base = y * (width + 2);
            for (int x = 0; x < width; x++) {
                total += sums[base + x];
                sums[base + x] = Math.min(1f, Math.abs(total));
            }
        }
    }
}
