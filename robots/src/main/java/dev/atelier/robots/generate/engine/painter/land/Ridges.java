package dev.atelier.robots.generate.engine.painter.land;

import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Layer;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.land.Ridge.Form;
import dev.atelier.robots.generate.engine.painter.land.Ridge.Kind;
import dev.atelier.robots.generate.engine.painter.light.Leaves;
import dev.atelier.robots.generate.engine.painter.light.Stage;
import dev.atelier.robots.generate.engine.painter.scene.Season;
import dev.atelier.robots.generate.engine.painter.scene.Setting;
import dev.atelier.robots.generate.engine.painter.scene.Weather;

import java.util.ArrayList;
import java.util.List;

/** The ranges that close a scene at the horizon, chosen from its settings. */
public final class Ridges {
    private Ridges() {}

    public static List<Layer> of(Stage stage) {
        var dice = stage.dice("ridges");
        if (stage.has(Setting.MOUNTAINS)) {
            return mountains(stage, dice);
        }
        if (stage.has(Setting.DESERT)) {
            return dunes(stage, dice);
        }
        if (stage.has(Setting.SEA) || stage.has(Setting.BEACH)) {
            return dice.chance(0.55) && !stage.has(Setting.CITY) ? coast(stage, dice) : List.of();
        }
        if (stage.has(Setting.CITY) || stage.has(Setting.FOREST)) {
            return hills(stage, dice, 2, 0.09);
        }
        return stage.has(Setting.HILLS)
                ? hills(stage, dice, 5, 0.16)
                : hills(stage, dice, 3, stage.has(Setting.FIELD) ? 0.07 : 0.11);
    }

    private static boolean white(Stage stage) {
        return stage.has(Setting.SNOW)
                || stage.scene().weather() == Weather.SNOW
                || stage.scene().season() == Season.WINTER;
    }

    private static List<Layer> mountains(Stage stage, Dice dice) {
        var layers = new ArrayList<Layer>();
        int count = 3 + dice.below(2);
        double snow = white(stage) ? 1.1 : dice.range(0.1, 0.55);
        double tall = dice.range(0.3, 0.44);
        double peak = dice.range(-0.45, 0.45);
        Rgb rock = dice.chance(0.5) ? Rgb.of(0x7c7880) : Rgb.of(0x857668);
        Rgb green = white(stage) ? Rgb.of(0xcfd8e2) : Leaves.ground(stage).scale(0.62);
        for (int i = 0; i < count; i++) {
            double near = i / (count - 1.0);
            double height = tall * (1 - 0.6 * near);
            double distance = 0.62 * (1 - near) * (1 - near) + 0.12 + 0.05 * (1 - near);
            var form =
                    new Form(
                            Kind.MOUNTAIN,
                            stage.horizon() + 0.012 * near,
                            height,
                            1.5 + 0.9 * near,
                            distance,
                            snow - 0.5 * near,
                            rock,
                            green,
                            peak + dice.range(-0.5, 0.5) * near);
            layers.add(new Ridge(stage, form, "mountain" + i));
        }
        return layers;
    }

    private static List<Layer> hills(Stage stage, Dice dice, int count, double height) {
        var layers = new ArrayList<Layer>();
        Rgb grass = white(stage) ? Rgb.of(0xe4e9f0) : Leaves.ground(stage);
        Rgb wood = white(stage) ? Rgb.of(0xa9b4bf) : Leaves.crown(stage).scale(0.75);
        for (int i = 0; i < count; i++) {
            double near = count == 1 ? 0 : i / (count - 1.0);
            boolean rolling = stage.has(Setting.HILLS);
            double foot =
                    stage.horizon() + (rolling ? 0.36 * near * StrictMath.sqrt(near) : 0.01 * near);
            double tall = height * (1 - (rolling ? 0.1 : 0.45) * near) * dice.range(0.75, 1.2);
            double distance = 0.66 * (1 - near) + 0.06;
            var form =
                    new Form(
                            Kind.HILL,
                            foot,
                            tall,
                            rolling ? 1.5 - 0.8 * near : 1.1 + 0.5 * near,
                            distance,
                            0,
                            wood,
                            grass,
                            0);
            layers.add(new Ridge(stage, form, "hill" + i));
        }
        return layers;
    }

    private static List<Layer> dunes(Stage stage, Dice dice) {
        var layers = new ArrayList<Layer>();
        Rgb sand = Rgb.of(0xe0a866).mix(Rgb.of(0xe6c595), dice.next());
        for (int i = 0; i < 4; i++) {
            double near = i / 3.0;
            double foot = stage.horizon() + 0.02 + 0.36 * near * near;
            var form =
                    new Form(
                            Kind.DUNE,
                            foot,
                            0.1 + 0.13 * near * dice.range(0.7, 1.3),
                            2.1 - 1.2 * near,
                            0.5 * (1 - near) * (1 - near),
                            0,
                            sand,
                            sand,
                            0);
            layers.add(new Ridge(stage, form, "dune" + i));
        }
        return layers;
    }

    private static List<Layer> coast(Stage stage, Dice dice) {
        var layers = new ArrayList<Layer>();
        Rgb rock = Rgb.of(0x6c6a66);
        int count = 1 + dice.below(2);
        for (int i = 0; i < count; i++) {
            var form =
                    new Form(
                            Kind.MOUNTAIN,
                            stage.horizon() + 0.002,
                            dice.range(0.05, 0.13),
                            dice.range(1.1, 1.8),
                            0.7 - 0.18 * i,
                            -2,
                            rock,
                            Leaves.ground(stage).scale(0.6),
                            dice.chance(0.5) ? -0.9 : 0.9);
            layers.add(new Ridge(stage, form, "coast" + i));
        }
        return layers;
    }
}
