package dev.atelier.robots.generate.engine.painter.light;

import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;

/**
 * The one light of a picture. The sun has a place in the picture (also when it is outside the
 * frame) and a direction: x to the right, y down, z towards the viewer, pointing to the sun.
 */
public record Light(
        Rgb zenith,
        Rgb upper,
        Rgb low,
        Rgb horizon,
        Rgb sun,
        Rgb ambient,
        Rgb haze,
        double strength,
        double dark,
        double sunX,
        double sunY,
        boolean visible,
        double dx,
        double dy,
        double dz,
        double cover,
        double fog) {

    /** Colour of a matt surface whose normal is given. */
    public Rgb shade(Rgb surface, double nx, double ny, double nz) {
        double facing = nx * dx + ny * dy + nz * dz;
        double wrap = Curve.clamp((facing + 0.25) / 1.25);
        double up = 0.74 - 0.26 * ny;
        Rgb lit = ambient.scale(1.08 * up).plus(sun, strength * wrap * 1.05);
        return surface.times(lit).soft();
    }

    /** Mirror-like light on a wet or polished surface seen from the front. */
    public double gleam(double nx, double ny, double nz, double sharpness) {
        double hx = dx;
        double hy = dy;
        double hz = dz + 1;
        double length = Math.sqrt(hx * hx + hy * hy + hz * hz) + 1e-6;
        double facing = Math.max(0, (nx * hx + ny * hy + nz * hz) / length);
        return Curve.decay((1 - facing) * sharpness) * strength;
    }

    /** What distance does to a colour: 0 near, 1 far. */
    public Rgb far(Rgb colour, double distance) {
        return colour.mix(haze, Curve.clamp(distance + fog * (0.35 + 0.6 * distance)));
    }

    /** The sky's colour at a height: 0 at the zenith, 1 at the horizon. */
    public Rgb sky(double v) {
        double t = Curve.clamp(v);
        if (t < 0.38) {
            return zenith.mix(upper, Curve.step(0, 0.38, t));
        }
        if (t < 0.74) {
            return upper.mix(low, Curve.step(0.38, 0.74, t) * 0.9 + 0.1 * (t - 0.38) / 0.36);
        }
        return low.mix(horizon, Curve.clamp((t - 0.74) / 0.26));
    }

    /** The overall light falling on a level, matt, white ground. */
    public Rgb ground() {
        return shade(Rgb.WHITE, 0, -0.9, 0.43);
    }
}
