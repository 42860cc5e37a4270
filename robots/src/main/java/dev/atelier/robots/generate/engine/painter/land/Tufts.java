package dev.atelier.robots.generate.engine.painter.land;

import dev.atelier.robots.generate.engine.painter.canvas.Canvas;
import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Drawing;
import dev.atelier.robots.generate.engine.painter.canvas.Layer;
import dev.atelier.robots.generate.engine.painter.canvas.Noise;
import dev.atelier.robots.generate.engine.painter.canvas.Paint;
import dev.atelier.robots.generate.engine.painter.canvas.Path;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.light.Leaves;
import dev.atelier.robots.generate.engine.painter.light.Light;
import dev.atelier.robots.generate.engine.painter.light.Stage;
import dev.atelier.robots.generate.engine.painter.scene.Season;
import dev.atelier.robots.generate.engine.painter.scene.Setting;

import org.jspecify.annotations.Nullable;

/** Blades of grass, reeds and flowers close to the viewer. */
public final class Tufts implements Layer {
    private final Stage stage;
    private final Light light;
    private final Shore shore;
    private final Drawing painted;

    public Tufts(Stage stage, Shore shore) {
        this.stage = stage;
        this.light = stage.light();
        this.shore = shore;
        this.painted = new Drawing(stage.width(), stage.height());
        painted.begin("grass");
        grow(painted, 1100);
    }

    /** True where grass grows. */
    public static boolean grows(Stage stage) {
        boolean bare =
                stage.has(Setting.DESERT) || stage.has(Setting.BEACH) || stage.has(Setting.CITY);
        return !bare && !stage.has(Setting.SEA) && !Leaves.snowy(stage);
    }

    @Override
    public void paint(Canvas canvas, int from, int to) {
        painted.paint(canvas, from, to);
    }

    @Override
    public void draw(Drawing drawing) {
        drawing.begin("grass");
        grow(drawing, 150);
    }

    private void grow(Drawing drawing, int count) {
        var dice = stage.dice("tufts");
        var thick = new Noise(dice.salt());
        double wind = dice.range(-0.35, 0.35);
        boolean flowers = stage.has(Setting.FIELD) || stage.scene().season() == Season.SPRING;
        Rgb[] petals = {Rgb.of(0xdf4436), Rgb.of(0xefc53a), Rgb.of(0x9068cc), Rgb.of(0xf5f2ea)};
        Rgb petal = petals[dice.below(petals.length)];
        double h = stage.horizonRow();
        for (int i = 0; i < count; i++) {
            double p = 0.45 + 0.62 * Math.sqrt(i / (double) count);
            double x = dice.range(-0.02, 1.02) * stage.width();
            double y = h + p * (stage.height() - h);
            double dense = thick.sum(stage.across(x) * 2.6, p * 5, 2);
            if (dense > dice.range(-0.25, 0.2) && (shore.dry() || shore.inside(x, y) < -0.012)) {
                tuft(drawing, dice, x, y, p, wind, flowers && dice.chance(0.3) ? petal : null);
            }
        }
    }

    private void tuft(
            Drawing drawing,
            Dice dice,
            double x,
            double y,
            double p,
            double wind,
            @Nullable Rgb petal) {
        double tall = stage.height() * (0.012 + 0.036 * p * p) * dice.range(0.6, 1.35);
        Rgb grass =
                Leaves.ground(stage)
                        .mix(Rgb.of(0xb8a35a), dice.range(0, 0.5))
                        .scale(dice.range(0.6, 1.15));
        for (int k = 0; k < 3; k++) {
            double lean = (wind + dice.range(-0.45, 0.45)) * tall;
            double foot = x + dice.range(-0.25, 0.25) * tall;
            double w = tall * 0.035;
            Rgb c = light.shade(grass.scale(0.85 + 0.15 * k), 0.3 * lean / tall, -0.6, 0.5);
            var blade =
                    Path.limb(
                            foot,
                            y,
                            w,
                            foot + lean * 0.35,
                            y - tall * 0.6,
                            w * 0.8,
                            foot + lean,
                            y - tall,
                            w * 0.1);
            drawing.fill(blade, Paint.solid(light.far(c, 0), 0.92));
            if (petal != null && k == 2) {
                double r = tall * 0.13;
                Rgb lit =
                        light.shade(
                                petal.scale(dice.range(0.85, 1.1)), light.dx() * 0.4, -0.5, 0.6);
                drawing.fill(Path.ellipse(foot + lean, y - tall, r, r * 0.75), Paint.solid(lit));
                drawing.fill(
                        Path.ellipse(foot + lean, y - tall - r * 0.15, r * 0.4, r * 0.3),
                        Paint.solid(lit.mix(Rgb.of(0x5a4020), 0.4)));
            }
        }
    }
}
