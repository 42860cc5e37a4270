package dev.atelier.robots.image.colour;

/** Leaves only black and white; what a pixel gets wrong is spread over its neighbours. */
public final class BlackAndWhite {
    private BlackAndWhite() {}

    /**
     * @param holes whether pixels without alpha are left out
     */
    public static void apply(int[] pixels, int width, boolean holes) {
        int[] here = new int[width + 2];
        int[] below = new int[width + 2];
        for (int y = 0; y * width < pixels.length; y++) {
            for (int x = 0; x < width; x++) {
                int p = pixels[y * width + x];
                int wanted = Tone.luma(p) + (here[x + 1] >> 4);
                int got = wanted < 128 ? 0 : 255;
                pixels[y * width + x] = (p & 0xFF000000) | (got * 0x010101);
                int error = holes && p >>> 24 == 0 ? 0 : wanted - got;
                here[x + 2] += error * 7;
                below[x] += error * 3;
                below[x + 1] += error * 5;
                below[x + 2] += error;
            }
            int[] done = here;
            here = below;
            below = done;
            java.util.Arrays.fill(below, 0);
        }
    }
}
