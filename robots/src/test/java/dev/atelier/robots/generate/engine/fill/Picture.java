package dev.atelier.robots.generate.engine.fill;

import dev.atelier.core.robot.Bands;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/** A picture in memory for tests and benchmarks. */
final class Picture {
    private final int width;
    private final int height;
    private final int[] argb;

    Picture(int width, int height, int[] argb) {
        this.width = width;
        this.height = height;
        this.argb = argb;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int[] argb() {
        return argb;
    }

    static Picture of(int width, int height, IntBinaryOperator colourAt) {
        var argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = colourAt.applyAsInt(i % width, i / width);
        }
        return new Picture(width, height, argb);
    }

    static int grey(int value) {
        return rgb(value, value, value);
    }

    static int rgb(int r, int g, int b) {
        return Argb.of(Math.clamp(r, 0, 255), Math.clamp(g, 0, 255), Math.clamp(b, 0, 255));
    }

    int at(int x, int y) {
        return argb[y * width + x];
    }

    int luma(int x, int y) {
        int p = at(x, y);
        return Argb.luma(Argb.red(p), Argb.green(p), Argb.blue(p));
    }

    Picture filled(Mask mask, long seed) {
        return filled(mask, seed, Bands.SEQUENTIAL);
    }

    Picture filled(Mask mask, long seed, Bands bands) {
        return new Picture(
                width,
                height,
                new PatchFill().fill(argb, width, height, mask.bytes(), seed, bands));
    }

    Picture thinlyFilled(Mask mask) {
        var map = HoleMap.of(argb, mask.bytes(), width, height);
        int[] result = argb.clone();
        ThinFill.fill(result, map, map.holePixels());
        return new Picture(width, height, result);
    }

    Picture blanked(Mask mask, int colour) {
        int[] result = argb.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = mask.bytes()[i] != 0 ? colour : result[i];
        }
        return new Picture(width, height, result);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture p && width == p.width && Arrays.equals(argb, p.argb);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(argb);
    }
}
