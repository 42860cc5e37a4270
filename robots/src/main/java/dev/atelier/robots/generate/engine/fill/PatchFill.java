package dev.atelier.robots.generate.engine.fill;

import dev.atelier.core.robot.Bands;

/**
 * Fills the masked part of a picture from the rest of it. Thin holes are filled smoothly, others
 * with matching patches. With nothing to copy from, the masked part gets one plain colour: the mean
 * of what it held, or middle grey where that was all transparent.
 */
public final class PatchFill {
    private static final int GREY = 0xff808080;

    /**
     * Returns a new picture: pixels outside the mask as they are, bit for bit, those inside filled
     * and opaque. The same arguments give the same picture, however many threads there are. Never
     * fails for any size or mask.
     *
     * @param argb 8-bit sRGB, not premultiplied, row by row
     * @param mask 0 keeps a pixel, anything else fills it; values between 0 and 255 mean that the
     *     mask has soft edges, then one more pixel round it is not copied from
     * @param seed another seed gives another filling
     * @throws java.util.concurrent.CancellationException when {@code bands} says so
     */
    public int[] fill(int[] argb, int width, int height, byte[] mask, long seed, Bands bands) {
        var result = argb.clone();
        var map = HoleMap.of(argb, mask, width, height);
        if (!map.has(Layer.HOLE)) {
            return result;
        }
        if (!map.has(Layer.KNOWN)) {
            fillPlainly(result, map);
            return result;
        }
        var holes = Holes.of(map);
        bands.forEach(1, once -> ThinFill.fill(result, map, holes.thin()));
        int grow = isSoft(mask) ? 1 : 0;
        for (Window window : Window.round(holes.thick(), width, height)) {
            if (!fill(result, map, window, grow, seed, bands)) {
                break;
            }
        }
        if (map.has(Layer.HOLE)) {
            fillRest(result, map, grow, seed, bands);
        }
        return result;
    }

    private static void fillPlainly(int[] result, HoleMap map) {
        long red = 0;
        long green = 0;
        long blue = 0;
        long count = 0;
        int[] holes = map.holePixels();
        for (int pixel : holes) {
            if (Argb.alpha(result[pixel]) != 0) {
                red += Argb.red(result[pixel]);
                green += Argb.green(result[pixel]);
                blue += Argb.blue(result[pixel]);
                count++;
            }
        }
        int colour =
                count == 0
                        ? GREY
                        : Argb.of((int) (red / count), (int) (green / count), (int) (blue / count));
        for (int pixel : holes) {
            result[pixel] = colour;
        }
    }

    private static boolean isSoft(byte[] mask) {
        for (byte value : mask) {
            if (value != 0 && value != -1) {
                return true;
            }
        }
        return false;
    }

    /** When a window alone has nothing to copy from: from the whole picture, or else smoothly. */
    private static void fillRest(int[] result, HoleMap map, int grow, long seed, Bands bands) {
        var whole = new Window(0, 0, map.width, map.height);
        if (!fill(result, map, whole, grow, seed, bands)) {
            bands.forEach(1, once -> ThinFill.fill(result, map, map.holePixels()));
            fillPlainly(result, map);
        }
    }

    /** Returns false, having done nothing, if the window has nothing to copy from. */
    private static boolean fill(
            int[] result, HoleMap map, Window window, int grow, long seed, Bands bands) {
        if (window.width() > Point.MAX_SIDE || window.height() > Point.MAX_SIDE) {
            return false;
        }
        var canvas = Canvas.of(result, map, window, grow);
        if (Sources.of(canvas.layer()).points.length == 0) {
            return false;
        }
        canvas.fill(seed, bands);
        canvas.writeTo(result, map);
        return true;
    }
}
