package dev.atelier.robots.codec;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/** Converts samples described by a profile to sRGB; a profile that does not work is left out. */
final class IccTransform {
    private static final int STRIP_PIXELS = 1 << 16;

    private IccTransform() {}

    /** Converts packed RGB pixels, keeping their alpha. */
    static void inPlace(ICC_Profile from, int[] pixels, int width) {
        int rows = Math.max(1, STRIP_PIXELS / width);
        int size = rows * width;
        try {
            ColorConvertOp op = toSrgb(from);
            for (int at = 0; at < pixels.length; at += size) {
                int n = Math.min(size, pixels.length - at);
                WritableRaster in = interleaved(n);
                WritableRaster out = interleaved(n);
                unpack(pixels, at, n, bytes(in));
                op.filter(in, out);
                pack(bytes(out), pixels, at, n);
            }
        } catch (CMMException | IllegalArgumentException e) {
            return;
        }
    }

    /** Converts byte samples of any colour space; false when the profile does not work. */
    static boolean raster(ICC_Profile from, Raster samples, int[] pixels) {
        try {
            int w = samples.getWidth();
            WritableRaster out = interleaved(w);
            ColorConvertOp op = toSrgb(from);
            int bands = from.getNumComponents();
            int[] chosen = new int[bands];
            for (int b = 0; b < bands; b++) {
                chosen[b] = b;
            }
            for (int y = 0; y < samples.getHeight(); y++) {
                Raster row =
                        samples.createChild(
                                samples.getMinX(), samples.getMinY() + y, w, 1, 0, 0, chosen);
                op.filter(row, out);
                Arrays.fill(pixels, y * w, y * w + w, 0xFF000000);
                pack(bytes(out), pixels, y * w, w);
            }
            return true;
        } catch (CMMException | IllegalArgumentException e) {
            return false;
        }
    }

    private static ColorConvertOp toSrgb(ICC_Profile from) {
        ICC_Profile[] path = {from, ICC_Profile.getInstance(ColorSpace.CS_sRGB)};
        return new ColorConvertOp(path, null);
    }

    private static WritableRaster interleaved(int pixels) {
        return Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, pixels, 1, 3, null);
    }

    private static byte[] bytes(WritableRaster raster) {
        return ((DataBufferByte) raster.getDataBuffer()).getData();
    }

    private static void unpack(int[] pixels, int from, int n, byte[] to) {
        for (int i = 0, b = 0; i < n; i++) {
            int p = pixels[from + i];
            to[b++] = (byte) (p >> 16);
            to[b++] = (byte) (p >> 8);
            to[b++] = (byte) p;
        }
    }

    private static void pack(byte[] from, int[] pixels, int to, int n) {
        for (int i = 0, b = 0; i < n; i++, b += 3) {
            pixels[to + i] =
                    (pixels[to + i] & 0xFF000000)
                            | (from[b] & 0xFF) << 16
                            | (from[b + 1] & 0xFF) << 8
                            | (from[b + 2] & 0xFF);
        }
    }
}
