package dev.atelier.robots.meta;

/** The OkLab colour space, in which distances are about as large as they look. */
final class OkLab {
    private static final float[] LINEAR = new float[256];

    static {
        for (int i = 0; i < 256; i++) {
            double v = i / 255.0;
            LINEAR[i] = (float) (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
        }
    }

    private OkLab() {}

    /** From sRGB channels of 0 to 255. */
    static float[] of(float red, float green, float blue) {
        float r = linear(red);
        float g = linear(green);
        float b = linear(blue);
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return new float[] {
            (float) (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s),
            (float) (1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s),
            (float) (0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)
        };
    }

    private static float linear(float value) {
        return LINEAR[Math.clamp(Math.round(value), 0, 255)];
    }

    static double squared(float[] a, float[] b) {
        double l = a[0] - b[0];
        double x = a[1] - b[1];
        double y = a[2] - b[2];
        return l * l + x * x + y * y;
    }
}
