package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.gif.GifCommentDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.jpeg.JpegCommentDirectory;
import com.drew.metadata.xmp.XmpDirectory;

import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Blocks;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Compare;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.Heifs;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.PictureHeader;
import dev.atelier.robots.codec.Secrets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where somebody was, and whatever else a file tells, is gone when it was asked to go. */
class StrippedMetadataTest extends ResizeFixture {
    private static final Set<String> OF_THE_PICTURE =
            Set.of(
                    "JPEG",
                    "JFIF",
                    "Huffman",
                    "ICC Profile",
                    "Adobe JPEG",
                    "PNG-IHDR",
                    "PNG-gAMA",
                    "PNG-cHRM",
                    "PNG-sRGB",
                    "PNG-sBIT",
                    "PNG-bKGD",
                    "PNG-PLTE",
                    "PNG-tRNS",
                    "PNG-iCCP",
                    "PNG-hIST",
                    "WebP",
                    "GIF Header",
                    "GIF Image",
                    "GIF Control",
                    "GIF Animation",
                    "File Type",
                    "File");
    private static final List<Class<? extends Directory>> TELLING =
            List.of(
                    ExifSubIFDDirectory.class,
                    GpsDirectory.class,
                    XmpDirectory.class,
                    IptcDirectory.class,
                    JpegCommentDirectory.class,
                    GifCommentDirectory.class);
    private static final String BARE =
            "{'preserve_meta_data': false, 'priority': 'conversion-speed'}";

    static Stream<String> pictures() {
        return Stream.of("photo", "orientation", "cmyk-icc", "png", "gif", "webp", "svg")
                .flatMap(folder -> Corpus.folder(folder).stream())
                .filter(name -> !name.endsWith("tif") && !name.endsWith("bmp"));
    }

    private Emission optimised(Path file) throws Exception {
        job = new FakeJob(Files.createTempDirectory(folder, "job"));
        var optimizer = new ImageOptimizeRobot(codec);
        optimizer.run(
                ParamBinder.bind(optimizer.about(), "o", json(BARE)),
                FakeJob.input(job.add(file, "image/x")),
                job);
        return job.emissions().getLast();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void nothingHiddenInAPictureOutlivesItsOptimisation(String name) throws Exception {
        Path file = Corpus.file(name);
        ImageFormat format = codec.probe(file).format();
        byte[] telling = Secrets.hide(Files.readAllBytes(file), format);
        assertTrue(Secrets.in(telling));
        Path before = Files.write(folder.resolve("telling"), telling);

        optimised(before);

        assertTrue(job.warnings().isEmpty(), job.warnings()::toString);
        Path out = job.results().getLast().bytes();
        assertFalse(Secrets.in(Files.readAllBytes(out)));
        onlyThePictureIn(out, format);
        assertEquals(codec.probe(before), codec.probe(out));
        assertEquals(0, Compare.distance(picture(before), picture(out)));
    }

    private BufferedImage picture(Path file) throws Exception {
        return Codec.srgb8(codec.decode(file));
    }

    /** As another reader of metadata sees it. */
    private void onlyThePictureIn(Path file, ImageFormat format) throws Exception {
        if (format == ImageFormat.SVG) {
            return;
        }
        for (Directory each : ImageMetadataReader.readMetadata(file.toFile()).getDirectories()) {
            boolean turn =
                    each instanceof ExifIFD0Directory
                            && each.getTagCount() == 1
                            && each.containsTag(ExifIFD0Directory.TAG_ORIENTATION);
            assertTrue(turn || OF_THE_PICTURE.contains(each.getName()), each::toString);
        }
    }

    @Test
    void aTurnThatOnlyXmpToldStays() throws Exception {
        Path file = Corpus.file("orientation/xmp_tags_orientation.png");

        optimised(file);

        Path out = job.results().getLast().bytes();
        assertTrue(codec.probe(file).orientation() > 1);
        assertEquals(codec.probe(file), codec.probe(out));
        assertNull(codec.header(out).blocks().xmp());
        assertEquals(0, Compare.distance(picture(file), picture(out)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../heif/noted.heic", "heif-avif/hopper.avif"})
    void ofAHeifOnlyThePictureStays(String name) throws Exception {
        byte[] plain = Files.readAllBytes(Corpus.file(name));
        Path before = Files.write(folder.resolve("telling"), Heifs.noted(plain, Secrets.WORD));

        optimised(before);

        Path out = job.results().getLast().bytes();
        assertTrue(job.warnings().isEmpty(), job.warnings()::toString);
        assertFalse(Secrets.in(Files.readAllBytes(out)));
        assertEquals(Files.size(before), Files.size(out));
        assertEquals(codec.probe(before), codec.probe(out));
        Metadata read = ImageMetadataReader.readMetadata(out.toFile());
        assertFalse(read.containsDirectoryOfType(GpsDirectory.class));
        assertFalse(read.containsDirectoryOfType(ExifSubIFDDirectory.class));
        assertFalse(Files.readString(out, StandardCharsets.ISO_8859_1).contains("Pixel 6"));
        byte[] xmp = codec.header(out).blocks().xmp();
        assertTrue(xmp == null || new String(xmp, StandardCharsets.UTF_8).strip().length() < 50);
        if (codec.decodes(codec.probe(out).format())) {
            assertEquals(0, Compare.distance(picture(before), picture(out)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiff/hopper_lzw.tif", "tiff/multipage.tiff"})
    void aPictureThatGoesOnAsItIsSaysThatItsMetadataDoesToo(String name) throws Exception {
        assertInstanceOf(Emission.PassOn.class, optimised(Corpus.file(name)));

        assertTrue(job.warnings().getFirst().contains("may still have metadata"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "AVIF", "HEIC"})
    void strippedAResultHasNoMetadataInAnyFormat(ImageFormat format) throws Exception {
        assumeTrue(codec.encodes(format), "not run: this machine cannot write " + format);
        for (String name :
                List.of(
                        "photo/Apple_iPhone_4.jpg",
                        "orientation/Landscape_6.jpg",
                        "orientation/xmp_tags_orientation.png",
                        "orientation/g4_orientation_6.tif",
                        "orientation/hopper_orientation_6.webp",
                        "../heif/noted.heic")) {
            PictureHeader before = codec.header(Corpus.file(name));
            assertFalse(before.blocks().empty(), name);

            var made =
                    run(
                            "{'width': 32, 'strip': true, 'format': '%s'}"
                                    .formatted(format.extension()),
                            job.add(Corpus.file(name), "image/x"));

            Blocks blocks = codec.header(made.bytes()).blocks();
            String raw = Files.readString(made.bytes(), StandardCharsets.ISO_8859_1);
            assertTrue(format == ImageFormat.TIFF || blocks.empty(), name + ": " + blocks);
            assertFalse(raw.contains("Exif") || raw.contains("adobe:ns:meta"), name);
            Metadata read = ImageMetadataReader.readMetadata(made.bytes().toFile());
            for (var kind : TELLING) {
                assertFalse(read.containsDirectoryOfType(kind), name + ": " + kind);
            }
        }
    }
}
