package dev.atelier.robots.generate.engine.painter.subject;

import dev.atelier.robots.generate.engine.painter.canvas.Coverage;
import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Noise;
import dev.atelier.robots.generate.engine.painter.canvas.Outline;
import dev.atelier.robots.generate.engine.painter.canvas.Path;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.canvas.Tile;
import dev.atelier.robots.generate.engine.painter.light.Light;

/** Paints a figure into a tile: every part swells from its edge and is lit as a round body. */
final class FigureTile {
    private final Light light;
    private final Noise noise;
    private final double distance;

    FigureTile(Light light, int salt, double distance) {
        this.light = light;
        this.noise = new Noise(salt);
        this.distance = distance;
    }

    /** The figure standing at (x, base), {@code unit} pixels tall; a negative width mirrors it. */
    Tile paint(Figure figure, double x, double base, double unit, boolean mirrored) {
        int half = (int) Math.ceil(unit * 1.45) + 2;
        var tile =
                new Tile(
                        (int) x - half,
                        (int) (base - unit * 1.28) - 2,
                        2 * half,
                        (int) (unit * 1.45) + 4);
        double way = mirrored ? -unit : unit;
        for (var part : figure.parts()) {
            var path = part.path().place(x - tile.left, base - tile.top, way, unit);
            part(tile, part, path, unit, mirrored ? -1 : 1);
        }
        return tile;
    }

    private void part(Tile tile, Figure.Part part, Path path, double unit, int way) {
        var cover = Coverage.of(Outline.of(path), tile.width, 0, tile.height);
        if (cover.width == 0 || cover.height == 0) {
            return;
        }
        int r = (int) Curve.clamp(part.bulge() * unit + 0.5, 0, 160);
        float[] swell = r < 1 ? new float[0] : new Blur(cover, r).result();
        int wide = cover.width + 2 * r;
        for (int y = 0; y < cover.height; y++) {
            for (int x = 0; x < cover.width; x++) {
                double a = cover.at(x + cover.left, y + cover.top);
                if (a > 0.003) {
                    double nx = part.lean() * way;
                    double ny = -0.12;
                    if (r >= 1) {
                        int i = (y + r) * wide + x + r;
                        nx = -(swell[i + 1] - swell[i - 1]) * r * 1.5;
                        ny = -(swell[i + wide] - swell[i - wide]) * r * 1.5;
                    }
                    double u = (x + cover.left) / unit;
                    double v = (y + cover.top) / unit;
                    tile.over(x + cover.left, y + cover.top, colour(part, nx, ny, u, v), a);
                }
            }
        }
    }

    private Rgb colour(Figure.Part part, double gx, double gy, double u, double v) {
        if (part.lamp()) {
            return light.far(part.colour(), distance * 0.5);
        }
        double length = Math.sqrt(gx * gx + gy * gy);
        double limit = length > 0.97 ? 0.97 / length : 1;
        double nx = gx * limit;
        double ny = gy * limit;
        double nz = Math.sqrt(1 - nx * nx - ny * ny);
        double texture = 1 + 0.13 * noise.sum(u * 16, v * 16, 4);
        Rgb c = light.shade(part.colour().scale(texture), nx, ny, nz);
        double back = Math.max(0, nx * light.dx() + ny * light.dy());
        double rim = Curve.step(0.62, 0.15, nz) * back * light.strength() * 0.5;
        c =
                c.screen(light.sun(), rim)
                        .screen(light.sun(), part.gloss() * light.gleam(nx, ny, nz, 14) * 0.5);
        return light.far(c, distance);
    }
}
