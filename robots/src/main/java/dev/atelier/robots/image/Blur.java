package dev.atelier.robots.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.robot.ParamException;
import dev.atelier.robots.codec.Pixels;

import java.awt.image.BufferedImage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Gaussian blur, written {@code 0x8}.
 *
 * @param radius how many pixels away still count; 0 for as many as matter
 * @param sigma standard deviation in pixels; 0 for no blur
 */
record Blur(double radius, double sigma) {
    private static final Pattern TEXT =
            Pattern.compile("([0-9]{1,4}(?:\\.[0-9]{1,6})?)x([0-9]{1,4}(?:\\.[0-9]{1,6})?)");
    private static final int EXACT = 24;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Blur of(JsonNode node) {
        Matcher parts = TEXT.matcher(node.isTextual() ? node.textValue() : "");
        if (!parts.matches()) {
            throw new ParamException(
                    "", "must be radius and sigma such as \"0x8\", not " + Crop.shown(node));
        }
        return new Blur(Double.parseDouble(parts.group(1)), Double.parseDouble(parts.group(2)));
    }

    private int reach() {
        return (int) Math.ceil(radius > 0 ? radius : 3 * sigma);
    }

    boolean none() {
        return sigma == 0 || reach() == 0;
    }

    /** The blurred copy of a TYPE_INT_ARGB picture; colours under transparency do not bleed out. */
    BufferedImage apply(BufferedImage picture) {
        int w = picture.getWidth();
        int h = picture.getHeight();
        var out = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
        int[] from = Pixels.of(picture);
        int[] to = Pixels.of(out);
        float[] row = new float[Math.max(w, h) * 4];
        for (int y = 0; y < h; y++) {
            line(from, to, y * w, 1, w, row);
        }
        for (int x = 0; x < w; x++) {
            line(to, to, x, w, h, row);
        }
        return out;
    }

    private void line(int[] from, int[] to, int at, int step, int length, float[] samples) {
        for (int i = 0; i < length; i++) {
            int p = from[at + i * step];
            float a = p >>> 24;
            samples[4 * i] = a;
            samples[4 * i + 1] = (p >> 16 & 0xFF) * a / 255;
            samples[4 * i + 2] = (p >> 8 & 0xFF) * a / 255;
            samples[4 * i + 3] = (p & 0xFF) * a / 255;
        }
        float[] smooth = reach() <= EXACT ? weighted(samples, length) : boxed(samples, length);
        for (int i = 0; i < length; i++) {
            to[at + i * step] = pixel(smooth, 4 * i);
        }
    }

    private static int pixel(float[] s, int i) {
        float a = s[i];
        if (a < 0.5f) {
            return 0;
        }
        return Math.min(255, Math.round(a)) << 24
                | Math.min(255, Math.round(s[i + 1] * 255 / a)) << 16
                | Math.min(255, Math.round(s[i + 2] * 255 / a)) << 8
                | Math.min(255, Math.round(s[i + 3] * 255 / a));
    }

    private float[] kernel() {
        int reach = reach();
        float[] parts = new float[2 * reach + 1];
        double sum = 0;
        for (int i = -reach; i <= reach; i++) {
            double part = Math.exp(-i * i / (2 * sigma * sigma));
            parts[i + reach] = (float) part;
            sum += part;
        }
        for (int i = 0; i < parts.length; i++) {
            parts[i] /= (float) sum;
        }
        return parts;
    }

    private float[] weighted(float[] samples, int length) {
        float[] parts = kernel();
        int reach = parts.length / 2;
        float[] out = new float[length * 4];
        for (int i = 0; i < length; i++) {
            for (int k = -reach; k <= reach; k++) {
                int j = 4 * Math.clamp(i + k, 0, length - 1);
                float part = parts[k + reach];
                for (int c = 0; c < 4; c++) {
                    out[4 * i + c] += samples[j + c] * part;
                }
            }
        }
        return out;
    }

    /** Three running means come close to a wide Gaussian, at the same cost for any width. */
    private float[] boxed(float[] samples, int length) {
        double spread = Math.min(sigma, reach() / 2.0);
        int reach = (int) Math.max(1, Math.round((Math.sqrt(4 * spread * spread + 1) - 1) / 2));
        float[] out = java.util.Arrays.copyOf(samples, length * 4);
        for (int pass = 0; pass < 3; pass++) {
            out = mean(out, length, reach);
        }
        return out;
    }

    private static float[] mean(float[] samples, int length, int reach) {
        float[] out = new float[length * 4];
        for (int c = 0; c < 4; c++) {
            double sum = 0;
            for (int k = -reach; k <= reach; k++) {
                sum += samples[4 * Math.clamp(k, 0, length - 1) + c];
            }
            for (int i = 0; i < length; i++) {
                out[4 * i + c] = (float) (sum / (2 * reach + 1));
                sum += samples[4 * Math.clamp(i + reach + 1, 0, length - 1) + c];
                sum -= samples[4 * Math.clamp(i - reach, 0, length - 1) + c];
            }
        }
        return out;
    }
}
