package dev.atelier.robots.generate.engine.painter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.robot.Bands;
import dev.atelier.robots.generate.engine.painter.scene.Subject;
import dev.atelier.robots.generate.engine.painter.scene.SubjectKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.awt.image.BufferedImage;
import java.util.stream.IntStream;

class SubjectPainterTest {
    private static final int WIDE = 160;
    private static final int TALL = 120;

    private static BufferedImage sea() {
        var image = new BufferedImage(WIDE, TALL, BufferedImage.TYPE_INT_ARGB);
        image.createGraphics()
                .drawImage(Pictures.paint("the sea by day", WIDE, TALL, 9), 0, 0, null);
        return image;
    }

    private static byte[] ellipse(double cx, double cy, double rx, double ry) {
        byte[] mask = new byte[WIDE * TALL];
        for (int i = 0; i < mask.length; i++) {
            int row = i / WIDE;
            double dx = (i % WIDE - cx) / rx;
            double dy = (row - cy) / ry;
            mask[i] = (byte) (dx * dx + dy * dy <= 1 ? 255 : 0);
        }
        return mask;
    }

    private static byte[] rectangle(int x0, int y0, int x1, int y1) {
        byte[] mask = new byte[WIDE * TALL];
        for (int i = 0; i < mask.length; i++) {
            int x = i % WIDE;
            int y = i / WIDE;
            mask[i] = (byte) (x >= x0 && x < x1 && y >= y0 && y < y1 ? 255 : 0);
        }
        return mask;
    }

    private static boolean paint(BufferedImage image, byte[] mask, SubjectKind kind, Bands bands) {
        return new SubjectPainter().paintInto(image, mask, Subject.of(kind), 3, bands);
    }

    @ParameterizedTest
    @EnumSource(SubjectKind.class)
    void everySubjectStaysInsideItsMask(SubjectKind kind) {
        var before = sea();
        var after = sea();
        byte[] mask = ellipse(90, 60, 45, 48);

        assertTrue(paint(after, mask, kind, Bands.SEQUENTIAL));

        int changed = 0;
        for (int i = 0; i < mask.length; i++) {
            boolean same = before.getRGB(i % WIDE, i / WIDE) == after.getRGB(i % WIDE, i / WIDE);
            assertTrue(same || mask[i] != 0, "outside at " + i);
            changed += same ? 0 : 1;
        }
        assertTrue(changed > 120, kind + " changed only " + changed);
    }

    @Test
    void theWhaleFillsAGoodPartOfARectangle() {
        var before = sea();
        var after = sea();
        paint(after, rectangle(40, 15, 125, 110), SubjectKind.WHALE, Bands.SEQUENTIAL);
        int changed = 0;
        for (int i = 0; i < WIDE * TALL; i++) {
            changed +=
                    before.getRGB(i % WIDE, i / WIDE) == after.getRGB(i % WIDE, i / WIDE) ? 0 : 1;
        }

        assertTrue(changed > 85 * 95 / 5, "changed " + changed);
    }

    @Test
    void brightSurroundingsGiveABrighterWhaleThanDarkOnes() {
        var bright = sea();
        var dark = new BufferedImage(WIDE, TALL, BufferedImage.TYPE_INT_ARGB);
        dark.createGraphics()
                .drawImage(Pictures.paint("the sea at night", WIDE, TALL, 9), 0, 0, null);
        byte[] mask = rectangle(40, 10, 120, 110);
        paint(bright, mask, SubjectKind.WHALE, Bands.SEQUENTIAL);
        paint(dark, mask, SubjectKind.WHALE, Bands.SEQUENTIAL);

        double light = Pictures.luminance(bright.getSubimage(65, 40, 30, 40));
        double shade = Pictures.luminance(dark.getSubimage(65, 40, 30, 40));
        assertTrue(light - shade > 30, light + " against " + shade);
    }

    @Test
    void threadsDoNotMatter() {
        var one = sea();
        var two = sea();
        paint(one, ellipse(80, 60, 50, 50), SubjectKind.WHALE, Bands.SEQUENTIAL);
        paint(
                two,
                ellipse(80, 60, 50, 50),
                SubjectKind.WHALE,
                (count, band) -> IntStream.range(0, count).parallel().forEach(band));

        assertArrayEquals(Pictures.pixels(one), Pictures.pixels(two));
    }

    @Test
    void emptyAndTinyMasksPaintNothing() {
        var image = sea();

        assertFalse(paint(image, new byte[WIDE * TALL], SubjectKind.WHALE, Bands.SEQUENTIAL));
        assertFalse(paint(image, rectangle(5, 5, 9, 9), SubjectKind.BOAT, Bands.SEQUENTIAL));
        assertArrayEquals(Pictures.pixels(sea()), Pictures.pixels(image));
    }

    @Test
    void aFullMaskAndAWrongOneAreHandled() {
        var image = sea();

        assertTrue(paint(image, rectangle(0, 0, WIDE, TALL), SubjectKind.WHALE, Bands.SEQUENTIAL));
        var problem =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> paint(image, new byte[3], SubjectKind.WHALE, Bands.SEQUENTIAL));
        assertEquals("the mask must have 19200 bytes, got 3", problem.getMessage());
    }
}
