package dev.atelier.robots.generate.engine.painter.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/** An outline of lines and cubic curves; every part of it counts as closed when it is filled. */
public final class Path {
    private final StringBuilder kinds = new StringBuilder();
    private final List<double[]> points = new ArrayList<>();

    public Path move(double x, double y) {
        return add('M', x, y);
    }

    public Path line(double x, double y) {
        return add('L', x, y);
    }

    public Path curve(double ax, double ay, double bx, double by, double x, double y) {
        return add('C', ax, ay, bx, by, x, y);
    }

    public Path close() {
        return add('Z');
    }

    private Path add(char kind, double... at) {
        kinds.append(kind);
        points.add(at);
        return this;
    }

    public boolean isEmpty() {
        return points.isEmpty();
    }

    public Path append(Path other) {
        kinds.append(other.kinds);
        points.addAll(other.points);
        return this;
    }

    public static Path polygon(double... xy) {
        var path = new Path().move(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.line(xy[i], xy[i + 1]);
        }
        return path.close();
    }

    public static Path rectangle(double x, double y, double w, double h) {
        return polygon(x, y, x + w, y, x + w, y + h, x, y + h);
    }

    public static Path ellipse(double cx, double cy, double rx, double ry) {
        double kx = rx * 0.5523;
        double ky = ry * 0.5523;
        return new Path()
                .move(cx + rx, cy)
                .curve(cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry)
                .curve(cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy)
                .curve(cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry)
                .curve(cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy)
                .close();
    }

    /** A closed smooth outline through all points (x, y, x, y, ...). */
    public static Path smooth(double... xy) {
        int n = xy.length / 2;
        var path = new Path().move(xy[0], xy[1]);
        for (int i = 0; i < n; i++) {
            int p = 2 * ((i + n - 1) % n);
            int q = 2 * i;
            int r = 2 * ((i + 1) % n);
            int s = 2 * ((i + 2) % n);
            path.curve(
                    xy[q] + (xy[r] - xy[p]) / 6,
                    xy[q + 1] + (xy[r + 1] - xy[p + 1]) / 6,
                    xy[r] - (xy[s] - xy[q]) / 6,
                    xy[r + 1] - (xy[s + 1] - xy[q + 1]) / 6,
                    xy[r],
                    xy[r + 1]);
        }
        return path.close();
    }

    /** A limb: a smooth line through stations (x, y, radius, ...), as wide as its radii say. */
    public static Path limb(double... stations) {
        return Limb.outline(stations);
    }

    /** The same outline with every point moved. */
    public Path map(DoubleBinaryOperator x, DoubleBinaryOperator y) {
        var moved = new Path();
        for (int i = 0; i < points.size(); i++) {
            double[] from = points.get(i);
            double[] to = new double[from.length];
            for (int k = 0; k < from.length; k += 2) {
                to[k] = x.applyAsDouble(from[k], from[k + 1]);
                to[k + 1] = y.applyAsDouble(from[k], from[k + 1]);
            }
            moved.add(kinds.charAt(i), to);
        }
        return moved;
    }

    public Path place(double dx, double dy, double scaleX, double scaleY) {
        return map((x, y) -> dx + x * scaleX, (x, y) -> dy + y * scaleY);
    }

    /** Straight pieces, each part closed, turned the same way round. */
    public List<double[]> flatten() {
        var parts = new ArrayList<double[]>();
        var current = new Flat();
        for (int i = 0; i < points.size(); i++) {
            double[] p = points.get(i);
            switch (kinds.charAt(i)) {
                case 'M' -> {
                    current.endInto(parts);
                    current.add(p[0], p[1]);
                }
                case 'L' -> current.add(p[0], p[1]);
                case 'C' -> current.cubic(p);
                default -> current.endInto(parts);
            }
        }
        current.endInto(parts);
        return parts;
    }

    /** The data of an SVG path, relative, one decimal; rounding does not add up. */
    public String data() {
        var text = new StringBuilder();
        double atX = 0;
        double atY = 0;
        for (int i = 0; i < points.size(); i++) {
            text.append(Character.toLowerCase(kinds.charAt(i)));
            double[] p = points.get(i);
            for (int k = 0; k < p.length; k += 2) {
                append(text, k > 0, tenth(p[k]) - atX);
                append(text, true, tenth(p[k + 1]) - atY);
            }
            if (p.length > 0) {
                atX = tenth(p[p.length - 2]);
                atY = tenth(p[p.length - 1]);
            } else {
                double[] start = points.get(lastMove(i));
                atX = tenth(start[0]);
                atY = tenth(start[1]);
            }
        }
        return text.toString();
    }

    private int lastMove(int before) {
        int i = before;
        while (i > 0 && kinds.charAt(i) != 'M') {
            i--;
        }
        return i;
    }

    private static void append(StringBuilder text, boolean follows, double v) {
        String number = number(v);
        if (follows && !number.startsWith("-")) {
            text.append(' ');
        }
        text.append(number);
    }

    private static double tenth(double v) {
        return Math.rint(v * 10) / 10;
    }

    static String number(double v) {
        double rounded = Math.rint(v * 10) / 10;
        return rounded == Math.rint(rounded)
                ? Long.toString((long) rounded)
                : String.format(Locale.ROOT, "%.1f", rounded);
    }
}
