package dev.atelier.robots.image.enhance;

import dev.atelier.robots.image.colour.Tone;

import java.awt.image.BufferedImage;
import java.util.function.IntUnaryOperator;

/**
 * Stretches the tones of a picture to the whole scale, takes a colour cast away and brings the
 * middle tones to the middle, as far as a {@link Strength} allows.
 */
public final class AutoLevels {
    /** Where the median of a photograph that looks well lit lies, in sRGB. */
    private static final double MIDDLE = 0.46;

    private AutoLevels() {}

    public static IntUnaryOperator of(BufferedImage picture, Strength strength) {
        var tones = Tones.of(picture);
        if (tones.count() == 0) {
            return p -> p;
        }
        double black = tones.at(strength.clip());
        double white = tones.at(1 - strength.clip());
        double gain = Math.min(strength.gain(), 255 / Math.max(1, white - black));
        double floor = floor(black, white, gain);
        double middle = (tones.at(0.5) - floor) * gain / 255;
        double gamma = gamma(middle, strength.gamma());
        int[][] tables = new int[3][];
        for (int channel = 0; channel < 3; channel++) {
            double balance = balance(tones, channel, strength.cast());
            tables[channel] = table(floor, gain * balance, gamma, strength.curve());
        }
        return p -> saturated(p, tables, strength.saturation());
    }

    /** Where black is to lie, so that a range that cannot fill the scale lands in its middle. */
    private static double floor(double black, double white, double gain) {
        double spare = 255 - (white - black) * gain;
        double share = black + 255 - white == 0 ? 0 : black / (black + 255 - white);
        return black - spare * share / gain;
    }

    private static double gamma(double middle, double most) {
        if (middle <= 0.02 || middle >= 0.98) {
            return 1;
        }
        return Math.clamp(Math.log(MIDDLE) / Math.log(middle), 1 / most, most);
    }

    /** A grey world has the same mean in all channels; half the way there is enough. */
    private static double balance(Tones tones, int channel, double most) {
        double mean = tones.mean(channel);
        double wanted = (tones.mean(0) + tones.mean(1) + tones.mean(2)) / 3;
        double half = mean < 1 ? 1 : Math.sqrt(wanted / mean);
        return Math.clamp(half, 1 - most, 1 + most);
    }

    private static int[] table(double floor, double gain, double gamma, double curve) {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            double value = Math.clamp((i - floor) * gain / 255, 0.0, 1.0);
            table[i] = Grade.byteOf(Grade.curved(Math.pow(value, gamma), curve));
        }
        return table;
    }

    private static int saturated(int p, int[][] tables, double saturation) {
        int r = tables[0][p >> 16 & 0xff];
        int g = tables[1][p >> 8 & 0xff];
        int b = tables[2][p & 0xff];
        double luma = Tone.luma(r << 16 | g << 8 | b);
        return (p & 0xff000000)
                | Grade.byteOf((luma + (r - luma) * saturation) / 255) << 16
                | Grade.byteOf((luma + (g - luma) * saturation) / 255) << 8
                | Grade.byteOf((luma + (b - luma) * saturation) / 255);
    }
}
