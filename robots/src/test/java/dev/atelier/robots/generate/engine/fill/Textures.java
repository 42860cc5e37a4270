package dev.atelier.robots.generate.engine.fill;

import java.util.Arrays;

/** Textures drawn from integer hashes: grass, gravel, brick. */
final class Textures {
    private Textures() {}

    private static int hash(int a, int b, int c) {
        return (int) (Chance.at(Chance.at(a, b), c) >>> 40);
    }

    static Picture noise(int width, int height) {
        return Picture.of(width, height, (x, y) -> Picture.grey(64 + hash(x, y, 1) % 128));
    }

    /** Blades at random places and angles, later ones over earlier ones. */
    static Picture grass(int width, int height) {
        var argb = new int[width * height];
        Arrays.fill(argb, Picture.rgb(50, 70, 30));
        for (int blade = 0; blade < width * height / 8; blade++) {
            double x = hash(blade, 1, 0) % (width + 20) - 10;
            double y = hash(blade, 2, 0) % (height + 20) - 10;
            double lean = (hash(blade, 3, 0) % 100 - 50) / 60.0;
            int light = hash(blade, 4, 0) % 90;
            int colour = Picture.rgb(40 + light, 75 + light * 5 / 4, 25 + light / 2);
            for (int step = 0; step < 6 + hash(blade, 5, 0) % 10; step++) {
                int px = (int) Math.floor(x + step * lean);
                int py = (int) Math.floor(y - step);
                if (px >= 0 && py >= 0 && px < width && py < height) {
                    argb[py * width + px] = colour;
                }
            }
        }
        return new Picture(width, height, argb);
    }

    /** Cells round jittered points, each with its own grey, darker towards the next cell. */
    static Picture gravel(int width, int height) {
        return Picture.of(width, height, (x, y) -> pebble(x, y, 11));
    }

    private static int pebble(int x, int y, int size) {
        double first = 1e9;
        double second = 1e9;
        int shade = 0;
        int tint = 0;
        for (int cy = y / size - 2; cy <= y / size + 2; cy++) {
            for (int cx = x / size - 2; cx <= x / size + 2; cx++) {
                double px = cx * size + hash(cx + 99, cy + 99, 1) % size;
                double py = cy * size + hash(cx + 99, cy + 99, 2) % size;
                double d = Math.hypot(px - x, py - y);
                if (d < first) {
                    second = first;
                    first = d;
                    shade = 90 + hash(cx + 99, cy + 99, 3) % 110;
                    tint = hash(cx + 99, cy + 99, 4) % 20;
                } else if (d < second) {
                    second = d;
                }
            }
        }
        int grain = hash(x, y, 5) % 13 - 6;
        int value = (int) (shade * Math.min(1, 0.35 + (second - first) / 6)) + grain;
        return Picture.rgb(value + tint, value + tint / 2, value);
    }

    /** Bricks of 40x16 in rows shifted by half, light mortar, each brick its own red. */
    static Picture brick(int width, int height) {
        return Picture.of(
                width,
                height,
                (x, y) -> {
                    int row = y / 16;
                    int column = (x + row % 2 * 20) / 40;
                    int grain = hash(x, y, 6) % 15 - 7;
                    if (y % 16 < 2 || (x + row % 2 * 20) % 40 < 2) {
                        return Picture.grey(185 + grain);
                    }
                    int tone = hash(column, row, 7) % 30;
                    return Picture.rgb(140 + tone + grain, 70 + tone / 2 + grain, 55 + grain);
                });
    }

    static Picture stripes(int width, int height) {
        return Picture.of(width, height, (x, y) -> (x + y) / 9 % 2 == 0 ? 0xff2040a0 : 0xffe0d0b0);
    }

    static Picture checker(int width, int height) {
        return Picture.of(
                width, height, (x, y) -> (x / 12 + y / 12) % 2 == 0 ? 0xff303030 : 0xffd0d0d0);
    }

    static Picture linear(int width, int height) {
        return Picture.of(
                width,
                height,
                (x, y) -> Picture.rgb(40 + 180 * x / width, 200 - 150 * x / width, 90));
    }

    static Picture radial(int width, int height) {
        double reach = Math.hypot(width, height) / 2;
        return Picture.of(
                width,
                height,
                (x, y) -> {
                    double d = Math.hypot(x - width / 2.0, y - height / 2.0) / reach;
                    return Picture.rgb(
                            (int) (230 - 180 * d), (int) (60 + 120 * d), (int) (120 + 60 * d));
                });
    }
}
