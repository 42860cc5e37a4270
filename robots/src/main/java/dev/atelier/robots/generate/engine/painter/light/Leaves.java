package dev.atelier.robots.generate.engine.painter.light;

import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.scene.Season;
import dev.atelier.robots.generate.engine.painter.scene.Setting;
import dev.atelier.robots.generate.engine.painter.scene.Weather;

/** The colours of what grows, by season. */
public final class Leaves {
    private Leaves() {}

    /** Grass. */
    public static Rgb ground(Stage stage) {
        return switch (stage.scene().season()) {
            case SPRING -> Rgb.of(0x86b04a);
            case SUMMER -> Rgb.of(0x6e8c3e);
            case AUTUMN -> Rgb.of(0xa8873f);
            case WINTER -> Rgb.of(0xb9bfb4);
            case ANY -> Rgb.of(0x70894a);
        };
    }

    /** Crowns of leafy trees. */
    public static Rgb crown(Stage stage) {
        return switch (stage.scene().season()) {
            case SPRING -> Rgb.of(0x86a94a);
            case SUMMER -> Rgb.of(0x4f7a35);
            case AUTUMN -> Rgb.of(0xc8702c);
            case WINTER -> Rgb.of(0x8a8078);
            case ANY -> Rgb.of(0x56783a);
        };
    }

    /** Firs and pines. */
    public static Rgb needles(Stage stage) {
        return snowy(stage) ? Rgb.of(0x5b7268) : Rgb.of(0x3c5c40);
    }

    public static boolean snowy(Stage stage) {
        return stage.has(Setting.SNOW)
                || stage.scene().weather() == Weather.SNOW
                || stage.scene().season() == Season.WINTER;
    }
}
