package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.PictureException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ImageOptimizeRobotTest extends ResizeFixture {
    private final ImageOptimizeRobot optimizer = new ImageOptimizeRobot(codec);

    private Emission optimised(String raw, Path file, String mime) throws Exception {
        optimizer.run(
                ParamBinder.bind(optimizer.about(), "o", json(raw)),
                FakeJob.input(job.add(file, mime)),
                job);
        return job.emissions().getLast();
    }

    private static int[] pixels(BufferedImage image) {
        int w = image.getWidth();
        return image.getRGB(0, 0, w, image.getHeight(), null, 0, w);
    }

    static List<String> pngs() {
        return Corpus.folder("png");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("pngs")
    void aPngKeepsEverySampleAndNeverGrows(String name) throws Exception {
        for (String raw :
                List.of("{}", "{'preserve_meta_data': false, 'priority': 'conversion-speed'}")) {
            Path file = Corpus.file(name);
            if (optimised(raw, file, "image/png") instanceof Emission.NewFile) {
                Path out = job.results().getLast().bytes();
                assertTrue(Files.size(out) < Files.size(file));
                assertEquals(codec.probe(file), codec.probe(out));
                assertArrayEquals(
                        pixels(Codec.srgb8(codec.decode(file))),
                        pixels(Codec.srgb8(codec.decode(out))));
            }
        }
        assertTrue(job.warnings().isEmpty(), job.warnings().toString());
    }

    @Test
    void lossyMakesAPngOfManyColoursMuchSmaller() throws Exception {
        Path png = folder.resolve("flower.png");
        codec.encode(
                Codec.srgb8(codec.decode(Corpus.file("photo/flower2.jpg"))),
                dev.atelier.robots.codec.Encoding.of(dev.atelier.robots.codec.ImageFormat.PNG),
                png);

        assertInstanceOf(Emission.NewFile.class, optimised("{'lossy': true}", png, "image/png"));

        Path out = job.results().getLast().bytes();
        assertTrue(Files.size(out) < Files.size(png) / 2, Files.size(out) + " bytes");
        assertEquals(codec.probe(png).width(), codec.probe(out).width());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orientation/Landscape_6.jpg",
                "photo/HTC_Desire.jpg",
                "photo/Nikon_D5000.jpg"
            })
    void aJpegWithoutItsMetadataLooksTheSame(String name) throws Exception {
        Path file = Corpus.file(name);

        optimised("{'preserve_meta_data': false}", file, "image/jpeg");

        Path out = job.results().getLast().bytes();
        assertTrue(Files.size(out) < Files.size(file));
        assertEquals(codec.probe(file), codec.probe(out));
        assertNull(codec.header(out).blocks().xmp());
        assertArrayEquals(
                pixels(Codec.srgb8(codec.decode(file))), pixels(Codec.srgb8(codec.decode(out))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webp/Photo_1.webp", "webp/transparent.webp", "gif/iss634.gif"})
    void otherFormatsNeverGrowAndLookTheSame(String name) throws Exception {
        Path file = Corpus.file(name);

        Emission out = optimised("{'preserve_meta_data': false}", file, "image/webp");

        if (out instanceof Emission.NewFile) {
            Path made = job.results().getLast().bytes();
            assertTrue(Files.size(made) < Files.size(file));
            assertArrayEquals(
                    pixels(Codec.srgb8(codec.decode(file))),
                    pixels(Codec.srgb8(codec.decode(made))));
        }
    }

    @Test
    void whatCannotBeOptimisedGoesOnUnchanged() throws Exception {
        AssemblyFile bmp = solid("a.bmp", 8, 8, 0xffff0000);

        Emission out = optimised("{}", job.open(bmp), "image/bmp");

        assertInstanceOf(Emission.PassOn.class, out);
    }

    @Test
    void aDamagedPictureGoesOnWithAWarningUnlessToldOtherwise() throws Exception {
        Path cut = Corpus.file("malformed/truncated_image.png");

        assertInstanceOf(Emission.PassOn.class, optimised("{}", cut, "image/png"));
        assertEquals(1, job.warnings().size());
        assertThrows(
                PictureException.class,
                () -> optimised("{'fix_breaking_images': false}", cut, "image/png"));
    }
}
