package dev.atelier.robots.codec;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Spoils a file at random: bits, bytes, markers, lengths, extremes, missing and doubled pieces. */
final class Flawed {
    private static final int HEAD = 700;
    private static final int START = 64;

    /** Lengths that a reader might trust: nothing, almost nothing, all there is. */
    private static final byte[][] EXTREMES = {
        {0, 0},
        {0, 1},
        {0, 2},
        {2, 0},
        {-1, -1},
        {0, 0, 0, 0},
        {0, 0, 0, 1},
        {1, 0, 0, 0},
        {127, -1, -1, -1},
        {-1, -1, -1, 127},
        {-128, 0, 0, 0},
        {0, 0, 0, -128},
        {-1, -1, -1, -1}
    };

    private Flawed() {}

    static byte[] of(byte[] file, SplittableRandom random) {
        byte[] out = file.clone();
        int flaws = 1 + random.nextInt(8);
        for (int i = 0; i < flaws && out.length > 4; i++) {
            out = flaw(out, random);
        }
        return out;
    }

    private static byte[] flaw(byte[] file, SplittableRandom random) {
        int reach = random.nextInt(3);
        int within = reach == 0 ? file.length : reach == 1 ? HEAD : START;
        int at = random.nextInt(Math.min(within, file.length));
        byte[] out = file.clone();
        switch (random.nextInt(8)) {
            case 0 -> out[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> out[at] = (byte) random.nextInt(256);
            case 2 -> out[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
            case 3 -> {
                out[at] = (byte) 0xFF;
                out[Math.min(at + 1, out.length - 1)] = (byte) (0xC0 + random.nextInt(0x40));
            }
            case 4 -> {
                return Arrays.copyOf(file, Math.max(1, random.nextInt(file.length)));
            }
            case 5 -> {
                int length = Math.min(random.nextInt(64), file.length - at);
                System.arraycopy(file, at + length, out, at, file.length - at - length);
                return Arrays.copyOf(out, out.length - length);
            }
            case 6 -> {
                byte[] value = EXTREMES[random.nextInt(EXTREMES.length)];
                System.arraycopy(value, 0, out, at, Math.min(value.length, out.length - at));
            }
            default -> {
                int from = random.nextInt(file.length);
                int length = Math.min(random.nextInt(64), file.length - Math.max(at, from));
                System.arraycopy(file, from, out, at, length);
            }
        }
        return out;
    }
}
