package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;

class AttractionTest extends ResizeFixture {
    /** A grey plane with a fine pattern of 40 pixels a side at a place. */
    private static BufferedImage patterned(int left, int top, int one, int other) {
        BufferedImage image = filled(300, 200, 0xff808080);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 40; x++) {
                image.setRGB(left + x, top + y, (x / 8 + y / 8) % 2 == 0 ? one : other);
            }
        }
        return image;
    }

    private static void assertHolds(Point2D corner, int side, int left, int top) {
        boolean holds =
                corner.getX() <= left + 4
                        && corner.getX() + side >= left + 36
                        && corner.getY() <= top + 4
                        && corner.getY() + side >= top + 36;
        assertTrue(holds, "cut at " + corner);
    }

    @ParameterizedTest
    @CsvSource({"ATTENTION,10,150", "ATTENTION,250,20", "ENTROPY,10,150", "ENTROPY,250,20"})
    void theBusyPartIsKeptWhereverItLies(Gravity gravity, int left, int top) {
        BufferedImage picture = patterned(left, top, 0xff202020, 0xffe0e0e0);

        Point2D corner = Attraction.of(picture, gravity).corner(300, 200, 100, 100);

        assertHolds(corner, 100, left, top);
    }

    @Test
    void attentionPrefersStrongColoursToEdgesOfGrey() {
        BufferedImage picture = patterned(20, 80, 0xff707070, 0xff909090);
        for (int i = 0; i < 40 * 40; i++) {
            picture.setRGB(240 + i % 40, 80 + i / 40, 0xffe01010);
        }

        assertHolds(
                Attraction.of(picture, Gravity.ATTENTION).corner(300, 200, 80, 80), 80, 240, 80);
    }

    @Test
    void entropyPrefersManyShadesToOneStrongEdge() {
        BufferedImage picture = filled(300, 200, 0xff000000);
        for (int i = 0; i < 40 * 40; i++) {
            int shade = i % 40 * 6;
            picture.setRGB(20 + i % 40, 80 + i / 40, 0xff000000 | shade * 0x010101);
            picture.setRGB(240 + i % 40, 80 + i / 40, 0xffffffff);
        }

        assertHolds(Attraction.of(picture, Gravity.ENTROPY).corner(300, 200, 60, 60), 60, 20, 80);
    }

    @ParameterizedTest
    @EnumSource(
            value = Gravity.class,
            names = {"ATTENTION", "ENTROPY"})
    void aPlainPictureIsCutInTheMiddle(Gravity gravity) {
        Point2D corner =
                Attraction.of(filled(300, 200, 0xff3060a0), gravity).corner(300, 200, 100, 200);

        assertEquals(100, corner.getX(), 3);
        assertEquals(0, corner.getY());
    }

    @Test
    void theRobotCutsAroundWhatItFinds() throws Exception {
        AssemblyFile file = file("a.png", patterned(250, 80, 0xffff0000, 0xff00ff00));

        BufferedImage out =
                picture(
                        run(
                                "{'width': 100, 'height': 100, 'resize_strategy': 'fillcrop',"
                                        + " 'gravity': 'attention'}",
                                file));

        assertEquals("100x100", size(out));
        near(0xff808080, out.getRGB(5, 50), 4);
        boolean found = false;
        for (int x = 0; x < 100; x++) {
            found |= (out.getRGB(x, 50) & 0xff00ff) != 0x800080;
        }
        assertTrue(found);
    }
}
