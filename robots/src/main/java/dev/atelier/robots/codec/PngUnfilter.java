package dev.atelier.robots.codec;

import java.io.IOException;

/** Undoes the filters of a PNG, row after row. */
final class PngUnfilter {
    private final int step;
    private byte[] row;
    private byte[] previous;

    /**
     * @param length of a row, without its filter byte
     * @param step bytes from one pixel to the next
     */
    PngUnfilter(int length, int step) {
        this.step = step;
        row = new byte[length];
        previous = new byte[length];
    }

    /** The samples of the next row, valid until the next call. */
    byte[] undo(PngData data, int remaining) throws IOException {
        byte[] above = row;
        row = previous;
        previous = above;
        switch (data.next(row, remaining)) {
            case 0 -> {}
            case 1 -> sub(row, step);
            case 2 -> up(row, above);
            case 3 -> average(row, above);
            case 4 -> paeth(row, above, step);
            default -> throw new PictureException("The data of the PNG is broken.");
        }
        return row;
    }

    private static void sub(byte[] row, int step) {
        for (int i = step; i < row.length; i++) {
            row[i] += row[i - step];
        }
    }

    private static void up(byte[] row, byte[] above) {
        for (int i = 0; i < row.length; i++) {
            row[i] += above[i];
        }
    }

    private void average(byte[] row, byte[] above) {
        switch (step) {
            case 3 -> averageOfThree(row, above);
            case 4 -> averageOfFour(row, above);
            default -> averageOfOne(row, above);
        }
    }

    private static void averageOfOne(byte[] row, byte[] above) {
        int left = 0;
        for (int i = 0; i < row.length; i++) {
            left = average(row[i], left, above[i]);
            row[i] = (byte) left;
        }
    }

    /** What lies left stays in registers: half the time of reading it again. */
    private static void averageOfThree(byte[] row, byte[] above) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int i = 0; i < row.length - 2; i += 3) {
            red = average(row[i], red, above[i]);
            green = average(row[i + 1], green, above[i + 1]);
            blue = average(row[i + 2], blue, above[i + 2]);
            row[i] = (byte) red;
            row[i + 1] = (byte) green;
            row[i + 2] = (byte) blue;
        }
    }

    private static void averageOfFour(byte[] row, byte[] above) {
        int red = 0;
        int green = 0;
        int blue = 0;
        int alpha = 0;
        for (int i = 0; i < row.length - 3; i += 4) {
            red = average(row[i], red, above[i]);
            green = average(row[i + 1], green, above[i + 1]);
            blue = average(row[i + 2], blue, above[i + 2]);
            alpha = average(row[i + 3], alpha, above[i + 3]);
            row[i] = (byte) red;
            row[i + 1] = (byte) green;
            row[i + 2] = (byte) blue;
            row[i + 3] = (byte) alpha;
        }
    }

    private static int average(byte difference, int left, byte above) {
        return difference + ((left + (above & 0xFF)) >> 1) & 0xFF;
    }

    private static void paeth(byte[] row, byte[] above, int step) {
        for (int i = 0; i < step; i++) {
            row[i] += above[i];
        }
        for (int i = step; i < row.length; i++) {
            int a = row[i - step] & 0xFF;
            int b = above[i] & 0xFF;
            int c = above[i - step] & 0xFF;
            int pa = Math.abs(b - c);
            int pb = Math.abs(a - c);
            int pc = Math.abs(a + b - c - c);
            row[i] += (byte) (pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
        }
    }
}
