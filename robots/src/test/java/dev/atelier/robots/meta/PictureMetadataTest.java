package dev.atelier.robots.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.OutputMeta;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.OriginMark;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.codec.SourceType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

class PictureMetadataTest {
    private final Codec codec = new Codec(PixelLimits.DEFAULT);
    private final PictureMetadata reader =
            new PictureMetadata(codec, InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z")));

    @TempDir Path folder;

    @Test
    void canonPhotoHasItsCameraDataInExifToolWording() throws IOException {
        ObjectNode meta = meta("photo/Canon_EOS_450D.jpg", OutputMeta.DEFAULT);

        assertEquals(4272, meta.get("width").intValue());
        assertEquals(2848, meta.get("height").intValue());
        assertEquals(1.5, meta.get("aspect_ratio").doubleValue());
        assertEquals(1, meta.get("frame_count").intValue());
        assertFalse(meta.get("has_clipping_path").booleanValue());
        assertEquals("Canon", meta.get("device_vendor").textValue());
        assertEquals("Canon EOS 450D", meta.get("device_name").textValue());
        assertTrue(meta.get("iso").isNumber());
        assertTrue(meta.get("aperture").isNumber());
        assertTrue(meta.get("exposure_time").toString().matches("\"1/\\d+\"|[0-9.]+"));
        assertTrue(meta.get("focal_length").textValue().matches("\\d+\\.\\d mm"));
        assertEquals("Horizontal (normal)", meta.get("orientation").textValue());
        assertTrue(
                meta.get("date_recorded")
                        .textValue()
                        .matches("20\\d\\d/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d GMT"));
        assertEquals("2026/11/21 08:00:00 GMT", meta.get("date_file_created").textValue());
    }

    @ParameterizedTest
    @CsvSource({
        "photo/Nikon_D5000.jpg, device_name, NIKON D5000",
        "photo/Apple_iPhone_4.jpg, device_vendor, Apple",
        "photo/HTC_Desire.jpg, device_vendor, HTC",
        "photo/Samsung_GT-I9000_Galaxy_S.jpg, orientation, Rotate 90 CW",
        "orientation/Landscape_5.jpg, orientation, Mirror horizontal and rotate 270 CW",
        "orientation/g4_orientation_6.tif, orientation, Rotate 90 CW",
        "photo/hopper_gray.jpg, colorspace, Gray",
        "cmyk-icc/cymk.jpg, colorspace, CMYK",
        "photo/flower2.jpg, colorspace, sRGB",
    })
    void entriesAreThereForEveryKindOfFile(String name, String key, String value)
            throws IOException {
        assertEquals(value, meta(name, OutputMeta.DEFAULT).path(key).asText());
    }

    @Test
    void placeIsInDecimalDegrees() throws IOException {
        ObjectNode meta = meta("photo/exif_gps.jpg", OutputMeta.DEFAULT);
        JsonNode phone = meta("photo/HTC_Desire.jpg", OutputMeta.DEFAULT).path("latitude");

        assertTrue(!meta.has("latitude") || meta.get("latitude").isNumber());
        assertTrue(phone.isMissingNode() || phone.isNumber());
    }

    @Test
    void svgTellsItsViewBox() throws IOException {
        ObjectNode meta = meta("svg/plain-shapes-alpha.svg", OutputMeta.DEFAULT);

        assertEquals(240, meta.get("width").intValue());
        assertTrue(meta.get("svgViewBoxWidth").isNumber());
    }

    @Test
    void uprightSizeCountsForTurnedPictures() throws IOException {
        ObjectNode meta = meta("photo/Samsung_GT-I9000_Galaxy_S.jpg", OutputMeta.DEFAULT);

        assertEquals(480, meta.get("width").intValue());
        assertEquals(640, meta.get("height").intValue());
        assertEquals(0.75, meta.get("aspect_ratio").doubleValue());
    }

    @Test
    void nothingIsReadWhenExtractionIsOff() throws IOException {
        assertTrue(meta("photo/flower2.jpg", OutputMeta.NONE).isEmpty());
    }

    @Test
    void expensiveEntriesComeOnRequestOnly() throws IOException {
        ObjectNode plain = meta("png/transparent.png", OutputMeta.DEFAULT);
        ObjectNode all = meta("png/transparent.png", OutputMeta.ALL);

        for (String key : List.of("has_transparency", "dominant_colors", "blurhash", "thumbhash")) {
            assertFalse(plain.has(key), key);
            assertTrue(all.has(key), key);
        }
        assertTrue(all.get("has_transparency").booleanValue());
        assertTrue(all.get("has_alpha").booleanValue());
        assertEquals(28, all.get("blurhash").textValue().length());
        assertTrue(all.get("dominant_colors").size() <= 10);
        int hash = all.get("thumbhash").textValue().length();
        assertTrue(hash >= 8 && hash <= 64, "" + hash);
    }

    @ParameterizedTest
    @CsvSource({
        "000000, L00000fQfQfQfQfQfQfQfQfQfQfQ",
        "ffffff, L9TSUA~qfQ~q~qoffQoffQfQfQfQ",
        "ff0000, L9TI:j|cfQ|c|co1fQo1fQfQfQfQ"
    })
    void solidColoursHaveTheKnownBlurHash(String colour, String hash) throws IOException {
        ObjectNode meta = metaOf(solid(Integer.parseInt(colour, 16), 32), OutputMeta.ALL);

        assertEquals(hash, meta.get("blurhash").textValue());
        assertEquals("#" + colour, meta.get("average_color").textValue());
        assertEquals("[\"#" + colour + "\"]", meta.get("dominant_colors").toString());
        assertFalse(meta.get("has_transparency").booleanValue());
    }

    @Test
    void twoPlainColoursComeOutExactlyTheLargerShareFirst() throws IOException {
        var image = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 100; y++) {
            for (int x = 0; x < 100; x++) {
                image.setRGB(x, y, x < 60 ? 0x12659b : 0xe8c311);
            }
        }

        ObjectNode meta = metaOf(image, OutputMeta.ALL);

        assertEquals("[\"#12659b\",\"#e8c311\"]", meta.get("dominant_colors").toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void finePatternsOfLargePicturesKeepAllTheirColours(int period) throws IOException {
        var image = new BufferedImage(1_000, 700, BufferedImage.TYPE_INT_RGB);
        int[] colours = {0xc02020, 0x20a040, 0x2030c0};
        for (int y = 0; y < 700; y++) {
            for (int x = 0; x < 1_000; x++) {
                int stripe = x / period % 6;
                image.setRGB(x, y, colours[stripe < 3 ? 0 : stripe < 5 ? 1 : 2]);
            }
        }

        ObjectNode meta = metaOf(image, OutputMeta.ALL);

        assertEquals(
                "[\"#c02020\",\"#20a040\",\"#2030c0\"]", meta.get("dominant_colors").toString());
    }

    @Test
    void invisiblePixelsHaveNoColour() throws IOException {
        var clear = new BufferedImage(10, 10, BufferedImage.TYPE_INT_ARGB);
        clear.setRGB(0, 0, 0x00ff0000);

        ObjectNode meta = metaOf(clear, OutputMeta.ALL);
        clear.setRGB(5, 5, 0xff00aa00);
        ObjectNode dot = metaOf(clear, OutputMeta.ALL);

        assertTrue(meta.get("average_color").isNull());
        assertTrue(meta.get("dominant_colors").isEmpty());
        assertEquals("#00aa00", dot.get("average_color").textValue());
        assertEquals("[\"#00aa00\"]", dot.get("dominant_colors").toString());
    }

    @Test
    void almostFullSixteenBitAlphaIsTransparency() throws IOException {
        BufferedImage wide = codec.decode(Corpus.file("png/basn6a16.png")).image();
        var raster = wide.getRaster();
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                raster.setSample(x, y, 3, 65_535);
            }
        }
        assertFalse(metaOf(wide, OutputMeta.ALL).get("has_transparency").booleanValue());

        raster.setSample(9, 9, 3, 65_534);

        assertTrue(metaOf(wide, OutputMeta.ALL).get("has_transparency").booleanValue());
    }

