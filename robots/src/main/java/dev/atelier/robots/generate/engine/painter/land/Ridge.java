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

/** One range of mountains, hills or dunes: a crest line and slopes lit from the sun's side. */
public final class Ridge implements Layer {
    /** What a range is made of. */
    public enum Kind {
        MOUNTAIN,
        HILL,
        DUNE
    }

    /** Where a range stands and how: foot and height as shares of the picture, distance 0 to 1. */
    public record Form(
            Kind kind,
            double foot,
            double height,
            double frequency,
            double distance,
            double snow,
            Rgb rock,
            Rgb cover,
            double peak) {}

    private final Stage stage;
    private final Light light;
    private final Form form;
    private final Noise crest;
    private final Noise slopes;
    private final double shift;

    public Ridge(Stage stage, Form form, String name) {
        this.stage = stage;
        this.light = stage.light();
        this.form = form;
        var dice = stage.dice(name);
        this.crest = new Noise(dice.salt());
        this.slopes = new Noise(dice.salt());
        this.shift = dice.range(-40, 40);
    }

    /** The crest's row at a column. */
    public double crestRow(double x) {
        double u = stage.across(x) * form.frequency() + shift;
        double n =
                switch (form.kind()) {
                    case MOUNTAIN ->
                            crest.crests(u, 0.37, 6) * 1.05
                                    + 0.12 * crest.sum(u * 0.6, 4.2, 2)
                                    + 0.05 * slopes.sum(u * 9, 1.5, 4);
                    case HILL ->
                            0.55
                                    + 0.8 * crest.sum(u * 0.8, 0.5, 2)
                                    + 0.02 * slopes.sum(u * 12, 2, 3);
                    case DUNE -> dune(u);
                };
        double middle = (stage.across(x) - form.peak()) * 1.5;
        double envelope =
                form.kind() == Kind.MOUNTAIN ? 0.62 + 0.5 * Curve.bell(0, 0.8, middle) : 1;
        return (form.foot() - form.height() * n * envelope) * stage.height();
    }

    private double dune(double u) {
        double t = u * 0.7 + 0.3 * crest.at(u * 0.5, 2);
        double part = t - Curve.floor(t);
        double bow = part < 0.66 ? Curve.step(0, 0.66, part) : Curve.step(1, 0.66, part);
        return 0.25 + 0.55 * bow + 0.25 * crest.at(u * 0.4, 7);
    }

    @Override
    public void paint(Canvas canvas, int from, int to) {
        double end = form.foot() * stage.height();
        int foot = (int) Math.min(to, Math.ceil(end));
        double soft = (form.kind() == Kind.MOUNTAIN ? 0.002 : 0.03) * stage.height();
        for (int x = 0; x < canvas.width; x++) {
            double top = crestRow(x + 0.5);
            double tilt = (crestRow(x + 2.5) - crestRow(x - 1.5)) / 4;
            int first = Math.max(from, (int) Math.floor(top));
            for (int y = first; y < foot; y++) {
                double alpha = Curve.clamp(y + 1 - top) * Curve.step(end, end - soft, y);
                canvas.blend(x, y, at(x, y, (y - top) / stage.height(), tilt), alpha);
            }
        }
    }

    private Rgb at(int x, int y, double depth, double tilt) {
        double u = stage.across(x);
        double v = y / (double) stage.height();
        Rgb surface =
                switch (form.kind()) {
                    case MOUNTAIN -> mountain(u, v, depth);
                    case HILL -> hill(u, v, depth, tilt);
                    case DUNE -> sand(u, v, depth, tilt);
                };
        double low = Curve.step(0, form.height() * 1.1, depth);
        double mist = form.distance() * 0.86 + (0.08 + 0.36 * form.distance()) * low;
        Rgb hazed = light.far(surface, Math.min(0.97, mist));
        double ax = u - stage.across(light.sunX() * stage.width());
        double ay = v - light.sunY();
        double near =
                Curve.decay(Math.sqrt(ax * ax + ay * ay) * 3.2) * (light.visible() ? 0.34 : 0.1);
        return hazed.screen(light.sun(), near * light.strength() * (0.3 + form.distance()));
    }

