package dev.atelier.robots.generate.engine.painter.canvas;

import java.nio.charset.StandardCharsets;

/** Integer hashes: every bit of chance in a picture comes from here, equal on every machine. */
public final class Hash {
    private Hash() {}

    /** Spreads every bit of a number over all 64. */
    public static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** A number from 0 (inclusive) to 1 (exclusive) for a cell of a grid. */
    public static double cell(int x, int y, int salt) {
        return (bits(x, y, salt) >>> 8) * 0x1p-24;
    }

    /** 32 mixed bits for a cell of a grid. */
    public static int bits(int x, int y, int salt) {
        int h = x * 0x27d4eb2d ^ y * 0x165667b1 ^ salt * 0x9e3779b1;
        h = (h ^ (h >>> 15)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }

    /** FNV-1a over the UTF-8 bytes of a text. */
    public static long text(String text) {
        long h = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ (b & 0xff)) * 0x100000001b3L;
        }
        return h;
    }
}
