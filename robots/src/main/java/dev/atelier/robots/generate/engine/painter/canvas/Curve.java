package dev.atelier.robots.generate.engine.painter.canvas;

/** Small functions of numbers; the transcendental ones are those of StrictMath. */
public final class Curve {
    private static final int TABLE = 4096;
    private static final float[] SINE = new float[TABLE + 1];
    private static final float[] DECAY = new float[TABLE + 1];

    static {
        for (int i = 0; i <= TABLE; i++) {
            SINE[i] = (float) StrictMath.sin(2 * StrictMath.PI * i / TABLE);
            DECAY[i] = (float) StrictMath.exp(-16.0 * i / TABLE);
        }
    }

    private Curve() {}

    public static double clamp(double x) {
        return x < 0 ? 0 : x > 1 ? 1 : x;
    }

    public static double clamp(double x, double low, double high) {
        return x < low ? low : x > high ? high : x;
    }

    public static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }

    /** 0 below {@code from}, 1 above {@code to}, smooth between; works downwards too. */
    public static double step(double from, double to, double x) {
        double t = clamp((x - from) / (to - from));
        return t * t * (3 - 2 * t);
    }

    /** A bell of height 1 around {@code centre}. */
    public static double bell(double centre, double width, double x) {
        double d = (x - centre) / width;
        return decay(d * d);
    }

    /** e to the power of -x for x from 0 on. */
    public static double decay(double x) {
        double at = Math.max(0, x) * (TABLE / 16.0);
        if (at >= TABLE) {
            return 0;
        }
        int i = (int) at;
        return DECAY[i] + (DECAY[i + 1] - DECAY[i]) * (at - i);
    }

    /** The sine of a full turn: period 1. */
    public static double wave(double turns) {
        double at = (turns - floor(turns)) * TABLE;
        int i = Math.min(TABLE - 1, (int) at);
        return SINE[i] + (SINE[i + 1] - SINE[i]) * (at - i);
    }

    public static double cosWave(double turns) {
        return wave(turns + 0.25);
    }

    public static int floor(double x) {
        int i = (int) x;
        return x < i ? i - 1 : i;
    }
}