    private Rgb mountain(double u, double v, double depth) {
        double f = form.frequency() * 1.6;
        double warp = slopes.sum(u * f * 1.3, v * f * 1.3, 3) * 0.28;
        double px = u * f + warp + shift;
        double py = v * f * 0.62 + warp * 0.6;
        double e = 0.05;
        double h = slopes.crests(px, py, 5);
        double nx = (h - slopes.crests(px + e, py, 5)) / e * 0.4;
        double ny = -0.42 + (h - slopes.crests(px, py + e, 5)) / e * 0.22;
        double length = Math.sqrt(nx * nx + ny * ny + 0.36);
        double lit =
                Curve.step(
                        -0.12,
                        0.5,
                        (nx * light.dx() + ny * light.dy()) / length + 0.3 * light.dz());
        double height = 1 - depth / Math.max(0.02, form.height());
        double patch = slopes.sum(px * 3, py * 3, 4);
        double white = Curve.step(0.05, 0.3, height + patch * 0.5 + form.snow() - 1 + 0.25 * h);
        Rgb green = form.cover().mix(form.rock(), Curve.step(0.15, 0.6, height + patch * 0.4));
        Rgb base = green.scale(0.85 + 0.35 * patch + 0.2 * h).mix(Rgb.of(0xf3f6fb), white);
        return light.shade(base, nx / length, ny / length, 0.55).scale(0.74 + 0.4 * lit);
    }

    private Rgb hill(double u, double v, double depth, double tilt) {
        double f = 9 + 14 * (1 - form.distance());
        double clump = slopes.sum(u * f, v * f * 2.4, 5);
        double wood =
                Curve.step(0.02, 0.16, slopes.sum(u * f * 0.32 + 4, v * f * 0.8, 4) + 0.1 * clump);
        Rgb c = form.cover().scale(1 + 0.3 * clump).mix(form.rock(), wood * 0.85);
        double nx = Curve.clamp(tilt * 1.4, -0.8, 0.8) + 0.3 * clump;
        double mow = slopes.sum(u * f * 2.5, v * f * 9, 4) * (1 - form.distance());
        double lift = 1.12 - 1.5 * Math.min(0.3, depth) * (1 - form.distance());
        return light.shade(c.scale(1 + 0.25 * mow), nx, -0.72, 0.4).scale(lift);
    }

    private Rgb sand(double u, double v, double depth, double tilt) {
        double ripple =
                slopes.straight(u * 30 + v * 22, v * 120 + u * 18, 2) * 0.1 * (1 - form.distance());
        double soft = slopes.sum(u * 3, v * 9, 3) * 0.25;
        double nx = Curve.clamp(tilt * 2.4 + soft + ripple, -0.9, 0.9);
        double fade = Curve.step(0.16, 0, depth);
        return light.shade(form.rock(), nx * (0.35 + 0.65 * fade), -0.62, 0.35).scale(1 + ripple);
    }

    @Override
    public void draw(Drawing drawing) {
        drawing.begin("ridge-" + (int) Math.round(form.distance() * 100));
        int steps = form.kind() == Kind.MOUNTAIN ? 160 : 80;
        double bottom = form.foot() * stage.height() + 0.04 * stage.height();
        var path = new Path().move(0, bottom);
        double highest = bottom;
        for (int i = 0; i <= steps; i++) {
            double x = stage.width() * i / (double) steps;
            double y = Math.min(bottom, crestRow(x));
            highest = Math.min(highest, y);
            path.line(x, y);
        }
        path.line(stage.width(), bottom).close();
        Rgb base = form.kind() == Kind.HILL ? form.cover() : form.rock();
        Rgb top = light.far(light.shade(base, 0.2 * light.dx(), -0.6, 0.5), form.distance() * 0.86);
        Rgb foot = light.far(top, 0.15 + 0.35 * form.distance());
        drawing.fill(path, Paint.vertical(highest, top, bottom, foot));
    }
}
