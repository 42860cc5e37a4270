package dev.atelier.robots.generate;

import java.util.Locale;

/** How much work a model puts into a picture, for those that let one choose. */
public enum Quality {
    LOW,
    MEDIUM,
    HIGH;

    /** As clients and most providers write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
