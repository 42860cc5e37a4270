package dev.atelier.robots.generate.engine.painter.land;

import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Noise;
import dev.atelier.robots.generate.engine.painter.canvas.Path;
import dev.atelier.robots.generate.engine.painter.light.Stage;
import dev.atelier.robots.generate.engine.painter.scene.Setting;

/** Where the water of a scene ends and land begins: open sea, a near bank, or a winding river. */
public final class Shore {
    private enum Form {
        OPEN,
        BANK,
        RIVER,
        NONE
    }

    private final Stage stage;
    private final Form form;
    private final Noise noise;
    private final double base;
    private final double tilt;
    private final double bend;

    public Shore(Stage stage) {
        this.stage = stage;
        var dice = stage.dice("shore");
        this.noise = new Noise(dice.salt());
        boolean sea = stage.has(Setting.SEA) && !stage.has(Setting.BEACH);
        boolean open = sea || stage.waterfront();
        boolean bank = stage.has(Setting.LAKE) || stage.has(Setting.BEACH);
        this.form =
                open
                        ? Form.OPEN
                        : bank ? Form.BANK : stage.has(Setting.RIVER) ? Form.RIVER : Form.NONE;
        boolean beach = stage.has(Setting.BEACH);
        this.base = beach ? dice.range(0.5, 0.66) : dice.range(0.86, 1.0);
        double lean = dice.range(0.12, 0.4) * (dice.chance(0.5) ? 1 : -1);
        this.tilt = beach ? lean : lean * 0.45;
        this.bend = dice.range(-1, 1);
    }

    public boolean dry() {
        return form == Form.NONE;
    }

    /** How much of a pixel is water. */
    public double wet(int x, int y) {
        double soft = 1.2 / stage.height();
        return switch (form) {
            case NONE -> 0;
            case OPEN -> 1;
            case BANK, RIVER -> Curve.step(-soft * 2, soft * 2, inside(x, y));
        };
    }

    /** Distance to the water's edge as a share of the height, positive on the water. */
    public double inside(double x, double y) {
        double h = stage.horizonRow();
        double p = (y - h) / (stage.height() - h);
        double u = stage.across(x);
        return switch (form) {
            case NONE -> -1;
            case OPEN -> 1;
            case BANK -> (edge(u) - p) * (1 - stage.horizon());
            case RIVER -> {
                double centre = centre(p);
                double half =
                        0.012 + 0.4 * p * p + 0.09 * p + 0.02 * noise.at(p * 9, u > centre ? 4 : 8);
                yield (half - Math.abs(u - centre)) * (0.25 + 0.75 * p);
            }
        };
    }

    private double edge(double u) {
        return base + tilt * u + 0.06 * noise.sum(u * 2.2, 0.5, 3);
    }

    private double centre(double p) {
        double near = Curve.clamp(p);
        return 0.3 * bend * (1 - near) * Curve.wave(0.15 + StrictMath.sqrt(near) * 1.15)
                + bend * 0.22 * near;
    }

    /** The water's outline. */
    public Path outline() {
        double h = stage.horizonRow();
        double w = stage.width();
        double tall = stage.height();
        return switch (form) {
            case NONE -> new Path();
            case OPEN -> Path.rectangle(0, h, w, tall - h);
            case BANK -> {
                var path = new Path().move(0, h).line(w, h);
                for (int i = 24; i >= 0; i--) {
                    double x = w * i / 24;
                    path.line(x, h + Math.min(1.05, edge(stage.across(x))) * (tall - h));
                }
                yield path.close();
            }
            case RIVER -> river(h, tall);
        };
    }

    private Path river(double h, double tall) {
        var path = new Path();
        for (int i = 0; i <= 60; i++) {
            double p = (i <= 30 ? i : 60 - i) / 30.0;
            double side = i <= 30 ? -1 : 1;
            double half = 0.012 + 0.4 * p * p + 0.09 * p;
            double x = stage.width() * 0.5 + (centre(p) + side * half) * tall;
            double y = h + p * (tall - h);
            if (i == 0) {
                path.move(x, y);
            } else {
                path.line(x, y);
            }
        }
        return path.close();
    }
}
