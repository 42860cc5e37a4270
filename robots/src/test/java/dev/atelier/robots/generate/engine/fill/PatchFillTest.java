package dev.atelier.robots.generate.engine.fill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.robot.Bands;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

class PatchFillTest {
    private static final int MARK = 0xffff00ff;

    static Stream<Picture> textures() {
        return Stream.of(
                Textures.grass(160, 160), Textures.gravel(160, 160), Textures.brick(160, 160));
    }

    @ParameterizedTest
    @MethodSource("textures")
    void pixelsOutsideTheMaskStayBitForBit(Picture picture) {
        var mask = Mask.disc(160, 160, 70, 80, 28);

        var filled = picture.filled(mask, 5);

        assertTrue(Measures.sameOutside(picture, filled, mask));
    }

    @ParameterizedTest
    @MethodSource("textures")
    void filledTextureIsAsLivelyAsItsSurroundings(Picture picture) {
        var mask = Mask.disc(160, 160, 70, 80, 28);

        double liveliness = Measures.liveliness(picture.filled(mask, 5), mask);

        assertTrue(liveliness > 0.75 && liveliness < 1.25, () -> "liveliness " + liveliness);
    }

    @ParameterizedTest
    @MethodSource("textures")
    void noSeamShowsAtTheEdgeOfTheHole(Picture picture) {
        var mask = Mask.disc(160, 160, 70, 80, 28);

        double seam = Measures.seam(picture.filled(mask, 5), mask);

        assertTrue(seam < 1.3, () -> "seam " + seam);
    }

    @Test
    void whatTheHoleHeldDoesNotShine() {
        var picture = Textures.brick(160, 160);
        var mask = Mask.disc(160, 160, 70, 80, 28);

        var filled = picture.filled(mask, 5);

        assertEquals(filled, picture.blanked(mask, MARK).filled(mask, 5));
    }

    @Test
    void structureGoesOnThroughTheHole() {
        var picture = Textures.stripes(160, 160);
        var mask = Mask.disc(160, 160, 80, 80, 25);

        double patches = Measures.psnr(picture, picture.filled(mask, 5), mask);
        double smooth = Measures.psnr(picture, picture.thinlyFilled(mask), mask);

        assertTrue(patches > smooth + 1, () -> patches + " dB against " + smooth);
    }

    @Test
    void gradientsGoOnThroughTheHole() {
        var mask = Mask.disc(160, 160, 90, 70, 25);

        for (Picture picture : List.of(Textures.linear(160, 160), Textures.radial(160, 160))) {
            double psnr = Measures.psnr(picture, picture.filled(mask, 5), mask);
            assertTrue(psnr > 38, () -> psnr + " dB");
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "4"})
    void threadsDoNotChangeTheResult(int threads) {
        var picture = Textures.gravel(192, 192);
        var mask = Mask.disc(192, 192, 95, 95, 40);
        var sequential = picture.filled(mask, 7);

        try (var pool = new ThreadBands(threads)) {
            assertEquals(sequential, picture.filled(mask, 7, pool));
            assertEquals(sequential, picture.filled(mask, 7, pool));
        }
    }

    @Test
    void theOrderOfTheBandsDoesNotChangeTheResult() {
        var picture = Textures.gravel(192, 192);
        var mask = Mask.disc(192, 192, 95, 95, 40);
        Bands backwards =
                (count, band) -> {
                    for (int i = count - 1; i >= 0; i--) {
                        band.accept(i);
                    }
                };

        assertEquals(picture.filled(mask, 7), picture.filled(mask, 7, backwards));
    }

    @Test
    void anotherSeedGivesAnotherFilling() {
        var picture = Textures.grass(160, 160);
        var mask = Mask.disc(160, 160, 70, 80, 28);

        double share = Measures.difference(picture.filled(mask, 0), picture.filled(mask, 1), mask);

        assertTrue(share > 0.05, () -> "share " + share);
    }

    static Stream<Mask> awkwardMasks() {
        return Stream.of(
                Mask.box(96, 80, 0, 20, 30, 60),
                Mask.box(96, 80, 70, 50, 96, 80),
                Mask.box(96, 80, 0, 0, 96, 20),
                Mask.of(96, 80, (x, y) -> Math.hypot(x % 32 - 16, y % 27 - 13) < 7),
                Mask.of(96, 80, (x, y) -> y == 40),
                Mask.of(96, 80, (x, y) -> x == 0 || y == 79 || x % 5 == y % 5),
                Mask.of(96, 80, (x, y) -> (x + y) % 2 == 0),
                Mask.of(96, 80, (x, y) -> x % 4 != 0 || y % 4 != 0),
                Mask.box(96, 80, 10, 8, 86, 69),
                Mask.box(96, 80, 0, 0, 96, 78),
                Mask.of(96, 80, (x, y) -> x != 50 || y != 50),
                Mask.of(96, 80, (x, y) -> true),
                Mask.of(96, 80, (x, y) -> false));
    }

