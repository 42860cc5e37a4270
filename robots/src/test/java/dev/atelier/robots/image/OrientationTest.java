package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.core.robot.Robot;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Compare;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.meta.MetaWriteRobot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Every orientation EXIF knows, in every format that notes one in EXIF, through /image/resize. */
class OrientationTest extends ResizeFixture {

    /** Colours of the corners once upright, clockwise from the top left; stored as RGBW. */
    @ParameterizedTest
    @CsvSource({
        "1, RGBW", "2, GRWB", "3, BWRG", "4, WBGR", "5, RWBG", "6, WRGB", "7, BGRW", "8, GBWR"
    })
    void everyOrientationComesOutUprightAndUntagged(int orientation, String corners)
            throws Exception {
        for (String name : new String[] {"a.jpg", "a.png", "a.webp"}) {
            AssemblyFile turned = tagged(file(name, quarters(64, 32)), orientation);

            BufferedImage upright = picture(run("{'width': 64, 'height': 64}", turned));
            BufferedImage stored =
                    picture(
                            run(
                                    "{'width': 64, 'height': 64, 'rotation': false, 'strip': true}",
                                    turned));

            assertEquals(orientation < 5 ? "64x32" : "32x64", size(upright), name);
            assertEquals(corners, corners(upright), name);
            assertEquals("RGBW", corners(stored), name);
            assertEquals(1, codec.probe(job.results().getFirst().bytes()).orientation());
        }
    }

    private AssemblyFile tagged(AssemblyFile file, int orientation) throws Exception {
        write(
                new MetaWriteRobot(codec),
                json("{'data_to_write': {'Orientation': '" + orientation + "'}}"),
                file);
        Path bytes = job.results().getLast().bytes();
        Path copy = Files.copy(bytes, Files.createTempDirectory(folder, "t").resolve(file.name()));
        freshJob();
        return job.add(copy, file.mime());
    }

    private void freshJob() throws Exception {
        job = new FakeJob(Files.createTempDirectory(folder, "job"));
    }

    /** The file says by other means how it is turned, which decoding has heeded. */
    @Test
    void orientationInTheExifOfAHeicDoesNotTurnWhatIsMadeOfIt() throws Exception {
        assumeTrue(codec.decodes(ImageFormat.HEIC), "not run: this machine has no libheif");
        byte[] heic = Files.readAllBytes(Corpus.file("../heif/noted.heic"));
        String text = new String(heic, StandardCharsets.ISO_8859_1);
        int tag = text.indexOf("\u0012\u0001\u0003\0\u0001\0\0\0\u0001\0");
        assertTrue(tag > 0, "the picture notes its orientation, lower bytes first");
        heic[tag + 8] = 6;
        AssemblyFile file = job.add(Files.write(folder.resolve("turned.heic"), heic), "image/heic");
        String size = size(Codec.srgb8(codec.decode(job.open(file))));

        FakeJob.Result jpeg = run("{'format': 'jpg', 'rotation': false}", file);

        assertEquals(1, codec.probe(jpeg.bytes()).orientation());
        assertEquals(size, size(picture(jpeg)));
    }

    private <P extends Record> void write(Robot<P> writer, ObjectNode raw, AssemblyFile file)
            throws Exception {
        writer.run(ParamBinder.bind(writer.about(), "w", raw), FakeJob.input(file), job);
    }

    private static String corners(BufferedImage image) {
        int right = image.getWidth() - 4;
        int low = image.getHeight() - 4;
        return colour(image.getRGB(3, 3))
                + colour(image.getRGB(right, 3))
                + colour(image.getRGB(right, low))
                + colour(image.getRGB(3, low));
    }

    private static String colour(int rgb) {
        boolean red = (rgb >> 16 & 0xFF) > 128;
        boolean green = (rgb >> 8 & 0xFF) > 128;
        boolean blue = (rgb & 0xFF) > 128;
        return red && green && blue ? "W" : red ? "R" : green ? "G" : "B";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyOrientationOfATiffComesOutUpright(int orientation) throws Exception {
        Path plain = tiff(1);
        Path turned = tiff(orientation);

        BufferedImage stored = Codec.srgb8(codec.decode(plain));
        BufferedImage upright = Codec.srgb8(codec.decode(turned));
        BufferedImage back =
                picture(
                        run(
                                "{'format': 'png', 'rotation': false, 'strip': true}",
                                job.add(turned, "image/tiff")));

        assertEquals(orientation < 5, stored.getWidth() == upright.getWidth());
        assertEquals(0, Compare.distance(stored, back));
    }

    /** The corpus has one that is turned; its tag is given another value. */
    private Path tiff(int orientation) throws Exception {
        byte[] tiff = Files.readAllBytes(Corpus.file("orientation/g4_orientation_6.tif"));
        for (int at = 8; at < tiff.length - 12; at++) {
            boolean little = tiff[0] == 'I';
            int tag = little ? u16(tiff, at + 1, at) : u16(tiff, at, at + 1);
            int type = little ? u16(tiff, at + 3, at + 2) : u16(tiff, at + 2, at + 3);
            int value = little ? u16(tiff, at + 9, at + 8) : u16(tiff, at + 8, at + 9);
            if (tag == 274 && type == 3 && value == 6) {
                tiff[little ? at + 8 : at + 9] = (byte) orientation;
            }
        }
        return Files.write(folder.resolve(orientation + ".tif"), tiff);
    }

    private static int u16(byte[] bytes, int high, int low) {
        return (bytes[high] & 0xFF) << 8 | (bytes[low] & 0xFF);
    }
}
