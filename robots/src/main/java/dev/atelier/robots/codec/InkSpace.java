package dev.atelier.robots.codec;

import java.awt.color.ColorSpace;

/** Cyan, magenta, yellow and black of no certain press, mixed by the plain rule. */
final class InkSpace extends ColorSpace {
    private static final long serialVersionUID = 1L;
    static final InkSpace PLAIN = new InkSpace();

    private InkSpace() {
        super(TYPE_CMYK, 4);
    }

    @Override
    public float[] toRGB(float[] inks) {
        float light = 1 - inks[3];
        return new float[] {(1 - inks[0]) * light, (1 - inks[1]) * light, (1 - inks[2]) * light};
    }

    @Override
    public float[] fromRGB(float[] rgb) {
        float most = Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
        if (most == 0) {
            return new float[] {0, 0, 0, 1};
        }
        return new float[] {1 - rgb[0] / most, 1 - rgb[1] / most, 1 - rgb[2] / most, 1 - most};
    }

    @Override
    public float[] toCIEXYZ(float[] inks) {
        return getInstance(CS_sRGB).toCIEXYZ(toRGB(inks));
    }

    @Override
    public float[] fromCIEXYZ(float[] xyz) {
        return fromRGB(getInstance(CS_sRGB).fromCIEXYZ(xyz));
    }
}
