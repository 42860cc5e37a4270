package dev.atelier.robots.generate.engine.fill;

import dev.atelier.core.robot.Bands;

/**
 * Measures how busy the neighbourhood of each pixel is: the mean brightness step across and down
 * over 9x9 known pixels. Carried down the pyramid it keeps fine texture alive at coarse levels.
 */
final class Texture {
    private static final int RADIUS = 4;
    private static final int ROWS = 64;
    private static final int SCALE = 4;

    private final Layer layer;
    private final int width;

    private Texture(Layer layer) {
        this.layer = layer;
        width = layer.width;
    }

    static void measure(Layer layer, Bands bands) {
        var texture = new Texture(layer);
        bands.forEach((layer.height + ROWS - 1) / ROWS, band -> texture.band(band * ROWS));
    }

    private void band(int top) {
        var across = new int[width];
        var down = new int[width];
        var counts = new int[width];
        for (int y = top - RADIUS; y < top + RADIUS; y++) {
            addRow(y, 1, across, down, counts);
        }
        for (int y = top; y < Math.min(layer.height, top + ROWS); y++) {
            addRow(y + RADIUS, 1, across, down, counts);
            storeRow(y, across, down, counts);
            addRow(y - RADIUS, -1, across, down, counts);
        }
    }

    private void addRow(int y, int sign, int[] across, int[] down, int[] counts) {
        if (y < 0 || y + 1 >= layer.height) {
            return;
        }
        for (int x = 0; x + 1 < width; x++) {
            int i = y * width + x;
            if (known(i) && known(i + 1) && known(i + width)) {
                int here = luma(i);
                across[x] += sign * Math.abs(luma(i + 1) - here);
                down[x] += sign * Math.abs(luma(i + width) - here);
                counts[x] += sign;
            }
        }
    }

    private void storeRow(int y, int[] across, int[] down, int[] counts) {
        int sumAcross = 0;
        int sumDown = 0;
        int count = 0;
        for (int x = -RADIUS; x < width; x++) {
            int in = x + RADIUS;
            if (in < width) {
                sumAcross += across[in];
                sumDown += down[in];
                count += counts[in];
            }
            int out = x - RADIUS - 1;
            if (out >= 0) {
                sumAcross -= across[out];
                sumDown -= down[out];
                count -= counts[out];
            }
            if (x >= 0 && count > 0) {
                int i = 2 * (y * width + x);
                layer.texture[i] = (short) Math.min(255, SCALE * sumAcross / count);
                layer.texture[i + 1] = (short) Math.min(255, SCALE * sumDown / count);
            }
        }
    }

    private boolean known(int pixel) {
        return layer.state[pixel] == Layer.KNOWN;
    }

    private int luma(int pixel) {
        int i = 3 * pixel;
        return Argb.luma(layer.colour[i], layer.colour[i + 1], layer.colour[i + 2]);
    }
}
