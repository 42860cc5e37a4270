package dev.atelier.robots.generate.engine.painter.subject;

import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Drawing;
import dev.atelier.robots.generate.engine.painter.canvas.Paint;
import dev.atelier.robots.generate.engine.painter.canvas.Path;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.canvas.Tile;
import dev.atelier.robots.generate.engine.painter.light.Light;

/** A humpback whale that breaches: body in space, wet skin, and the water it throws up. */
public final class Whale {
    private static final int FINE = 2;
    private final Light light;
    private final Dice dice;
    private final WhaleBody shape;
    private final WhaleSkin skin;
    private final double x;
    private final double base;
    private final double unit;
    private final Rgb water;

    /** Stands {@code unit} pixels out of the water at (x, base). */
    public Whale(Light light, Dice dice, double x, double base, double unit, Rgb water) {
        this.light = light;
        this.dice = dice;
        int way = light.dx() < 0 ? 1 : -1;
        this.shape = new WhaleBody(dice.fork("body"), way);
        this.skin = new WhaleSkin(light, dice.fork("skin"));
        this.x = x;
        this.base = base;
        this.unit = unit;
        this.water = water;
    }

    /** The body alone, cut off at the water. */
    public Tile body() {
        int half = (int) Math.ceil(unit * 0.95);
        var tile =
                new Tile((int) x - half, (int) (base - unit * 1.08), 2 * half, (int) (unit * 1.16));
        var mesh = new Mesh(tile.width * FINE, tile.height * FINE);
        double ox = (x - tile.left) * FINE;
        double oy = (base - tile.top) * FINE;
        mesh.add(shape.far, 2, ox, oy, unit * FINE);
        mesh.add(shape.body, 1, ox, oy, unit * FINE);
        mesh.add(shape.near, 3, ox, oy, unit * FINE);
        for (int ty = 0; ty < tile.height; ty++) {
            double under = Curve.step(base + 0.03 * unit, base - 0.01 * unit, ty + tile.top);
            for (int tx = 0; tx < tile.width; tx++) {
                settle(tile, mesh, tx, ty, under);
            }
        }
        return tile;
    }

    private void settle(Tile tile, Mesh mesh, int tx, int ty, double under) {
        Rgb sum = Rgb.BLACK;
        int hits = 0;
        for (int k = 0; k < FINE * FINE; k++) {
            int i = (ty * FINE + k / FINE) * mesh.width + tx * FINE + k % FINE;
            int body = mesh.body(i);
            if (body != 0) {
                hits++;
                sum = sum.plus(colour(mesh, i, body), 1);
            }
        }
        if (hits > 0) {
            double low = Curve.step(0.45 * unit, 0, base - ty - tile.top);
            Rgb c = sum.scale(1.0 / hits);
            tile.set(
                    tx,
                    ty,
                    c.mix(water.mix(light.ground(), 0.35), 0.25 * low),
                    under * hits / (FINE * FINE));
        }
    }

    private Rgb colour(Mesh mesh, int i, int body) {
        double t = mesh.along(i);
        double turn = mesh.around(i);
        return body == 1
                ? skin.body(t, turn, mesh.nx(i), mesh.ny(i))
                : skin.flipper(t, turn, mesh.nx(i), mesh.ny(i));
    }

    /** Everything together: crown, body, drops, mist and foam. */
    public Tile whole(Tile body) {
        int half = (int) Math.ceil(unit * 1.15);
        var tile =
                new Tile((int) x - half, (int) (base - unit * 1.1), 2 * half, (int) (unit * 1.4));
        double foot = x + shape.foot * unit;
        var splash = new Splash(light, dice.fork("splash"), foot, base, unit, water);
        splash.foam(tile);
        splash.crown(tile, false);
        splash.drops(tile, 700);
        body.onto(tile);
        dripping(splash, tile);
        splash.mist(tile);
        double[][] jets = {{-0.17, 0.72}, {0.16, 0.64}, {0.01, 0.85}};
        for (int i = 0; i < jets.length; i++) {
            double jetX = foot + jets[i][0] * unit;
            double size = unit * jets[i][1];
            new Splash(light, dice.fork(i), jetX, base, size, water).crown(tile, true);
        }
        new Splash(light, dice.fork("before"), foot, base + 0.04 * unit, unit * 0.6, water)
                .drops(tile, 420);
        return tile;
    }

    private void dripping(Splash splash, Tile tile) {
        var at = dice.fork("drip");
        for (int i = 3; i < shape.near.rings; i += 2) {
            for (var fin : new Tube[] {shape.near, shape.far}) {
                Vec p = fin.at(i, Tube.SIDES / 4 * (at.chance(0.5) ? 1 : 3));
                splash.drip(tile, x + p.x() * unit, base + p.y() * unit, at, 9);
            }
        }
        for (int i = shape.body.rings / 3; i < shape.body.rings; i += 2) {
            Vec p = shape.body.at(i, at.below(Tube.SIDES));
            splash.drip(tile, x + p.x() * unit, base + p.y() * unit, at, 4);
        }
    }

    /** The whale as plain shapes. */
    public void draw(Drawing drawing) {
        WhaleShapes.draw(drawing, shape, light, x, base, unit);
        var drops = dice.fork("drawn");
        Rgb foam = light.ground();
        double foot = x + shape.foot * unit;
        double[] xy = new double[2 * 44];
        for (int i = 0; i < 44; i++) {
            double u = -0.52 + 1.04 * (i <= 30 ? i / 30.0 : (43 - i) / 13.0);
            double high =
                    i <= 30
                            ? 0.17 * Curve.bell(0, 0.36, u) * drops.range(0.35, 1.25)
                            : -0.05 * drops.range(0.5, 1.2);
            xy[2 * i] = foot + u * unit;
            xy[2 * i + 1] = base - high * unit;
        }
        drawing.fill(Path.smooth(xy), Paint.solid(foam, 0.94));
        for (int i = 0; i < 70; i++) {
            double u = drops.range(-0.55, 0.55);
            double v = drops.next() * 0.42 * Curve.bell(0, 0.4, u);
            double r = unit * drops.range(0.003, 0.011);
            drawing.fill(
                    Path.ellipse(foot + u * unit, base - v * unit, r, r), Paint.solid(foam, 0.85));
        }
    }
}