    @ParameterizedTest
    @MethodSource("awkwardMasks")
    void everyMaskedPixelIsFilledWhateverTheMask(Mask mask) {
        var picture = Textures.brick(96, 80).blanked(mask, 0x00123456);

        var filled = picture.filled(mask, 3);

        assertTrue(Measures.sameOutside(picture, filled, mask));
        assertTrue(Arrays.stream(filled.argb()).allMatch(p -> Argb.alpha(p) == 0xff));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,40", "40,1", "2,3", "7,7", "9,9", "16,16", "300,5", "12,200"})
    void everySizeIsFilled(int width, int height) {
        var masks =
                List.of(
                        Mask.of(width, height, (x, y) -> true),
                        Mask.of(width, height, (x, y) -> x == width / 2),
                        Mask.disc(width, height, width / 2.0, height / 2.0, 12),
                        Mask.box(width, height, 0, 0, width - 1, height - 1));
        for (Mask mask : masks) {
            var picture = Textures.gravel(width, height).blanked(mask, 0x00123456);
            var filled = picture.filled(mask, 3);
            assertTrue(Measures.sameOutside(picture, filled, mask));
            assertTrue(Arrays.stream(filled.argb()).allMatch(p -> Argb.alpha(p) == 0xff));
        }
    }

    @Test
    void coloursOfTransparentPixelsAreIgnored() {
        var mask = Mask.disc(128, 96, 60, 48, 20);
        var grass = Textures.grass(128, 96);
        var red = Picture.of(128, 96, (x, y) -> x < 55 ? 0x00ff0000 : grass.at(x, y));
        var blue = Picture.of(128, 96, (x, y) -> x < 55 ? 0x000000ff : grass.at(x, y));

        var filled = red.filled(mask, 3);

        assertTrue(Measures.sameOutside(red, filled, mask));
        assertEquals(0, Measures.difference(filled, blue.filled(mask, 3), mask));
        for (int i = 0; i < mask.bytes().length; i++) {
            int p = filled.argb()[i];
            boolean reddish = Argb.red(p) > Argb.green(p) + 20;
            assertTrue(mask.bytes()[i] == 0 || (Argb.alpha(p) == 0xff && !reddish));
        }
    }

    @Test
    void withNothingToCopyFromTheFillIsPlain() {
        var all = Mask.of(20, 10, (x, y) -> true);

        var opaque = Picture.of(20, 10, (x, y) -> x < 10 ? 0xff204060 : 0xff406080).filled(all, 1);
        var transparent = Picture.of(20, 10, (x, y) -> 0x00ff0000).filled(all, 1);

        assertTrue(Arrays.stream(opaque.argb()).allMatch(p -> p == 0xff305070));
        assertTrue(Arrays.stream(transparent.argb()).allMatch(p -> p == 0xff808080));
    }

    @Test
    void softMasksKeepTheHaloOutOfTheHole() {
        var grass = Textures.grass(128, 128);
        var halo = Mask.disc(128, 128, 64, 64, 25).ring(1, 1);
        var picture = grass.blanked(halo, MARK);
        var mask = Mask.disc(128, 128, 64, 64, 25);
        mask.bytes()[64 * 128 + 64] = 127;

        var filled = picture.filled(mask, 3);

        assertTrue(Measures.sameOutside(picture, filled, mask));
        var middle = Mask.disc(128, 128, 64, 64, 20);
        for (int i = 0; i < middle.bytes().length; i++) {
            int p = filled.argb()[i];
            boolean pink = Argb.red(p) > Argb.green(p) + 60;
            assertTrue(middle.bytes()[i] == 0 || !pink);
        }
    }

    @Test
    void partlyTransparentPixelsKeepTheirAlphaOutside() {
        var mask = Mask.disc(96, 96, 48, 48, 15);
        var picture = Picture.of(96, 96, (x, y) -> (x << 24) | 0x406080);

        var filled = picture.filled(mask, 3);

        assertTrue(Measures.sameOutside(picture, filled, mask));
        assertEquals(0xff406080, filled.at(48, 48));
    }

    @Test
    void cancellationPassesThrough() {
        var picture = Textures.grass(160, 160);
        var mask = Mask.disc(160, 160, 70, 80, 28);
        var calls = new AtomicInteger();
        Bands bands =
                (count, band) -> {
                    if (calls.incrementAndGet() > 20) {
                        throw new CancellationException();
                    }
                    Bands.SEQUENTIAL.forEach(count, band);
                };

        assertThrows(CancellationException.class, () -> picture.filled(mask, 1, bands));
        assertEquals(21, calls.get());
    }
}
