package dev.atelier.robots.generate.engine.painter.canvas;

import java.util.Locale;

/** A colour in display space, each part from 0 to 1; sums may go above until they are painted. */
public record Rgb(float r, float g, float b) {
    public static final Rgb BLACK = new Rgb(0, 0, 0);
    public static final Rgb WHITE = new Rgb(1, 1, 1);

    public static Rgb of(int hex) {
        return new Rgb((hex >> 16 & 255) / 255f, (hex >> 8 & 255) / 255f, (hex & 255) / 255f);
    }

    public Rgb mix(Rgb other, double t) {
        float k = (float) t;
        return new Rgb(r + (other.r - r) * k, g + (other.g - g) * k, b + (other.b - b) * k);
    }

    public Rgb scale(double k) {
        float f = (float) k;
        return new Rgb(r * f, g * f, b * f);
    }

    public Rgb plus(Rgb other, double k) {
        float f = (float) k;
        return new Rgb(r + other.r * f, g + other.g * f, b + other.b * f);
    }

    public Rgb times(Rgb other) {
        return new Rgb(r * other.r, g * other.g, b * other.b);
    }

    /** Adds light the way two projectors on one wall do: never beyond white. */
    public Rgb screen(Rgb other, double k) {
        float f = (float) k;
        return new Rgb(
                1 - (1 - Math.min(1, r)) * (1 - Math.min(1, other.r * f)),
                1 - (1 - Math.min(1, g)) * (1 - Math.min(1, other.g * f)),
                1 - (1 - Math.min(1, b)) * (1 - Math.min(1, other.b * f)));
    }

    public double luma() {
        return 0.299 * r + 0.587 * g + 0.114 * b;
    }

    /** More (above 1) or less (below 1) colourful at the same lightness. */
    public Rgb saturate(double k) {
        float l = (float) luma();
        return new Rgb(l, l, l).mix(this, k);
    }

    public int packed() {
        return eight(r) << 16 | eight(g) << 8 | eight(b);
    }

    public String hex() {
        return String.format(Locale.ROOT, "#%06x", packed());
    }

    private static int eight(float v) {
        return (int) (Curve.clamp(v) * 255 + 0.5);
    }

    /** The same colour with its brightest part bent below white, so that nothing burns out. */
    public Rgb soft() {
        return new Rgb(soft(r), soft(g), soft(b));
    }

    private static float soft(float v) {
        return v <= 0.76f ? v : 0.76f + 0.24f * (v - 0.76f) / (v - 0.52f);
    }
}
