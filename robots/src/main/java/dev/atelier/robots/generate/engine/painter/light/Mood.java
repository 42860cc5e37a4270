package dev.atelier.robots.generate.engine.painter.light;

import dev.atelier.robots.generate.engine.painter.canvas.Rgb;

/** The colours of one hour: four of the sky from zenith to horizon, then sun, shade and haze. */
record Mood(
        Rgb zenith,
        Rgb upper,
        Rgb low,
        Rgb horizon,
        Rgb sun,
        Rgb ambient,
        Rgb haze,
        double strength,
        double dark) {

    static final Mood DAY =
            of(0x2f6cb4, 0x5f9bd3, 0x9cc6e4, 0xd9e9ee, 0xfff3dc, 0x93a9c4, 0xbfd6e6, 0.78, 0);
    static final Mood AFTERNOON =
            of(0x3f77b3, 0x79a8cf, 0xb4cfdc, 0xf0e4cc, 0xffe6ba, 0x939fb8, 0xcfd6d8, 0.74, 0.05);
    static final Mood GOLDEN =
            of(0x54789f, 0x94a7b4, 0xdcc4a0, 0xfbd692, 0xffcb7d, 0x85809a, 0xe6c199, 0.8, 0.12);
    static final Mood DAWN =
            of(0x4c6796, 0x8d98c0, 0xdcb6bc, 0xfbdcb8, 0xffc7a0, 0x7d80a4, 0xcdb5c2, 0.6, 0.2);
    static final Mood SUNSET =
            of(0x27346b, 0x6e4f86, 0xd66f62, 0xffb35e, 0xff9149, 0x5d4f74, 0xc47a68, 0.72, 0.35);
    static final Mood DUSK =
            of(0x111a3d, 0x2d3267, 0x6a4a7b, 0xc27a72, 0xe79a86, 0x3b3c62, 0x564c78, 0.3, 0.7);
    static final Mood NIGHT =
            of(0x040819, 0x081128, 0x10203f, 0x1d3155, 0xb9cdf2, 0x1a2745, 0x17264a, 0.3, 1);

    private static Mood of(
            int zenith,
            int upper,
            int low,
            int horizon,
            int sun,
            int ambient,
            int haze,
            double strength,
            double dark) {
        return new Mood(
                Rgb.of(zenith),
                Rgb.of(upper),
                Rgb.of(low),
                Rgb.of(horizon),
                Rgb.of(sun),
                Rgb.of(ambient),
                Rgb.of(haze),
                strength,
                dark);
    }

    Mood mix(Mood o, double t) {
        return new Mood(
                zenith.mix(o.zenith, t),
                upper.mix(o.upper, t),
                low.mix(o.low, t),
                horizon.mix(o.horizon, t),
                sun.mix(o.sun, t),
                ambient.mix(o.ambient, t),
                haze.mix(o.haze, t),
                strength + (o.strength - strength) * t,
                dark + (o.dark - dark) * t);
    }

    /** Under a closed cover: greyer, flatter, with {@code k} of the brightness left. */
    Mood veiled(double t, double k) {
        Rgb grey = haze.mix(upper, 0.35).saturate(0.5).scale(k);
        return new Mood(
                zenith.mix(grey.scale(0.78), t),
                upper.mix(grey.scale(0.92), t),
                low.mix(grey, t),
                horizon.mix(grey.scale(1.12), t),
                sun.mix(sun.saturate(0.4), t),
                ambient.mix(grey.scale(0.8), t),
                haze.mix(grey.scale(1.02), t),
                strength * (1 - 0.72 * t),
                dark);
    }

    /** Every colour leaning towards one. */
    Mood leaning(Rgb to, double t) {
        return new Mood(
                lean(zenith, to, t),
                lean(upper, to, t),
                lean(low, to, t),
                lean(horizon, to, t),
                lean(sun, to, t * 0.6),
                lean(ambient, to, t),
                lean(haze, to, t),
                strength,
                dark);
    }

    private static Rgb lean(Rgb c, Rgb to, double t) {
        double l = Math.max(0.05, to.luma());
        return c.mix(to.scale(c.luma() / l), t);
    }
}
