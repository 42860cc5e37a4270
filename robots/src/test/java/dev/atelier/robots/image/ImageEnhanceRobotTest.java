package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.edit.Editors;
import dev.atelier.robots.image.enhance.Preset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

class ImageEnhanceRobotTest extends ResizeFixture {
    private static final int SIDE = 120;
    private final ImageEnhanceRobot enhancer = new ImageEnhanceRobot(codec, Editors.NONE);

    private BufferedImage better(String raw, AssemblyFile file) throws Exception {
        enhancer.run(ParamBinder.bind(enhancer.about(), "e", json(raw)), FakeJob.input(file), job);
        job.giveBack();
        return Codec.srgb8(codec.decode(job.results().getLast().bytes()));
    }

    private AssemblyFile drawn(String name, IntBinaryOperator pixel) throws Exception {
        var picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                picture.setRGB(x, y, pixel.applyAsInt(x, y));
            }
        }
        return file(name, picture);
    }

    /** Greys between these two, from left to right. */
    private AssemblyFile ramp(int from, int to) throws Exception {
        return drawn(
                "ramp.png",
                (x, _) -> {
                    int grey = from + (to - from) * x / (SIDE - 1);
                    return 0xff000000 | grey * 0x010101;
                });
    }

    private static double mean(BufferedImage picture, IntUnaryOperator of) {
        double sum = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                sum += of.applyAsInt(picture.getRGB(x, y));
            }
        }
        return sum / (SIDE * SIDE);
    }

    private static int red(int p) {
        return p >> 16 & 0xff;
    }

    private static int green(int p) {
        return p >> 8 & 0xff;
    }

    private static int blue(int p) {
        return p & 0xff;
    }

    @Test
    void aDullPictureFillsTheScaleTheMoreTheStronger() throws Exception {
        int[] ranges = new int[3];
        List<String> modes = List.of("auto_gentle", "auto", "auto_aggressive");
        for (int i = 0; i < modes.size(); i++) {
            BufferedImage made = better("{'enhance': '" + modes.get(i) + "'}", ramp(90, 150));
            ranges[i] = green(made.getRGB(SIDE - 2, 60)) - green(made.getRGB(1, 60));
        }

        assertTrue(ranges[0] > 62, "gentle " + ranges[0]);
        assertTrue(ranges[1] > ranges[0] + 15, "auto " + ranges[1]);
        assertTrue(ranges[2] > ranges[1] + 30, "aggressive " + ranges[2]);
    }

    @Test
    void aDarkPictureGetsLighterAndALightOneDarker() throws Exception {
        BufferedImage dark = better("{}", ramp(0, 110));
        BufferedImage light = better("{}", ramp(150, 255));

        assertTrue(mean(dark, ImageEnhanceRobotTest::green) > 75, "was 55");
        assertTrue(mean(light, ImageEnhanceRobotTest::green) < 190, "was 202");
    }

    @Test
    void aColourCastGetsWeaker() throws Exception {
        AssemblyFile yellow =
                drawn(
                        "a.png",
                        (x, _) -> {
                            int grey = 255 * x / (SIDE - 1);
                            return 0xff000000 | grey << 16 | grey << 8 | grey * 7 / 10;
                        });
        BufferedImage made = better("{}", yellow);
        double blue =
                mean(made, ImageEnhanceRobotTest::blue) / mean(made, ImageEnhanceRobotTest::red);

        assertTrue(blue > 0.73 && blue < 0.95, "was 0.7, is " + blue);
    }

    @Test
    void whatIsTransparentNeitherCountsNorChanges() throws Exception {
        AssemblyFile file =
                drawn(
                        "a.png",
                        (x, _) -> x < 60 ? 0x00ffffff : 0xff000000 | (80 + x / 4) * 0x010101);
        BufferedImage made = better("{'enhance': 'auto_aggressive'}", file);

        assertEquals(0, made.getRGB(10, 10) >>> 24);
        assertEquals(255, made.getRGB(90, 10) >>> 24);
        assertTrue(green(made.getRGB(118, 10)) > 130, "stretched as if the white were not there");
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void everyLookKeepsLightBrighterThanDarkAndIsOneOfItsOwn(Preset preset) throws Exception {
        String raw =
                "{'enhance': 'none', 'preset': '" + preset.name().toLowerCase(Locale.ROOT) + "'}";
        BufferedImage made =
                better(
                        raw,
                        drawn(
                                "a.png",
                                (x, y) ->
                                        0xff000000
                                                | (x * 2) << 16
                                                | (x + y) << 8
                                                | Math.abs(x - y) * 2));

        assertTrue(green(made.getRGB(115, 115)) > green(made.getRGB(4, 4)) + 60, raw);
        int middle = made.getRGB(80, 40);
        boolean grey = red(middle) == green(middle) && green(middle) == blue(middle);
        boolean wanted =
                switch (preset) {
                    case BW_CLASSIC, BW_DRAMATIC, NOIR -> true;
                    case NONE,
                            WARM,
                            COOL,
                            VINTAGE,
                            VIVID,
                            MATTE,
                            CINEMATIC,
                            GOLDEN_HOUR,
                            FADE,
                            PASTEL,
                            TEAL_ORANGE ->
                            false;
                };
        assertEquals(wanted, grey, raw);
    }

    @Test
    void warmIsRedderAndCoolIsBluerThanTheGreyTheyCameFrom() throws Exception {
        BufferedImage warm = better("{'enhance':'none','preset':'warm'}", ramp(60, 200));
        BufferedImage cool = better("{'enhance':'none','preset':'cool'}", ramp(60, 200));

        assertTrue(red(warm.getRGB(60, 60)) > blue(warm.getRGB(60, 60)) + 5);
        assertTrue(blue(cool.getRGB(60, 60)) > red(cool.getRGB(60, 60)) + 5);
    }

    @Test
    void grainGoesAndTheEdgeStays() throws Exception {
        var dice = new Random(4);
        AssemblyFile file =
                drawn(
                        "a.png",
                        (x, _) -> {
                            int grey = (x < 60 ? 60 : 190) + dice.nextInt(-12, 13);
                            return 0xff000000 | grey * 0x010101;
                        });
        BufferedImage made = better("{'enhance': 'none', 'denoise': 8}", file);
        double spread = 0;
        for (int y = 0; y < SIDE; y++) {
            spread += Math.abs(green(made.getRGB(30, y)) - 60);
        }

        assertTrue(spread / SIDE < 3.5, "mean distance was 6, is " + spread / SIDE);
        assertTrue(green(made.getRGB(58, 60)) < 75);
        assertTrue(green(made.getRGB(61, 60)) > 175);
    }

    @Test
    void sharpeningMakesAnEdgeSteeper() throws Exception {
        AssemblyFile file =
                drawn(
                        "a.png",
                        (x, _) -> {
                            int grey = Math.clamp(60 + (x - 58) * 30, 60, 180);
                            return 0xff000000 | grey * 0x010101;
                        });
        BufferedImage made = better("{'enhance': 'none', 'sharpen': 10}", file);

        assertTrue(green(made.getRGB(58, 60)) < 55, "darker on the dark side");
        assertTrue(green(made.getRGB(62, 60)) > 185, "lighter on the light side");
        assertEquals(60, green(made.getRGB(20, 60)));
    }

    @Test
    void whoMadeItIsSaidAndNothingToDoChangesNothing() throws Exception {
        better("{}", ramp(0, 255));
        assertEquals("classic", job.results().getLast().emission().meta().path("model").asText());
        AssemblyFile file = ramp(0, 200);
        enhancer.run(
                ParamBinder.bind(enhancer.about(), "e", json("{'enhance': 'none'}")),
                FakeJob.input(file),
                job);

        assertEquals(Emission.passOn(file), job.emissions().getLast());
    }

    @Test
    void whatItCannotWriteGoesOnAsItIs() throws Exception {
        byte[] svg =
                "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
                        .getBytes(StandardCharsets.UTF_8);
        AssemblyFile file = job.add("a.svg", "image/svg+xml", svg);
        enhancer.run(ParamBinder.bind(enhancer.about(), "e", json("{}")), FakeJob.input(file), job);

        assertEquals(Emission.passOn(file), job.emissions().getLast());
        assertEquals(1, job.warnings().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'enhance': 'strong'}",
                "{'preset': 'sepia'}",
                "{'engine': 'magic'}",
                "{'sharpen': 11}",
                "{'denoise': -1}",
                "{'quality': 0}"
            })
    void wrongParametersAreRefused(String raw) throws Exception {
        AssemblyFile file = ramp(0, 255);
        var error = assertThrows(AssemblyException.class, () -> better(raw, file)).error();

        assertEquals(ErrorCode.IMAGE_ENHANCE_VALIDATION, error.code());
    }
}
