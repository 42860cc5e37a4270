package dev.atelier.robots.image.enhance;

import dev.atelier.robots.image.enhance.Grade.Tint;

import java.util.function.IntUnaryOperator;

/** Looks by name. The names are those of others, what they do is ours. */
public enum Preset {
    NONE,
    WARM,
    COOL,
    VINTAGE,
    VIVID,
    MATTE,
    CINEMATIC,
    GOLDEN_HOUR,
    BW_DRAMATIC,
    BW_CLASSIC,
    NOIR,
    FADE,
    PASTEL,
    TEAL_ORANGE;

    public IntUnaryOperator grade() {
        return switch (this) {
            case NONE -> new Grade(1, 0, 0, 1, Tint.NONE, Tint.NONE);
            case WARM -> new Grade(1.05, 0.05, 0, 1, new Tint(3, 0, -3), new Tint(5, 1, -6));
            case COOL -> new Grade(1, 0.05, 0, 1, new Tint(-4, 0, 4), new Tint(-5, 0, 5));
            case VINTAGE ->
                    new Grade(0.75, -0.15, 0.07, 0.95, new Tint(4, 1, -3), new Tint(3, 1, -7));
            case VIVID -> new Grade(1.4, 0.35, 0, 1, Tint.NONE, Tint.NONE);
            case MATTE -> new Grade(0.85, -0.1, 0.12, 0.96, Tint.NONE, Tint.NONE);
            case CINEMATIC ->
                    new Grade(0.9, 0.4, 0.02, 0.98, new Tint(-6, 1, 7), new Tint(6, 1, -6));
            case GOLDEN_HOUR ->
                    new Grade(1.15, 0.1, 0.02, 1, new Tint(5, 1, -4), new Tint(9, 4, -10));
            case BW_DRAMATIC -> new Grade(0, 0.9, 0, 1, Tint.NONE, Tint.NONE);
            case BW_CLASSIC -> new Grade(0, 0.15, 0.02, 0.98, Tint.NONE, Tint.NONE);
            case NOIR -> new Grade(0, 1, 0, 0.82, Tint.NONE, Tint.NONE);
            case FADE -> new Grade(0.65, -0.4, 0.16, 0.94, Tint.NONE, Tint.NONE);
            case PASTEL -> new Grade(0.6, -0.3, 0.14, 1, new Tint(2, 1, 3), new Tint(2, 1, 2));
            case TEAL_ORANGE -> new Grade(1.1, 0.25, 0, 1, new Tint(-9, 3, 8), new Tint(9, 2, -9));
        };
    }
}
