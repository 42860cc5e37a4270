package dev.atelier.robots.generate.engine.painter.land;

import dev.atelier.robots.generate.engine.painter.canvas.Canvas;
import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Drawing;
import dev.atelier.robots.generate.engine.painter.canvas.Hash;
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

/** The level ground before the viewer: grass, sand or snow, with a wet edge where water begins. */
public final class Ground implements Layer {
    private enum Kind {
        GRASS,
        SAND,
        SNOW,
        STREET
    }

    private final Stage stage;
    private final Light light;
    private final Shore shore;
    private final Kind kind;
    private final Noise noise;
    private final Noise fine;
    private final int salt;
    private final double vanish;
    private final boolean rows;
    private final Rgb base;
    private final Rgb flower;

    public Ground(Stage stage, Shore shore) {
        this.stage = stage;
        this.light = stage.light();
        this.shore = shore;
        var dice = stage.dice("ground");
        this.noise = new Noise(dice.salt());
        this.fine = new Noise(dice.salt());
        this.salt = dice.salt();
        this.vanish = dice.range(-0.5, 0.5);
        this.kind = kindOf(stage);
        this.rows = kind == Kind.GRASS && stage.has(Setting.FIELD) && dice.chance(0.5);
        this.base =
                switch (kind) {
                    case GRASS -> Leaves.ground(stage);
                    case SAND -> stage.has(Setting.DESERT) ? Rgb.of(0xe0b27a) : Rgb.of(0xdcc49a);
                    case SNOW -> Rgb.of(0xe9eff6);
                    case STREET -> Rgb.of(0x8c8a88);
                };
        Rgb[] flowers = {Rgb.of(0xe84b3c), Rgb.of(0xf2c83a), Rgb.of(0x9a6fd0), Rgb.of(0xf4f1ea)};
        this.flower = flowers[dice.below(flowers.length)];
    }

    private static Kind kindOf(Stage stage) {
        if (Leaves.snowy(stage)) {
            return Kind.SNOW;
        }
        if (stage.has(Setting.DESERT) || stage.has(Setting.BEACH)) {
            return Kind.SAND;
        }
        return stage.has(Setting.CITY) && !stage.watery() ? Kind.STREET : Kind.GRASS;
    }

    @Override
    public void paint(Canvas canvas, int from, int to) {
        for (int y = Math.max(from, stage.horizonRow()); y < to; y++) {
            for (int x = 0; x < canvas.width; x++) {
                double edge = shore.dry() ? -1 : shore.inside(x, y);
                if (edge < 0.01) {
                    canvas.blend(x, y, at(x, y, edge), Curve.step(0.004, -0.001, edge));
                }
            }
        }
    }

    private Rgb at(int x, int y, double edge) {
        int h = stage.horizonRow();
        double p = (y - h + 0.7) / (stage.height() - h);
        double z = 1 / (p + 0.05);
        double u = stage.across(x);
        Rgb c =
                switch (kind) {
                    case GRASS -> grass(x, y, u, z, p);
                    case SAND -> sand(u, z, p, edge);
                    case SNOW -> snow(u, z, p);
                    case STREET -> street(u, z);
                };
        double glance =
                light.visible() ? Curve.bell(light.sunX(), 0.3, x / (double) stage.width()) : 0;
        c = c.screen(light.sun(), 0.13 * glance * light.strength() * (1 - p));
        return light.far(c, 0.42 * Curve.step(0.35, 0, p))
                .scale(1 - 0.22 * Curve.step(0.55, 1.1, p));
    }

    private Rgb grass(int x, int y, double u, double z, double p) {
        double patch = noise.sum(u * z * 1.3, z * 4, 4);
        double tone = 1 + 0.35 * patch;
        if (rows) {
            double line = Curve.wave((u - vanish * 0.2) * z * 2.2 + 0.1 * patch);
            tone += 0.15 * line * Curve.step(0.02, 0.12, p);
        }
        double blade =
                fine.straight(u * 70 / (0.3 + p) + 3 * patch, y / (double) stage.height() * 26, 3);
        double clump = fine.sum(u * z * 9, z * 22, 3);
        tone *= 1 - 0.3 * Curve.step(-0.02, 0.25, noise.sum(u * z * 0.45 + 9, z * 1.3, 2));
        tone += (0.26 * blade + 0.3 * clump) * Curve.step(0, 0.25, p);
        Rgb c = base.mix(Rgb.of(0xb39c52), Curve.clamp(0.25 + patch)).scale(tone);
        c = light.shade(c, 0.35 * clump, -0.85, 0.4);
        return bloom(c, x, y, p, patch);
    }

