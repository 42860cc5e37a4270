package dev.atelier.robots.generate.engine.painter.canvas;

/** Smooth gradient noise in the plane, and sums of it. Values lie in about -1 to 1. */
public final class Noise {
    private static final double TURN = 1.0 / 4096;
    private final int salt;

    public Noise(int salt) {
        this.salt = salt;
    }

    public double at(double x, double y) {
        return plain(x, y, salt);
    }

    /** Octaves of doubling frequency and halving strength. */
    public double sum(double x, double y, int octaves) {
        double total = 0;
        double strength = 0.55;
        double px = x;
        double py = y;
        for (int i = 0; i < octaves; i++) {
            total += strength * plain(px, py, salt + i);
            double turned = px * 1.616 - py * 1.178;
            py = px * 1.178 + py * 1.616 + 3.7;
            px = turned + 11.3;
            strength *= 0.5;
        }
        return total;
    }

    /** Octaves without turning the plane, for patterns with a direction. */
    public double straight(double x, double y, int octaves) {
        double total = 0;
        double strength = 0.55;
        double scale = 1;
        for (int i = 0; i < octaves; i++) {
            total += strength * plain(x * scale + 7.1 * i, y * scale + 3.3 * i, salt + i);
            strength *= 0.5;
            scale *= 2;
        }
        return total;
    }

    /** Sharp crests: 0 in the valleys, about 1 on the crests. */
    public double crests(double x, double y, int octaves) {
        double total = 0;
        double strength = 0.5;
        double scale = 1;
        double carry = 1;
        for (int i = 0; i < octaves; i++) {
            double n =
                    1 - Math.abs(plain(x * scale + 5.7 * i, y * scale + 9.1 * i, salt + i)) * 1.6;
            n = n < 0 ? 0 : n * n;
            total += n * strength * carry;
            carry = Curve.clamp(n * 1.6);
            strength *= 0.5;
            scale *= 2.03;
        }
        return total;
    }

    private static double plain(double x, double y, int salt) {
        int ix = Curve.floor(x);
        int iy = Curve.floor(y);
        double fx = x - ix;
        double fy = y - iy;
        double ux = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
        double uy = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
        double a = corner(ix, iy, salt, fx, fy);
        double b = corner(ix + 1, iy, salt, fx - 1, fy);
        double c = corner(ix, iy + 1, salt, fx, fy - 1);
        double d = corner(ix + 1, iy + 1, salt, fx - 1, fy - 1);
        double top = a + (b - a) * ux;
        double low = c + (d - c) * ux;
        return (top + (low - top) * uy) * 1.5;
    }

    private static double corner(int x, int y, int salt, double dx, double dy) {
        int h = Hash.bits(x, y, salt);
        double gx = ((h & 0xfff) - 2047.5) * 2 * TURN;
        double gy = ((h >>> 12 & 0xfff) - 2047.5) * 2 * TURN;
        return gx * dx + gy * dy;
    }
}
