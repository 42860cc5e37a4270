package dev.atelier.robots.codec;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;

/**
 * Brings a picture with parts brighter than white down to 8-bit sRGB: curves of ITU-R BT.2100,
 * white at 203 cd/m² as BT.2408 says, bright parts rolled off as BT.2390, 5.4.1, does it, by the
 * strongest of the three channels so that hues stay.
 */
final class HighRange {
    private static final double WHITE = 203;
    private static final double MOST = 10_000;

    /** What a screen for HLG shows at most, and how it bends the light for that. */
    private static final double HLG_MOST = 1_000;

    private static final double HLG_BEND = 0.2;
    private static final int STEPS = 4_096;
    private static final int CODES = 1 << 12;

    private final Primaries primaries;
    private final boolean hlg;
    private final BufferedImage image;
    private final Deadline deadline;
    private final int bands;
    private final int colours;
    private final float[] light;
    private final int[] row;

    private HighRange(BufferedImage image, CodedColours coded, Deadline deadline) {
        this.primaries = Primaries.of(coded.primaries()).orElse(Primaries.BT2020);
        this.hlg = coded.transfer() == CodedColours.HLG;
        this.image = image;
        this.deadline = deadline;
        this.bands = image.getRaster().getNumBands();
        this.colours = bands >= 3 ? 3 : 1;
        this.row = new int[image.getWidth() * bands];
        this.light = light(image.getColorModel().getComponentSize(0));
    }

    /**
     * @throws IOException after the deadline
     */
    static BufferedImage toSrgb(BufferedImage image, CodedColours coded, Deadline deadline)
            throws IOException {
        ColorModel model = image.getColorModel();
        boolean whole = model.getTransferType() != DataBuffer.TYPE_FLOAT;
        boolean odd = model instanceof IndexColorModel || model.isAlphaPremultiplied();
        BufferedImage samples = odd || !whole ? Srgb8.samples(image) : image;
        return new HighRange(samples, coded, deadline).srgb();
    }

    /** cd/m² of each sample; for HLG the light of the scene, 0 to 1. */
    private float[] light(int bits) {
        float[] table = new float[1 << Math.min(16, bits)];
        for (int i = 0; i < table.length; i++) {
            double sample = i / (double) (table.length - 1);
            table[i] = (float) (hlg ? hlg(sample) : pq(sample));
        }
        return table;
    }

    private static double pq(double sample) {
        double power = Math.pow(sample, 32 / 2523.0);
        double part = Math.max(0, power - 3424 / 4096.0) / (2413 / 128.0 - 2392 / 128.0 * power);
        return MOST * Math.pow(part, 16384 / 2610.0);
    }

    private static double inversePq(double nits) {
        double power = Math.pow(nits / MOST, 2610 / 16384.0);
        return Math.pow(
                (3424 / 4096.0 + 2413 / 128.0 * power) / (1 + 2392 / 128.0 * power), 2523 / 32.0);
    }

    private static double hlg(double sample) {
        return sample <= 0.5
                ? sample * sample / 3
                : (Math.exp((sample - 0.55991073) / 0.17883277) + 0.28466892) / 12;
    }

    private BufferedImage srgb() throws IOException {
        double peak = hlg ? HLG_MOST : Math.clamp(brightest(), WHITE, MOST);
        float[] rolled = rolled(peak);
        int[] codes = codes();
        double[] mix = primaries.toSrgb().cells();
        boolean alpha = image.getColorModel().hasAlpha();
        int type = alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        var out = new BufferedImage(image.getWidth(), image.getHeight(), type);
        int[] pixels = Pixels.of(out);
        for (int y = 0, o = 0; y < out.getHeight(); y++) {
            load(y);
            for (int i = 0; i < row.length; i += bands) {
                double r = light[row[i]];
                double g = colours == 1 ? r : light[row[i + 1]];
                double b = colours == 1 ? r : light[row[i + 2]];
                double bent = hlg ? bend(r, g, b) : 1;
                double strongest = bent * Math.max(r, Math.max(g, b));
                int step = (int) (Math.sqrt(strongest / peak) * (STEPS - 1) + 0.5);
                double scale = bent * rolled[Math.min(STEPS - 1, step)];
                pixels[o++] =
                        alpha(row[i + bands - 1], alpha)
                                | code(codes, scale * (mix[0] * r + mix[1] * g + mix[2] * b)) << 16
                                | code(codes, scale * (mix[3] * r + mix[4] * g + mix[5] * b)) << 8
                                | code(codes, scale * (mix[6] * r + mix[7] * g + mix[8] * b));
            }
        }
        return out;
    }

    private void load(int y) throws IOException {
        if (y % 64 == 0) {
            deadline.check();
        }
        Raster raster = image.getRaster();
        raster.getPixels(raster.getMinX(), raster.getMinY() + y, image.getWidth(), 1, row);
    }

    private double brightest() throws IOException {
        float most = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            load(y);
            for (int i = 0; i < row.length; i += bands) {
                for (int c = 0; c < colours; c++) {
                    most = Math.max(most, light[row[i + c]]);
                }
            }
        }
        return most;
    }

    /** From light of the scene to that of the screen. */
    private double bend(double r, double g, double b) {
        double y = primaries.luminance(r, g, b);
        return y <= 0 ? 0 : HLG_MOST * Math.pow(y, HLG_BEND);
    }

    /** Shares of white for each cd/m², by the root of the share of the brightest. */
    private static float[] rolled(double peak) {
        float[] table = new float[STEPS];
        double top = inversePq(peak);
        double white = inversePq(WHITE) / top;
        double knee = 1.5 * white - 0.5;
        for (int i = 0; i < STEPS; i++) {
            double root = Math.max(i, 0.5) / (STEPS - 1);
            double nits = peak * root * root;
            double sample = inversePq(nits) / top;
            double shown = sample < knee || knee >= 1 ? sample : bent(sample, knee, white);
            table[i] = (float) (pq(shown * top) / WHITE / nits);
        }
        return table;
    }

    /** A curve that leaves the knee straight on and reaches white level. */
    private static double bent(double sample, double knee, double white) {
        double t = (sample - knee) / (1 - knee);
        double t2 = t * t;
        double t3 = t2 * t;
        return (2 * t3 - 3 * t2 + 1) * knee
                + (t3 - 2 * t2 + t) * (1 - knee)
                + (3 * t2 - 2 * t3) * white;
    }

    private static int[] codes() {
        int[] codes = new int[CODES + 1];
        for (int i = 0; i <= CODES; i++) {
            double share = (i / (double) CODES) * (i / (double) CODES);
            double sample =
                    share <= 0.0031308 ? 12.92 * share : 1.055 * Math.pow(share, 1 / 2.4) - 0.055;
            codes[i] = (int) (sample * 255 + 0.5);
        }
        return codes;
    }

    private static int code(int[] codes, double share) {
        return codes[(int) (Math.sqrt(Math.clamp(share, 0.0, 1.0)) * CODES + 0.5)];
    }

    /** Only a full alpha becomes 255. */
    private int alpha(int sample, boolean has) {
        int most = light.length - 1;
        int value = !has || sample == most ? 255 : (int) Math.min(254, sample * 255L / most);
        return value << 24;
    }
}
