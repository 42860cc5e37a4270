package dev.atelier.robots.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.awt.Color;
import java.awt.image.BufferedImage;

class CanonicalMaskTest {
    private static final byte E = (byte) 255;

    private static BufferedImage row(int... argb) {
        var image = new BufferedImage(argb.length, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, argb.length, 1, argb, 0, argb.length);
        return image;
    }

    @Test
    void brightMeansChangeInAnOpaqueMask() {
        BufferedImage mask = row(0xff000000, 0xff7f7f7f, 0xff808080, 0xffffffff, 0xff00ff00);

        assertArrayEquals(new byte[] {0, 0, E, E, E}, CanonicalMask.of(mask, 5, 1).bytes());
    }

    @Test
    void anyTransparencyMakesAlphaDecide() {
        BufferedImage mask = row(0xfe000000, 0xffffffff, 0x80ffffff, 0x7f000000, 0x00ffffff);

        assertArrayEquals(new byte[] {0, 0, 0, E, E}, CanonicalMask.of(mask, 5, 1).bytes());
    }

    @Test
    void anotherSizeIsStretchedWithoutSmoothing() {
        BufferedImage mask = row(0xff000000, 0xffffffff);

        CanonicalMask large = CanonicalMask.of(mask, 6, 2);
        CanonicalMask small = CanonicalMask.of(Bench.mask(100, 100, 50, 0, 50, 100), 4, 4);

        assertArrayEquals(new byte[] {0, 0, 0, E, E, E, 0, 0, 0, E, E, E}, large.bytes());
        assertFalse(small.edits(1, 3));
        assertTrue(small.edits(2, 0));
    }

    @Test
    void knowsWhenAllOrNothingChanges() {
        CanonicalMask nothing = CanonicalMask.of(Bench.solid(3, 2, Color.BLACK), 3, 2);
        CanonicalMask all = CanonicalMask.of(Bench.solid(3, 2, Color.WHITE), 3, 2);
        CanonicalMask clear = CanonicalMask.of(Bench.solid(3, 2, new Color(0, true)), 3, 2);

        assertTrue(nothing.isEmpty() && !nothing.isFull());
        assertTrue(all.isFull() && clear.isFull() && !all.isEmpty());
    }

    @Test
    void smoothEdgesAreNoticed() {
        assertTrue(CanonicalMask.of(row(0xff000000, 0xff606060, 0xffffffff), 3, 1).soft());
        assertFalse(CanonicalMask.of(row(0xff000000, 0xff030303, 0xfffcfcfc), 3, 1).soft());
    }

    @Test
    void aPictureWithTransparentPixelsIsItsOwnMask() {
        BufferedImage picture = row(0xff102030, 0x00405060, 0x81000000, 0x7f000000);

        CanonicalMask mask = CanonicalMask.ofTransparency(picture).orElseThrow();

        assertArrayEquals(new byte[] {0, E, 0, E}, mask.bytes());
        assertEquals(4, mask.width());
    }

    @Test
    void anOpaqueOrNearlyOpaquePictureIsNoMask() {
        assertTrue(CanonicalMask.ofTransparency(row(0xff102030, 0xff000000)).isEmpty());
        assertTrue(CanonicalMask.ofTransparency(row(0xff102030, 0xfe000000)).isEmpty());
    }
}