    private Rgb bloom(Rgb c, int x, int y, double p, double patch) {
        boolean flowers = stage.has(Setting.FIELD) || stage.scene().season() == Season.SPRING;
        if (!flowers || p < 0.06) {
            return c;
        }
        double cell = stage.height() * (0.003 + 0.016 * p);
        int row = Curve.floor(y / cell);
        int column = Curve.floor(x / cell + 0.5 * (row & 1));
        double chance = Hash.cell(column, row, salt) - Curve.step(-0.15, 0.3, patch) * 0.35;
        if (chance > 0.02) {
            return c;
        }
        double fx = x / cell + 0.5 * (row & 1) - column - 0.5;
        double fy = y / cell - row - 0.5;
        double dot = Curve.step(0.42, 0.2, Math.sqrt(fx * fx + fy * fy * 1.8));
        return c.mix(light.shade(flower, 0, -0.7, 0.5), dot * 0.85);
    }

    private Rgb sand(double u, double z, double p, double edge) {
        double soft = noise.sum(u * z * 1.1, z * 3.2, 4);
        double ripple =
                fine.straight(u * z * 3 + soft * 2, z * 26 + u * 4, 3) * Curve.step(0, 0.3, p);
        double grit = fine.sum(u * z * 40, z * 90, 2) * Curve.step(0.1, 0.5, p);
        Rgb c =
                light.shade(
                        base.scale(1 + 0.12 * soft + 0.05 * grit),
                        0.4 * ripple + 0.3 * soft,
                        -0.85,
                        0.4);
        if (edge > -0.5 && !shore.dry()) {
            double line = edge + 0.012 * noise.sum(u * 9, p * 6, 3);
            double wet = Curve.step(-0.085, -0.01, line);
            c = c.scale(1 - 0.36 * wet).screen(light.sky(0.8), 0.28 * wet);
            double lace =
                    Curve.bell(0.001, 0.006, line)
                            + 0.5 * Curve.bell(-0.03, 0.003, line + 0.006 * soft);
            c = c.mix(light.ground().mix(Rgb.WHITE, 0.25), Curve.clamp(lace * (0.75 + 0.5 * grit)));
        }
        return c;
    }

    private Rgb snow(double u, double z, double p) {
        double soft = noise.sum(u * z * 0.8, z * 2.4, 4);
        double fineSoft = fine.sum(u * z * 4, z * 10, 3);
        double spark = fine.at(u * z * 90, z * 150) > 0.62 ? 0.1 : 0;
        double nx = Curve.clamp(soft * 1.1 + fineSoft * 0.35, -0.8, 0.8);
        return light.shade(base, nx, -0.66, 0.45).scale(1.02 + 0.05 * fineSoft + spark * p);
    }

    private Rgb street(double u, double z) {
        double worn = noise.sum(u * z * 2, z * 6, 4);
        double side = Math.abs(u - vanish * 0.3) * z;
        Rgb c = light.shade(base.scale(0.72 + 0.12 * worn), 0, -0.9, 0.3);
        double walk = Curve.step(1.05, 1.12, side);
        return c.mix(light.shade(Rgb.of(0xb0a89c).scale(0.95 + 0.1 * worn), 0, -0.9, 0.3), walk);
    }

    @Override
    public void draw(Drawing drawing) {
        drawing.begin("ground");
        double h = stage.horizonRow();
        Rgb near = light.shade(base, 0, -0.85, 0.4);
        drawing.fill(
                Path.rectangle(0, h, stage.width(), stage.height() - h),
                Paint.vertical(h, light.far(near, 0.4), stage.height(), near.scale(0.8)));
        var dice = stage.dice("ground drawn");
        for (int i = 0; i < 36; i++) {
            double p = dice.next() * 0.96 + 0.02;
            double x = dice.next() * stage.width();
            double y = h + p * (stage.height() - h);
            double w = stage.height() * (0.05 + 0.25 * p) * dice.range(0.5, 1.4);
            Rgb c = near.scale(dice.range(0.82, 1.12));
            drawing.fill(
                    Path.ellipse(x, y, w, w * 0.06), Paint.solid(light.far(c, 0.3 * (1 - p)), 0.4));
        }
    }
}
