package dev.atelier.robots.image.colour;

import java.util.function.IntUnaryOperator;

/**
 * Changes lightness, saturation and hue in the HSL colour space.
 *
 * @param brightness factor of the lightness
 * @param saturation factor of the saturation
 * @param turn of the hue, in full circles
 */
public record Modulate(double brightness, double saturation, double turn)
        implements IntUnaryOperator {

    /**
     * @param hue 100 for none, 0 or 200 for the opposite colours
     */
    public static Modulate of(double brightness, double saturation, double hue) {
        return new Modulate(brightness, saturation, (hue - 100) / 200);
    }

    public boolean none() {
        return brightness == 1 && saturation == 1 && turn == 0;
    }

    @Override
    public int applyAsInt(int argb) {
        double r = (argb >> 16 & 0xFF) / 255.0;
        double g = (argb >> 8 & 0xFF) / 255.0;
        double b = (argb & 0xFF) / 255.0;
        double most = Math.max(r, Math.max(g, b));
        double least = Math.min(r, Math.min(g, b));
        double lightness = (most + least) / 2;
        double chroma = most - least;
        double strength = chroma == 0 ? 0 : chroma / (1 - Math.abs(2 * lightness - 1));
        double l = Math.min(1, lightness * brightness);
        double s = Math.min(1, strength * saturation);
        double h = hue(r, g, b, most, chroma) + turn;
        return colour(argb, h - Math.floor(h), s, l);
    }

    private static double hue(double r, double g, double b, double most, double chroma) {
        if (chroma == 0) {
            return 0;
        }
        double sixths =
                most == r
                        ? (g - b) / chroma
                        : most == g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma;
        return sixths / 6;
    }

    private static int colour(int argb, double h, double s, double l) {
        double reach = s * Math.min(l, 1 - l);
        return Tone.argb(
                argb, channel(0, h, reach, l), channel(8, h, reach, l), channel(4, h, reach, l));
    }

    private static int channel(int n, double h, double reach, double l) {
        double k = (n + h * 12) % 12;
        return Tone.byteOf(255 * (l - reach * Math.clamp(Math.min(k - 3, 9 - k), -1.0, 1.0)));
    }
}
