package dev.atelier.robots.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;

/** Compares pictures by size and mean difference, never by bytes. */
public final class Compare {
    private Compare() {}

    /** Mean absolute difference of the colour channels, 0 to 255; fails when sizes differ. */
    public static double distance(BufferedImage one, BufferedImage two) {
        return mean(one, two, new int[] {16, 8, 0});
    }

    public static double alphaDistance(BufferedImage one, BufferedImage two) {
        return mean(one, two, new int[] {24});
    }

    private static double mean(BufferedImage one, BufferedImage two, int[] shifts) {
        assertEquals(one.getWidth(), two.getWidth());
        assertEquals(one.getHeight(), two.getHeight());
        int[] a = Pixels.of(one);
        int[] b = Pixels.of(two);
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int s : shifts) {
                sum += Math.abs((a[i] >> s & 0xFF) - (b[i] >> s & 0xFF));
            }
        }
        return (double) sum / ((long) a.length * shifts.length);
    }
}
