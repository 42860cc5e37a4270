package dev.atelier.robots.generate.engine.painter.pattern;

import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.scene.Tint;

import java.util.ArrayList;
import java.util.List;

/** A ground and four inks that go together. */
record Inks(Rgb ground, List<Rgb> inks) {
    private static final int[][] SETS = {
        {0xf3ead8, 0x1f3a4d, 0xc7502f, 0xe3a43b, 0x6f9b8e},
        {0x101c2e, 0xe9c46a, 0xe76f51, 0x2a9d8f, 0xf1e8d6},
        {0xefe4d6, 0x5b3a52, 0xb0566a, 0xe2a07a, 0x3f6c7d},
        {0x17211f, 0x7fb69a, 0xe8d9a8, 0xd4744a, 0x3d6f73},
        {0xe4ebee, 0x16425b, 0x3a7ca5, 0x81c3d7, 0xd98f4e},
        {0x241a2e, 0xf2b5a0, 0x9d4edd, 0x5a6fd8, 0xf6e3c5},
        {0xf6efe4, 0x2f4a36, 0x7d9b57, 0xd9b44a, 0xb4552d},
    };

    static Inks of(Dice dice, Tint lean) {
        int[] set = SETS[dice.below(SETS.length)];
        var inks = new ArrayList<Rgb>();
        int turn = dice.below(4);
        for (int i = 0; i < 4; i++) {
            inks.add(leaning(Rgb.of(set[1 + (i + turn) % 4]), lean, 0.62));
        }
        return new Inks(leaning(Rgb.of(set[0]), lean, 0.3), inks);
    }

    private static Rgb leaning(Rgb c, Tint lean, double t) {
        if (lean == Tint.NATURAL) {
            return c;
        }
        Rgb to = Rgb.of(lean.rgb);
        return c.mix(to.scale((0.25 + c.luma()) / Math.max(0.15, to.luma() + 0.1)), t);
    }

    Rgb pick(Dice dice) {
        return inks.get(dice.below(inks.size()));
    }
}
