package dev.atelier.robots.generate.engine.painter.light;

import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.scene.Scene;
import dev.atelier.robots.generate.engine.painter.scene.Season;
import dev.atelier.robots.generate.engine.painter.scene.Setting;
import dev.atelier.robots.generate.engine.painter.scene.TimeOfDay;
import dev.atelier.robots.generate.engine.painter.scene.Tint;

/** Decides the light of a scene from its hour, its weather and the seed. */
final class Lighting {
    private Lighting() {}

    static Light of(Scene scene, Dice dice, double horizon) {
        Mood mood = hour(scene.time(), dice);
        Mood side = dice.chance(0.5) ? Mood.DAWN : Mood.GOLDEN;
        double drift =
                scene.time() == TimeOfDay.NIGHT || scene.time() == TimeOfDay.DAY ? 0.05 : 0.16;
        mood = mood.mix(side, dice.range(0, drift));
        double cover = dice.range(0.22, 0.6);
        double fog = 0;
        switch (scene.weather()) {
            case FAIR -> {}
            case CLEAR -> cover = 0.03;
            case CLOUDY -> {
                cover = 0.92;
                mood = mood.veiled(0.62, 0.86);
            }
            case RAIN -> {
                cover = 1;
                fog = 0.3;
                mood = mood.veiled(0.74, 0.8);
            }
            case SNOW -> {
                cover = 1;
                fog = 0.38;
                mood = mood.veiled(0.7, 1.02);
            }
            case FOG -> {
                cover = 0.55;
                fog = 0.7;
                mood = mood.veiled(0.62, 1.02);
            }
            case STORM -> {
                cover = 1.12;
                fog = 0.12;
                mood = mood.veiled(0.66, 0.5);
            }
        }
        if (scene.has(Setting.DESERT)) {
            mood = mood.leaning(Rgb.of(0xf0cfa0), 0.16);
        }
        if (scene.season() == Season.AUTUMN) {
            mood = mood.leaning(Rgb.of(0xf2c48a), 0.1);
        }
        if (scene.season() == Season.WINTER) {
            mood = mood.leaning(Rgb.of(0xbcd2ea), 0.22);
        }
        if (scene.palette() != Tint.NATURAL) {
            mood = mood.leaning(Rgb.of(scene.palette().rgb), 0.5);
        }
        return aimed(mood, scene, dice.fork("sun"), horizon, cover, fog);
    }

    private static Mood hour(TimeOfDay time, Dice dice) {
        return switch (time) {
            case ANY -> Mood.AFTERNOON.mix(Mood.GOLDEN, dice.range(0, 0.75));
            case DAWN -> Mood.DAWN;
            case DAY -> Mood.DAY;
            case GOLDEN_HOUR -> Mood.GOLDEN;
            case SUNSET -> Mood.SUNSET;
            case DUSK -> Mood.DUSK;
            case NIGHT -> Mood.NIGHT;
        };
    }

    private static Light aimed(
            Mood m, Scene scene, Dice dice, double horizon, double cover, double fog) {
        boolean left = dice.chance(0.5);
        double aside = left ? dice.range(0.12, 0.42) : dice.range(0.58, 0.88);
        boolean low =
                switch (scene.time()) {
                    case DAWN, SUNSET, GOLDEN_HOUR, NIGHT -> true;
                    case ANY, DAY, DUSK -> false;
                };
        double above =
                switch (scene.time()) {
                    case SUNSET -> dice.range(0.04, 0.12);
                    case DAWN -> dice.range(0.06, 0.16);
                    case GOLDEN_HOUR -> dice.range(0.17, 0.27);
                    case NIGHT -> dice.range(0.26, 0.36);
                    case DUSK -> -0.06;
                    case ANY, DAY -> 0.9;
                };
        double x = low || scene.time() == TimeOfDay.DUSK ? aside : left ? -0.25 : 1.25;
        boolean visible = low && !scene.weather().falls() && fog < 0.05;
        double dx = left ? -0.72 : 0.72;
        double dy = low ? -0.5 : -0.62;
        double dz = low ? -0.12 : 0.42;
        double length = Math.sqrt(dx * dx + dy * dy + dz * dz);
        return new Light(
                m.zenith(),
                m.upper(),
                m.low(),
                m.horizon(),
                m.sun(),
                m.ambient(),
                m.haze(),
                m.strength(),
                m.dark(),
                x,
                horizon - above * Math.min(1, horizon * 1.9),
                visible,
                dx / length,
                dy / length,
                dz / length,
                cover,
                fog);
    }
}
