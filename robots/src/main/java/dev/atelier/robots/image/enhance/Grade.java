package dev.atelier.robots.image.enhance;

import java.util.function.IntUnaryOperator;

/**
 * A look: how colours are bent.
 *
 * @param saturation factor, 0 for black and white
 * @param curve bend of the contrast; negative makes it flat
 * @param black what black becomes, 0 to 1
 * @param white what white becomes
 * @param shadows added to the dark, red, green and blue in one number each from -100 to 100
 * @param lights added to the bright
 */
record Grade(double saturation, double curve, double black, double white, Tint shadows, Tint lights)
        implements IntUnaryOperator {

    /** In hundredths of the scale. */
    record Tint(int red, int green, int blue) {
        static final Tint NONE = new Tint(0, 0, 0);
    }

    @Override
    public int applyAsInt(int p) {
        double r = (p >> 16 & 0xff) / 255.0;
        double g = (p >> 8 & 0xff) / 255.0;
        double b = (p & 0xff) / 255.0;
        double luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
        double dark = (1 - luma) * (1 - luma);
        double light = luma * luma;
        return (p & 0xff000000)
                | channel(r, luma, dark * shadows.red() + light * lights.red()) << 16
                | channel(g, luma, dark * shadows.green() + light * lights.green()) << 8
                | channel(b, luma, dark * shadows.blue() + light * lights.blue());
    }

    private int channel(double value, double luma, double tint) {
        double bent = curved(Math.clamp(luma + (value - luma) * saturation, 0.0, 1.0), curve);
        return byteOf(black + bent * (white - black) + tint / 100);
    }

    /** Steeper in the middle and flatter at the ends, or the other way round. */
    static double curved(double value, double bend) {
        double smooth = value * value * (3 - 2 * value);
        return value + (smooth - value) * bend;
    }

    static int byteOf(double value) {
        return Math.clamp(Math.round(value * 255), 0, 255);
    }
}
