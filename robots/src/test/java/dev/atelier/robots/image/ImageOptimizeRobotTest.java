package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.CodedColours;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.codec.Slim;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;

class ImageOptimizeRobotTest extends ResizeFixture {
    private final ImageOptimizeRobot optimizer = new ImageOptimizeRobot(codec);

    private Emission optimised(String raw, Path file, String mime) throws Exception {
        job = new FakeJob(Files.createTempDirectory(folder, "job"));
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
    @ValueSource(booleans = {true, false})
    void lossyKeepsTheMetadataOfAPngAsLongAsItIsAskedTo(boolean kept) throws Exception {
        Path noted = folder.resolve("noted.png");
        Files.write(noted, withText());

        optimised("{'lossy': true, 'preserve_meta_data': " + kept + "}", noted, "image/png");

        Path out = job.results().getLast().bytes();
        assertTrue(Files.size(out) < Files.size(noted) / 2, Files.size(out) + " bytes");
        assertEquals(kept ? "kept" : null, codec.header(out).blocks().texts().get("Comment"));
        assertEquals(codec.probe(noted).width(), codec.probe(out).width());
    }

    private byte[] withText() throws Exception {
        return with("tEXtComment\0kept".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void lossyLeavesLightThatNoPaletteHasRoomFor() throws Exception {
        byte[] pq = "cICP\t\20\0\1".getBytes(StandardCharsets.ISO_8859_1);
        Path bright = Files.write(folder.resolve("bright.png"), with(pq));

        Emission given = optimised("{'lossy': true}", bright, "image/png");

        Path out = given instanceof Emission.PassOn ? bright : job.results().getLast().bytes();
        CodedColours coded = codec.header(out).coded();
        assertTrue(coded != null && coded.highRange());
    }

    @Test
    void aGifWithAProfileKeepsIt() throws Exception {
        byte[] gif = Files.readAllBytes(wasteful());
        byte[] profile = "!\377\13ICCRGBG1012\1\0\0;".getBytes(StandardCharsets.ISO_8859_1);
        byte[] profiled = Arrays.copyOf(gif, gif.length - 1 + profile.length);
        System.arraycopy(profile, 0, profiled, gif.length - 1, profile.length);
        assertTrue(Slim.isProfiled(profiled));
        assertFalse(Slim.isProfiled(gif));
        Path file = Files.write(folder.resolve("profiled.gif"), profiled);

        assertInstanceOf(Emission.PassOn.class, optimised("{}", file, "image/gif"));
    }

    /** The pixels of a flower with one chunk more and without texts. */
    private byte[] with(byte[] text) throws Exception {
        Path plain = folder.resolve("plain.png");
        codec.encode(
                Codec.srgb8(codec.decode(Corpus.file("photo/flower2.jpg"))),
                dev.atelier.robots.codec.Encoding.of(dev.atelier.robots.codec.ImageFormat.PNG),
                plain);
        byte[] png = Files.readAllBytes(plain);
        var crc = new java.util.zip.CRC32();
        crc.update(text);
        return java.nio.ByteBuffer.allocate(png.length + text.length + 8)
                .put(png, 0, 33)
                .putInt(text.length - 4)
                .put(text)
                .putInt((int) crc.getValue())
                .put(png, 33, png.length - 33)
                .array();
    }

    @Test
    void framesOfAGifHoldOnlyWhatChanges() throws Exception {
        Path gif = wasteful();

        assertInstanceOf(Emission.NewFile.class, optimised("{}", gif, "image/gif"));

        Path out = job.results().getLast().bytes();
        assertTrue(Files.size(out) < Files.size(gif) / 3, Files.size(out) + " bytes");
        assertEquals(frames(gif), frames(out));
        assertEquals(codec.plays(gif), codec.plays(out));
    }

    /** Ten frames that each hold the whole picture though one pixel changes. */
    private Path wasteful() throws Exception {
        Path out = folder.resolve("wasteful.gif");
        BufferedImage picture = filled(120, 90, 0xff204060);
        for (int i = 0; i < 120 * 90; i++) {
            picture.setRGB(i % 120, i / 120, 0xff000000 | (i * 31 % 200) * 0x010101);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (var stream = ImageIO.createImageOutputStream(out.toFile())) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < 10; i++) {
                picture.setRGB(i, 0, 0xffff0000);
                writer.writeToSequence(new IIOImage(Codec.palette(picture), null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return out;
    }

    private List<List<Integer>> frames(Path file) throws Exception {
        List<List<Integer>> found = new java.util.ArrayList<>();
        codec.play(
                file,
                (shown, millis) ->
                        found.add(
                                List.of(
                                        millis,
                                        java.util.Arrays.hashCode(pixels(Codec.srgb8(shown))))));
        return found;
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
    @ValueSource(
            strings = {"orientation/Landscape_6.jpg", "photo/HTC_Desire.jpg", "cmyk-icc/cymk.jpg"})
    void aJpegGetsSmallerAndProgressiveAndKeepsItsMetadata(String name) throws Exception {
        Path file = Corpus.file(name);

        optimised("{'progressive': true}", file, "image/jpeg");

        Path out = job.results().getLast().bytes();
        assertTrue(Files.size(out) < Files.size(file));
        assertTrue(Slim.isProgressive(Files.readAllBytes(out)));
        assertEquals(codec.probe(file), codec.probe(out));
        assertArrayEquals(codec.header(file).blocks().exif(), codec.header(out).blocks().exif());
        assertArrayEquals(
                pixels(Codec.srgb8(codec.decode(file))), pixels(Codec.srgb8(codec.decode(out))));
        assertTrue(job.warnings().isEmpty(), job.warnings()::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"photo/ultrahdr.jpg", "malformed/truncated-at-60pct.jpg"})
    void aJpegThatCannotBecomeProgressiveGoesOnWithANotice(String name) throws Exception {
        Emission out = optimised("{'progressive': true}", Corpus.file(name), "image/jpeg");

        assertInstanceOf(Emission.PassOn.class, out);
        assertTrue(job.warnings().getLast().contains("not made progressive"));
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
