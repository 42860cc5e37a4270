package dev.atelier.robots.generate.engine.fill;

import java.util.Arrays;

/** What is known of each pixel of the whole picture. */
final class HoleMap {
    final int width;
    final int height;

    /** {@link Layer#KNOWN}, {@link Layer#HOLE} or {@link Layer#VOID} for each pixel. */
    final byte[] state;

    private HoleMap(int width, int height, byte[] state) {
        this.width = width;
        this.height = height;
        this.state = state;
    }

    static HoleMap of(int[] argb, byte[] mask, int width, int height) {
        var state = new byte[width * height];
        for (int i = 0; i < state.length; i++) {
            byte unmasked = Argb.alpha(argb[i]) == 0 ? Layer.VOID : Layer.KNOWN;
            state[i] = mask[i] != 0 ? Layer.HOLE : unmasked;
        }
        return new HoleMap(width, height, state);
    }

    boolean has(byte wanted) {
        for (byte s : state) {
            if (s == wanted) {
                return true;
            }
        }
        return false;
    }

    int[] holePixels() {
        var pixels = new int[state.length];
        int n = 0;
        for (int i = 0; i < state.length; i++) {
            if (state[i] == Layer.HOLE) {
                pixels[n++] = i;
            }
        }
        return Arrays.copyOf(pixels, n);
    }
}
