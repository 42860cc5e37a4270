package dev.atelier.robots.generate.engine.painter;

import dev.atelier.robots.generate.engine.painter.scene.SubjectKind;

/** Finds the largest place inside a mask where a subject fits; (x, base) is its foot. */
record Fitting(double x, double base, double unit) {
    private static final double[] WHALE = {
        0, -1, 0.36, -0.95, -0.36, -0.95, -0.6, -0.5, 0.6, -0.5, 0, -0.5, -0.68, -0.12, 0.68, -0.12,
        -0.55, 0.03, 0.55, 0.03, -0.3, 0.16, 0.3, 0.16, 0, 0.2
    };

    static Fitting of(MaskArea area, SubjectKind kind) {
        double[] form = kind == SubjectKind.WHALE ? WHALE : box(kind);
        double largest = Math.min(area.height / rise(form), area.width * 1.15);
        for (int k = 0; k < 36; k++) {
            double unit = largest * (1 - k / 40.0);
            for (int row = 0; row <= 10; row++) {
                double base =
                        area.top
                                + area.height * (1 - 0.04 * row)
                                - unit * 0.03
                                - (rise(form) - 1.02) * unit;
                for (int column = 0; column < 5; column++) {
                    int steps = (column + 1) / 2;
                    double shift = steps * (column % 2 == 0 ? 0.08 : -0.08);
                    double x = area.left + area.width * (0.5 + shift);
                    if (fits(area, form, x, base, unit)) {
                        return new Fitting(x, base, unit);
                    }
                }
            }
        }
        double unit = largest * 0.4;
        return new Fitting(
                area.left + area.width * 0.5, area.top + area.height * 0.6 + unit * 0.4, unit);
    }

    private static double rise(double[] form) {
        double low = 0;
        for (int i = 1; i < form.length; i += 2) {
            low = Math.max(low, form[i]);
        }
        return 1.02 + low;
    }

    private static double[] box(SubjectKind kind) {
        double half =
                switch (kind) {
                    case BOAT -> 1.3;
                    case HOUSE, BICYCLE -> 0.9;
                    case FOX, BIRD -> 1.05;
                    case HORSE, CASTLE -> 0.6;
                    case SAILING_BOAT, MOON, LIGHTHOUSE -> 0.5;
                    case DEER, TREE, PALM, BALLOON, CAT -> 0.42;
                    case PINE, PERSON -> 0.24;
                    case WHALE -> 0.55;
                };
        return new double[] {
            0,
            -1,
            -half * 0.7,
            -0.9,
            half * 0.7,
            -0.9,
            -half,
            -0.5,
            half,
            -0.5,
            -half,
            -0.05,
            half,
            -0.05,
            0,
            0.03
        };
    }

    private static boolean fits(MaskArea area, double[] form, double x, double base, double unit) {
        int inside = 0;
        for (int i = 0; i < form.length; i += 2) {
            if (area.holds(x + form[i] * unit, base + form[i + 1] * unit)) {
                inside++;
            }
        }
        return inside >= form.length * 0.465;
    }
}
