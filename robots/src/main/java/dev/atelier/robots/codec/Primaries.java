package dev.atelier.robots.codec;

import java.util.Optional;

/**
 * The red, green and blue that colours are mixed from, and their white, by the numbers and the
 * chromaticities of ITU-T H.273, table 2.
 */
enum Primaries {
    BT709(0.640, 0.330, 0.300, 0.600, 0.150, 0.060, White.D65),
    BT470M(0.670, 0.330, 0.210, 0.710, 0.140, 0.080, White.C),
    BT470BG(0.640, 0.330, 0.290, 0.600, 0.150, 0.060, White.D65),
    SMPTE170M(0.630, 0.340, 0.310, 0.595, 0.155, 0.070, White.D65),
    FILM(0.681, 0.319, 0.243, 0.692, 0.145, 0.049, White.C),
    BT2020(0.708, 0.292, 0.170, 0.797, 0.131, 0.046, White.D65),
    DCI_P3(0.680, 0.320, 0.265, 0.690, 0.150, 0.060, White.DCI),
    DISPLAY_P3(0.680, 0.320, 0.265, 0.690, 0.150, 0.060, White.D65),
    EBU3213(0.630, 0.340, 0.295, 0.605, 0.155, 0.077, White.D65);

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes its cells
    private final Matrix3 toXyz;

    private final White white;

    private enum White {
        D65(0.3127, 0.3290),
        C(0.310, 0.316),
        DCI(0.314, 0.351);

        @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
        private final double[] xyz;

        White(double x, double y) {
            this.xyz = light(x, y);
        }
    }

    Primaries(double rx, double ry, double gx, double gy, double bx, double by, White white) {
        double[] r = light(rx, ry);
        double[] g = light(gx, gy);
        double[] b = light(bx, by);
        var mixed =
                new Matrix3(new double[] {r[0], g[0], b[0], r[1], g[1], b[1], r[2], g[2], b[2]});
        double[] shares = mixed.inverse().times(white.xyz);
        this.toXyz = mixed.times(Matrix3.diagonal(shares));
        this.white = white;
    }

    /** X, Y and Z of a chromaticity, with a Y of 1. */
    private static double[] light(double x, double y) {
        return new double[] {x / y, 1, (1 - x - y) / y};
    }

    /** Unspecified ones are taken as those of sRGB. */
    static Optional<Primaries> of(int number) {
        return Optional.ofNullable(
                switch (number) {
                    case 1, 2 -> BT709;
                    case 4 -> BT470M;
                    case 5 -> BT470BG;
                    case 6, 7 -> SMPTE170M;
                    case 8 -> FILM;
                    case 9 -> BT2020;
                    case 11 -> DCI_P3;
                    case 12 -> DISPLAY_P3;
                    case 22 -> EBU3213;
                    default -> null;
                });
    }

    /** From shares of the three to X, Y, Z under a given white. */
    Matrix3 toXyz(double[] seenWhite) {
        return Matrix3.adaptation(white.xyz, seenWhite).times(toXyz);
    }

    /** From shares of these three to shares of those of sRGB. */
    Matrix3 toSrgb() {
        return BT709.toXyz.inverse().times(toXyz(White.D65.xyz));
    }

    /** How bright a mixture is. */
    double luminance(double r, double g, double b) {
        return toXyz.at(1, 0) * r + toXyz.at(1, 1) * g + toXyz.at(1, 2) * b;
    }
}
