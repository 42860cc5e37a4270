package dev.atelier.robots.meta;

import java.util.Arrays;
import java.util.Base64;

/**
 * Encodes a small picture in the ThumbHash format: a few cosine coefficients of lightness, two
 * colour differences and, where there is transparency, alpha.
 */
final class ThumbHash {
    private final int w;
    private final int h;
    private final double[] lightness;
    private final double[] yellowBlue;
    private final double[] redGreen;
    private final double[] alpha;
    private boolean transparent;

    private ThumbHash(int[] argb, int w, int h) {
        this.w = w;
        this.h = h;
        int n = w * h;
        lightness = new double[n];
        yellowBlue = new double[n];
        redGreen = new double[n];
        alpha = new double[n];
        fill(argb);
    }

    /** The hash of at most 100 x 100 pixels, as base64. */
    static String of(int[] argb, int w, int h) {
        return Base64.getEncoder().encodeToString(new ThumbHash(argb, w, h).bytes());
    }

    /** Transparent pixels take on the mean colour of the visible ones. */
    private void fill(int[] argb) {
        double[] mean = mean(argb);
        for (int i = 0; i < argb.length; i++) {
            int p = argb[i];
            double a = (p >>> 24) / 255.0;
            double r = mean[0] * (1 - a) + a * (p >> 16 & 0xFF) / 255;
            double g = mean[1] * (1 - a) + a * (p >> 8 & 0xFF) / 255;
            double b = mean[2] * (1 - a) + a * (p & 0xFF) / 255;
            lightness[i] = (r + g + b) / 3;
            yellowBlue[i] = (r + g) / 2 - b;
            redGreen[i] = r - g;
            alpha[i] = a;
        }
    }

    private double[] mean(int[] argb) {
        double[] sum = new double[3];
        double weight = 0;
        for (int p : argb) {
            double a = (p >>> 24) / 255.0;
            transparent |= p >>> 24 != 255;
            sum[0] += a * (p >> 16 & 0xFF) / 255;
            sum[1] += a * (p >> 8 & 0xFF) / 255;
            sum[2] += a * (p & 0xFF) / 255;
            weight += a;
        }
        for (int c = 0; c < 3 && weight > 0; c++) {
            sum[c] /= weight;
        }
        return sum;
    }

    private byte[] bytes() {
        int most = transparent ? 5 : 7;
        int longest = Math.max(w, h);
        int lx = Math.max(1, Math.round((float) most * w / longest));
        int ly = Math.max(1, Math.round((float) most * h / longest));
        Channel l = new Channel(lightness, Math.max(3, lx), Math.max(3, ly));
        Channel p = new Channel(yellowBlue, 3, 3);
        Channel q = new Channel(redGreen, 3, 3);
        Channel a = transparent ? new Channel(alpha, 5, 5) : null;
        int count = l.ac.length + p.ac.length + q.ac.length + (a == null ? 0 : a.ac.length);
        int start = a == null ? 5 : 6;
        byte[] out = new byte[start + (count + 1) / 2];
        boolean landscape = w > h;
        int head =
                level(l.dc, 63)
                        | level(0.5 + 0.5 * p.dc, 63) << 6
                        | level(0.5 + 0.5 * q.dc, 63) << 12
                        | level(l.scale, 31) << 18
                        | (transparent ? 1 << 23 : 0);
        int next =
                (landscape ? ly : lx)
                        | level(p.scale, 63) << 3
                        | level(q.scale, 63) << 9
                        | (landscape ? 1 << 15 : 0);
        out[0] = (byte) head;
        out[1] = (byte) (head >> 8);
        out[2] = (byte) (head >> 16);
        out[3] = (byte) next;
        out[4] = (byte) (next >> 8);
        if (a != null) {
            out[5] = (byte) (level(a.dc, 15) | level(a.scale, 15) << 4);
        }
        int at = 0;
        for (Channel channel : a == null ? new Channel[] {l, p, q} : new Channel[] {l, p, q, a}) {
            for (double f : channel.ac) {
                out[start + (at >> 1)] |= (byte) (level(f, 15) << ((at & 1) << 2));
                at++;
            }
        }
        return out;
    }

    private static int level(double value, int top) {
        return Math.clamp(Math.round(value * top), 0, top);
    }

    /** The mean of a channel, its cosine coefficients mapped to 0..1, and how large they were. */
    private final class Channel {
        private final double dc;
        private final double scale;
        private final double[] ac;

        Channel(double[] values, int nx, int ny) {
            double[] found = new double[nx * ny];
            int n = 0;
            double mean = 0;
            double largest = 0;
            for (int cy = 0; cy < ny; cy++) {
                for (int cx = 0; cx * ny < nx * (ny - cy); cx++) {
                    double f = coefficient(values, cx, cy);
                    if (cx == 0 && cy == 0) {
                        mean = f;
                    } else {
                        found[n++] = f;
                        largest = Math.max(largest, Math.abs(f));
                    }
                }
            }
            dc = mean;
            scale = largest;
            ac = Arrays.copyOf(found, n);
            for (int i = 0; i < n && largest > 0; i++) {
                ac[i] = 0.5 + 0.5 / largest * ac[i];
            }
        }

        private double coefficient(double[] values, int cx, int cy) {
            double[] across = new double[w];
            for (int x = 0; x < w; x++) {
                across[x] = Math.cos(Math.PI / w * cx * (x + 0.5));
            }
            double sum = 0;
            for (int y = 0; y < h; y++) {
                double down = Math.cos(Math.PI / h * cy * (y + 0.5));
                for (int x = 0; x < w; x++) {
                    sum += values[y * w + x] * across[x] * down;
                }
            }
            return sum / (w * h);
        }
    }
}
