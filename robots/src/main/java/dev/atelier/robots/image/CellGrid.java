package dev.atelier.robots.image;

import java.awt.image.BufferedImage;

/**
 * The mean colours of a picture's cells.
 *
 * @param red 0 to 1, row after row, as {@code green} and {@code blue}
 * @param alpha how much of the cell is covered, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent")
record CellGrid(int width, int height, float[] red, float[] green, float[] blue, float[] alpha) {
    private static final int SIDE = 96;

    static CellGrid of(BufferedImage picture) {
        int longest = Math.max(picture.getWidth(), picture.getHeight());
        double scale = Math.min(1, (double) SIDE / longest);
        int w = (int) Math.max(1, Math.round(picture.getWidth() * scale));
        int h = (int) Math.max(1, Math.round(picture.getHeight() * scale));
        int n = w * h;
        var grid = new CellGrid(w, h, new float[n], new float[n], new float[n], new float[n]);
        int[] count = new int[n];
        int[] row = new int[picture.getWidth()];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, row.length, 1, row, 0, row.length);
            int line = (int) ((long) y * h / picture.getHeight()) * w;
            for (int x = 0; x < row.length; x++) {
                int cell = line + (int) ((long) x * w / row.length);
                count[cell]++;
                grid.add(cell, row[x]);
            }
        }
        grid.average(count);
        return grid;
    }

    private void add(int cell, int argb) {
        float a = (argb >>> 24) / 255f;
        red[cell] += a * (argb >> 16 & 0xFF) / 255f;
        green[cell] += a * (argb >> 8 & 0xFF) / 255f;
        blue[cell] += a * (argb & 0xFF) / 255f;
        alpha[cell] += a;
    }

    private void average(int[] count) {
        for (int i = 0; i < count.length; i++) {
            float covered = Math.max(alpha[i], 1e-6f);
            red[i] /= covered;
            green[i] /= covered;
            blue[i] /= covered;
            alpha[i] /= count[i];
        }
    }

    /** Brightness by the weights of BT.601, what is transparent being black. */
    float luma(int cell) {
        return alpha[cell] * (0.299f * red[cell] + 0.587f * green[cell] + 0.114f * blue[cell]);
    }
}