    @Test
    void greyPictureIsMeasuredAsBrightAsItIs() throws IOException {
        var grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64; i++) {
            grey.getRaster().setSample(i % 8, i / 8, 0, 86);
        }

        ObjectNode meta = metaOf(grey, OutputMeta.ALL);

        assertEquals("#565656", meta.get("average_color").textValue());
    }

    @Test
    void portraitHasThreeByFourComponents() throws IOException {
        var tall = new BufferedImage(30, 90, BufferedImage.TYPE_INT_RGB);

        String hash = metaOf(tall, OutputMeta.of("blurhash")).get("blurhash").textValue();

        assertEquals(28, hash.length());
        assertEquals('T', hash.charAt(0));
    }

    @Test
    void markOfOriginIsReadBack() throws IOException {
        var mark = new OriginMark(SourceType.ALGORITHMIC_MEDIA, "Atelier painter", "A whale.");
        for (var format :
                List.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP, ImageFormat.GIF)) {
            Path out = folder.resolve("m." + format.extension());
            codec.encode(solid(0x336699, 20), Encoding.of(format).withMark(mark), out);

            ObjectNode meta = reader.read(out, reader.sniff(out, "m"), OutputMeta.DEFAULT);

            assertEquals("Atelier painter", meta.path("device_software").asText(), format + "");
            assertEquals("A whale.", meta.path("description").asText());
        }
    }

    @Test
    void unreadableHeaderOfAPictureIsAMetadataError() throws IOException {
        Path broken = Corpus.file("malformed/broken.png");

        var failure =
                assertThrows(
                        AssemblyException.class,
                        () -> reader.read(broken, reader.sniff(broken, "x"), OutputMeta.DEFAULT));

        assertEquals(ErrorCode.FILE_META_DATA_ERROR, failure.error().code());
    }

    @Test
    void brokenExifIsPassedOver() throws IOException {
        ObjectNode meta = meta("malformed/exif_typeerror.jpg", OutputMeta.ALL);

        assertEquals(800, meta.get("width").intValue());
        assertTrue(meta.has("blurhash"));
    }

    @Test
    void img3CompressedTextBombLeavesThePictureReadable() throws IOException {
        ObjectNode meta = meta("hostile/bomb-png-ztxt-256MiB.png", OutputMeta.ALL);

        assertEquals(1, meta.get("width").intValue());
        assertNull(meta.get("comment"));
    }

    static List<String> badFiles() {
        return Stream.concat(Corpus.folder("malformed").stream(), Corpus.folder("hostile").stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void badFileIsDescribedOrRefusedInTime(String name) {
        Path file = Corpus.file(name);
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> {
                    var type = reader.sniff(file, name);
                    reader.pixels(file, type);
                    try {
                        reader.read(file, type, OutputMeta.ALL);
                    } catch (AssemblyException e) {
                        assertEquals(ErrorCode.FILE_META_DATA_ERROR, e.error().code());
                    }
                });
    }

    private ObjectNode meta(String name, OutputMeta wanted) throws IOException {
        Path file = Corpus.file(name);
        return reader.read(file, reader.sniff(file, name), wanted);
    }

    private ObjectNode metaOf(BufferedImage image, OutputMeta wanted) throws IOException {
        Path file = folder.resolve("made.png");
        Files.deleteIfExists(file);
        codec.encode(image, Encoding.of(ImageFormat.PNG), file);
        return reader.read(file, reader.sniff(file, "made.png"), wanted);
    }

    private static BufferedImage solid(int rgb, int size) {
        var image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < size * size; i++) {
            image.setRGB(i % size, i / size, rgb);
        }
        return image;
    }
}
