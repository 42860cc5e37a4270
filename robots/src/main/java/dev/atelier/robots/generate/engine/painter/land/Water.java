package dev.atelier.robots.generate.engine.painter.land;

import dev.atelier.robots.generate.engine.painter.canvas.Canvas;
import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Drawing;
import dev.atelier.robots.generate.engine.painter.canvas.Layer;
import dev.atelier.robots.generate.engine.painter.canvas.Noise;
import dev.atelier.robots.generate.engine.painter.canvas.Paint;
import dev.atelier.robots.generate.engine.painter.canvas.Path;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.light.Light;
import dev.atelier.robots.generate.engine.painter.light.Stage;
import dev.atelier.robots.generate.engine.painter.scene.Setting;
import dev.atelier.robots.generate.engine.painter.scene.Weather;

import java.util.List;

/** Water from the horizon to the viewer: waves in perspective that mirror what stands behind. */
public final class Water implements Layer {
    private final Stage stage;
    private final Light light;
    private final Noise swell;
    private final Noise ripple;
    private final double rough;
    private final Rgb deep;
    private final Shore shore;

    public Water(Stage stage, Shore shore) {
        this.stage = stage;
        this.light = stage.light();
        this.shore = shore;
        var dice = stage.dice("water");
        this.swell = new Noise(dice.salt());
        this.ripple = new Noise(dice.salt());
        boolean sea = stage.has(Setting.SEA) || stage.has(Setting.BEACH);
        double wind =
                stage.scene().weather() == Weather.STORM
                        ? 2.1
                        : stage.scene().weather() == Weather.FOG ? 0.5 : 1;
        this.rough =
                (sea ? 1.0 : stage.has(Setting.RIVER) || stage.waterfront() ? 0.45 : 0.26)
                        * wind
                        * dice.range(0.85, 1.15);
        Rgb body = sea ? Rgb.of(0x1d5a74) : Rgb.of(0x2a5560);
        this.deep = body.times(light.ground().mix(light.upper(), 0.35)).scale(1.05);
    }

    @Override
    public void paint(Canvas canvas, int from, int to) {
        int first = Math.max(from, stage.horizonRow());
        for (int y = first; y < to; y++) {
            for (int x = 0; x < canvas.width; x++) {
                double wet = shore.wet(x, y);
                if (wet > 0.003) {
                    canvas.blend(x, y, at(canvas, x, y), wet);
                }
            }
        }
    }

    private Rgb at(Canvas canvas, int x, int y) {
        int h = stage.horizonRow();
        double p = (y - h + 0.7) / (stage.height() - h);
        double z = 1 / (p + 0.035);
        double u = stage.across(x);
        double wx = u * z;
        double far = Curve.step(0, 0.16, p);
        double a = swell.sum(wx * 1.1 + 5, z * 4.6, 3);
        double b = ripple.straight(wx * 4.2 + a, z * 15, 3) * far;
        double slope = (a * 0.75 + b * 0.7) * rough;
        double across = (ripple.at(wx * 3 + 9, z * 11) * 0.6 + b * 0.4) * rough;
        double lift = (y - h) * (1 - 0.1 * rough);
        double push = slope * stage.height() * (0.012 + 0.1 * p);
        double my = h - 1 - lift * (1 - 0.25 * p) - Math.abs(push) + push * 0.4;
        Rgb mirror = canvas.sample(x + across * stage.height() * (0.006 + 0.05 * p), my, h);
        double facing =
                Curve.clamp(0.83 - 0.5 * p + slope * (0.35 + 0.25 * p) - 0.14 * (rough - 0.26));
        Rgb c = deep.mix(mirror.scale(0.95), facing);
        c = c.scale(1 + 0.16 * slope * (0.4 + p));
        c = c.mix(light.haze(), Curve.step(0.1, 0, p) * (0.25 + 0.5 * light.fog()));
        c = glitter(c, u, p, slope, b);
        return foam(c, wx, z, p, a, b);
    }

    private Rgb glitter(Rgb c, double u, double p, double slope, double b) {
        if (light.strength() < 0.1 || light.cover() > 0.95) {
            return c;
        }
        double off = u - stage.across(light.sunX() * stage.width());
        double width = 0.035 + 0.12 * rough * (0.3 + p);
        double path = Curve.bell(0, width, off) * (light.visible() ? 1 : 0.25);
        double wide = Curve.bell(0, width * 3.4, off) * 0.3;
        double spark = Curve.step(0.02, 0.34, slope * 0.8 + b * 0.7 + 0.1 * (1 - p));
        return c.screen(light.sun(), (path * 0.95 + wide * 0.4) * spark * light.strength() * 1.2);
    }

    private Rgb foam(Rgb c, double wx, double z, double p, double a, double b) {
        if (rough < 0.75) {
            return c;
        }
        double crest =
                a + 0.45 * b + 0.5 * ripple.sum(wx * 9, z * 26, 2) * Curve.step(0.05, 0.3, p);
        double cap = Curve.step(0.74 - 0.17 * rough, 0.98 - 0.17 * rough, crest);
        return c.mix(
                light.ground().mix(Rgb.WHITE, 0.2 * light.strength()),
                cap * 0.6 * Curve.step(0.02, 0.2, p));
    }

    @Override
    public void draw(Drawing drawing) {
        drawing.begin("water");
        double h = stage.horizonRow();
        Rgb top = light.horizon().mix(deep, 0.2);
        var stops =
                List.of(
                        new Paint.Stop(0, top, 1),
                        new Paint.Stop(0.35, light.low().mix(deep, 0.45), 1),
                        new Paint.Stop(1, light.upper().mix(deep, 0.72), 1));
        drawing.fill(shore.outline(), new Paint.Linear(0, h, 0, stage.height(), stops));
        var dice = stage.dice("water drawn");
        for (int i = 0; i < 90; i++) {
            double p = dice.next();
            p = p * p * 0.97 + 0.01;
            double y = h + p * (stage.height() - h);
            double x = dice.range(-0.1, 1.1) * stage.width();
            double w = stage.height() * (0.02 + 0.16 * p) * dice.range(0.5, 1.5);
            double off = Curve.bell(light.sunX(), 0.12, x / stage.width());
            boolean bright = dice.chance(0.4 + 0.4 * off);
            Rgb c = bright ? light.horizon().mix(light.sun(), off) : deep.scale(0.9);
            if (shore.wet((int) x, (int) y) > 0.9) {
                drawing.fill(
                        Path.ellipse(x, y, w, stage.height() * (0.0012 + 0.005 * p)),
                        Paint.solid(c, 0.3 + 0.4 * off));
            }
        }
    }
}
