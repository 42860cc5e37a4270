package dev.atelier.robots.image.enhance;

import dev.atelier.robots.image.enhance.Grade.Tint;

import java.util.function.IntUnaryOperator;

/** Looks by name. The names are those of others, what they do is ours. */
public enum Preset {
    NONE(1, 0, 0, 1, Tint.NONE, Tint.NONE),
    WARM(1.05, 0.05, 0, 1, new Tint(3, 0, -3), new Tint(5, 1, -6)),
    COOL(1, 0.05, 0, 1, new Tint(-4, 0, 4), new Tint(-5, 0, 5)),
    VINTAGE(0.75, -0.15, 0.07, 0.95, new Tint(4, 1, -3), new Tint(3, 1, -7)),
    VIVID(1.4, 0.35, 0, 1, Tint.NONE, Tint.NONE),
    MATTE(0.85, -0.1, 0.12, 0.96, Tint.NONE, Tint.NONE),
    CINEMATIC(0.9, 0.4, 0.02, 0.98, new Tint(-6, 1, 7), new Tint(6, 1, -6)),
    GOLDEN_HOUR(1.15, 0.1, 0.02, 1, new Tint(5, 1, -4), new Tint(9, 4, -10)),
    BW_DRAMATIC(0, 0.9, 0, 1, Tint.NONE, Tint.NONE),
    BW_CLASSIC(0, 0.15, 0.02, 0.98, Tint.NONE, Tint.NONE),
    NOIR(0, 1, 0, 0.82, Tint.NONE, Tint.NONE),
    FADE(0.65, -0.4, 0.16, 0.94, Tint.NONE, Tint.NONE),
    PASTEL(0.6, -0.3, 0.14, 1, new Tint(2, 1, 3), new Tint(2, 1, 2)),
    TEAL_ORANGE(1.1, 0.25, 0, 1, new Tint(-9, 3, 8), new Tint(9, 2, -9));

    private final Grade grade;

    Preset(double saturation, double curve, double black, double white, Tint shadows, Tint lights) {
        this.grade = new Grade(saturation, curve, black, white, shadows, lights);
    }

    public IntUnaryOperator grade() {
        return grade;
    }
}
