package dev.atelier.robots.document;

import java.util.Locale;

/** The sizes of paper that have a name. */
enum PageSize {
    A3(842, 1191),
    A4(595, 842),
    A5(420, 595),
    LETTER(612, 792),
    LEGAL(612, 1008);

    private final int width;
    private final int height;

    PageSize(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** In points, of which 72 are an inch. */
    static String text(double width, double height) {
        String size = number(width) + " x " + number(height) + " pts";
        for (PageSize each : values()) {
            boolean upright = near(width, each.width) && near(height, each.height);
            boolean across = near(width, each.height) && near(height, each.width);
            if (upright || across) {
                String name = each.name().length() == 2 ? each.name() : each.lower();
                return size + " (" + name + ")";
            }
        }
        return size;
    }

    private String lower() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static boolean near(double found, int wanted) {
        return Math.abs(found - wanted) < 1.5;
    }

    private static String number(double points) {
        double rounded = Math.round(points * 100) / 100.0;
        return rounded == Math.rint(rounded)
                ? Long.toString((long) rounded)
                : Double.toString(rounded);
    }
}
