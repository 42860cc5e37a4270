package dev.atelier.robots.generate.engine.painter.subject;

import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.scene.SubjectKind;
import dev.atelier.robots.generate.engine.painter.scene.Tint;

/** Finds the figure of a kind of subject. */
final class Figures {
    private Figures() {}

    /** Trees and whales have painters of their own and are not built here. */
    static Figure of(SubjectKind kind, Tint tint, Dice dice, boolean night) {
        var f = new Figure(Rgb.of(tint.rgb), tint != Tint.NATURAL);
        switch (kind) {
            case SAILING_BOAT -> Vessels.sailingBoat(f);
            case BOAT -> Vessels.boat(f, dice, night);
            case BALLOON -> Vessels.balloon(f, dice);
            case BICYCLE -> Vessels.bicycle(f);
            case LIGHTHOUSE -> Buildings.lighthouse(f, night);
            case HOUSE -> Buildings.house(f, night);
            case CASTLE -> Buildings.castle(f, night);
            case DEER -> Animals.deer(f);
            case HORSE -> Animals.horse(f);
            case FOX -> Animals.fox(f);
            case CAT -> Companions.cat(f);
            case BIRD -> Companions.bird(f, dice);
            case PERSON -> Companions.person(f, dice);
            case MOON -> Buildings.moon(f);
            case WHALE, TREE, PINE, PALM -> {}
        }
        return f;
    }
}
