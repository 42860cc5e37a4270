package dev.atelier.robots.meta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.OutputMeta;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.PixelLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;

class MetaWriteRobotTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL =
            "{'Copyright': 'Müller © 2026', 'Artist': 'A. Painter', 'GPSLatitude': -33.8568,"
                    + " 'GPSLongitude': '151.2153', 'DateTimeOriginal': '2026-11-21 14:30:00',"
                    + " 'Title': 'Sea & <sky>', 'Subject': ['sea', 'boat'], 'City': 'Sydney',"
                    + " 'XPComment': 'naïve', 'UserComment': 'note', 'LensModel': '50 mm'}";

    private final Codec codec = new Codec(PixelLimits.DEFAULT);
    private final MetaWriteRobot robot = new MetaWriteRobot(codec);
    private final PictureMetadata reader =
            new PictureMetadata(codec, InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z")));

    @TempDir Path folder;

    private static ObjectNode json(String single) throws IOException {
        return (ObjectNode) JSON.readTree(single.replace('\'', '"'));
    }

    private Path write(Path picture, String tags) throws IOException {
        return write(picture, json("{}").set("data_to_write", json(tags)));
    }

    private Path write(Path picture, ObjectNode params) throws IOException {
        var job = new FakeJob(folder);
        String mime = reader.sniff(picture, picture.getFileName().toString()).mime();
        var file = job.add(picture, mime);
        robot.run(ParamBinder.bind(robot.about(), "w", params), FakeJob.input(file), job);
        return job.results().getFirst().bytes();
    }

    private ObjectNode meta(Path picture) throws IOException {
        var type = reader.sniff(picture, picture.getFileName().toString());
        return reader.read(picture, type, OutputMeta.DEFAULT, note -> {});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "photo/Canon_EOS_450D.jpg",
                "png/ball.png",
                "webp/simple.webp",
                "webp/lossy_alpha.webp"
            })
    void whatIsWrittenIsReadBackAndThePixelsStay(String name) throws IOException {
        Path picture = Corpus.file(name);

        Path written = write(picture, ALL);

        ObjectNode meta = meta(written);
        assertEquals("Müller © 2026", meta.path("copyright").asText());
        assertEquals("A. Painter", meta.path("artist").asText());
        assertEquals(-33.8568, meta.path("latitude").asDouble(), 1e-5);
        assertEquals(151.2153, meta.path("longitude").asDouble(), 1e-5);
        assertEquals("2026/11/21 14:30:00 GMT", meta.path("date_recorded").asText());
        assertEquals("Sea & <sky>", meta.path("title").asText());
        assertEquals("[\"sea\",\"boat\"]", meta.path("keywords").toString());
        assertEquals("Sydney", meta.path("city").asText());
        assertEquals("naïve", meta.path("xp_comment").asText());
        ObjectNode before = meta(picture);
        for (String key : new String[] {"width", "height", "average_color", "colorspace"}) {
            assertEquals(before.get(key), meta.get(key), key);
        }
    }

    @Test
    void whatIsForVideosIsIgnoredForAPicture() throws IOException {
        Path written =
                write(
                        Corpus.file("png/ball.png"),
                        json(
                                "{'ffmpeg_stack': 'v7.0.0', 'ffmpeg': {'c': 'copy'},"
                                        + " 'data_to_write': {'Artist': 'A. Painter'}}"));

        assertEquals("A. Painter", meta(written).path("artist").asText());
    }

    @Test
    void everyByteOfAJpegFromItsTablesOnStays() throws IOException {
        Path picture = Corpus.file("photo/Canon_EOS_450D.jpg");

        byte[] before = Files.readAllBytes(picture);
        byte[] after =
                Files.readAllBytes(
                        write(picture, "{'Copyright': 'x', 'Title': 'y', 'Keywords': ['z']}"));

        assertArrayEquals(tail(before), tail(after));
    }

    /** From the first quantisation table on. */
    private static byte[] tail(byte[] jpeg) {
        int at = 2;
        while ((jpeg[at + 1] & 0xFF) != 0xDB) {
            at += 2 + (((jpeg[at + 2] & 0xFF) << 8) | (jpeg[at + 3] & 0xFF));
        }
        return Arrays.copyOfRange(jpeg, at, jpeg.length);
    }

    @Test
    void otherEntriesOfACameraStayAsTheyWere() throws IOException {
        Path picture = Corpus.file("photo/Canon_EOS_450D.jpg");

        ObjectNode before = meta(picture);
        ObjectNode after = meta(write(picture, "{'Copyright': 'x'}"));

        assertEquals("x", after.remove("copyright").asText());
        before.remove("copyright");
        assertEquals(before, after);
    }

    @Test
    void iptcIsWrittenChangedAndTakenAway() throws IOException {
        Path first =
                write(
                        Corpus.file("photo/Canon_EOS_450D.jpg"),
                        "{'Keywords': ['größe', 'b'], 'IPTC:City': 'Ulm', 'By-line': 'Me'}");
        Path second = write(first, "{'keywords': 'c', 'IPTC:City': ''}");

        JsonNode one = meta(first);
        JsonNode two = meta(second);
        assertEquals("[\"größe\",\"b\"]", one.path("keywords").toString());
        assertEquals("Ulm", one.path("city").asText());
        assertEquals("c", two.path("keywords").asText());
        assertFalse(two.has("city"));
        assertEquals("Me", two.path("author").asText());
        assertFalse(meta(write(second, "{'Keywords': '', 'By-line': ''}")).has("keywords"));
    }

    @Test
    void anEmptyValueTakesATagAway() throws IOException {
        Path full = write(Corpus.file("png/ball.png"), ALL);

        ObjectNode meta =
                meta(
                        write(
                                full,
                                "{'EXIF:Copyright': '', 'XMP:Title': '', 'GPSLatitude': '',"
                                        + " 'GPSLongitude': ''}"));

        assertFalse(meta.has("copyright"));
        assertFalse(meta.has("title"));
        assertFalse(meta.has("latitude"));
        assertEquals("A. Painter", meta.path("artist").asText());
    }

    @Test
    void withoutAnythingToWriteTheFileIsHandedOn() throws IOException {
        var job = new FakeJob(folder);
        var file = job.add(Corpus.file("png/ball.png"), "image/png");

        robot.run(ParamBinder.bind(robot.about(), "w", json("{}")), FakeJob.input(file), job);

        assertEquals(Emission.passOn(file), job.emissions().getFirst());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Copyrigth': 'x'} | did you mean `Copyright`",
                "{'Qwertyuiopasdf': 'x'} | those that can: Artist",
                "{'Copyright': 'a\\u0000b'} | control characters",
                "{'Copyright': '\\ud800'} | control characters",
                "{'Copyright': ['a']} | one value",
                "{'Copyright': {'a': 1}} | string or a number",
                "{'Copyright': 'a', 'EXIF:copyright': 'b'} | twice",
                "{'GPSLatitude': 1} | go together",
                "{'GPSLatitude': 91, 'GPSLongitude': 1} | -90 to 90",
                "{'GPSLatitude': 'NaN', 'GPSLongitude': 1} | -90 to 90",
                "{'CreateDate': 'today'} | 2026:11:21",
                "{'Orientation': 9} | 1–8",
                "['Copyright'] | an object"
            })
    void wrongTagsAndValuesAreRefusedBeforeAnythingRuns(String tags, String message)
            throws IOException {
        ObjectNode params = json("{}").set("data_to_write", JSON.readTree(tags.replace('\'', '"')));

        var violation = ParamBinder.check(robot.about(), "w", params).getFirst();

        assertEquals(ErrorCode.META_WRITE_VALIDATION, violation.code());
        assertTrue(violation.message().contains(message), violation.message());
    }

    @Test
    void aHugeValueIsRefusedAndSoAreManyThatTogetherFindNoRoomInAJpeg() throws IOException {
        ObjectNode huge = json("{}");
        huge.putObject("data_to_write").put("Copyright", "x".repeat(30_001));
        String half = "x".repeat(29_000);
        String several =
                "{'Copyright': '" + half + "', 'Artist': '" + half + "', 'Make': '" + half + "'}";

        assertEquals(1, ParamBinder.check(robot.about(), "w", huge).size());
        var error =
                assertThrows(
                        AssemblyException.class,
                        () -> write(Corpus.file("photo/Canon_EOS_450D.jpg"), several));
        assertEquals(ErrorCode.INVALID_INPUT_ERROR, error.error().code());
        assertTrue(error.error().message().contains("65533"), error.error().message());
    }

    @ParameterizedTest
    @CsvSource({
        "photo/Canon_EOS_450D.jpg, 600",
        "png/ball.png, 40",
        "png/ball.png, 300",
    })
    void aFileCutShortIsRefused(String name, int length) throws IOException {
        byte[] whole = Files.readAllBytes(Corpus.file(name));
        Path cut = folder.resolve("cut." + name.substring(name.length() - 3));
        Files.write(cut, Arrays.copyOf(whole, length));

        var error = assertThrows(AssemblyException.class, () -> write(cut, "{'Copyright': 'x'}"));

        assertEquals(ErrorCode.INVALID_INPUT_ERROR, error.error().code());
    }

    @Test
    void formatsThatCannotBeWrittenToAreNamed() throws IOException {
        Path gif = Corpus.file(Corpus.folder("gif").getFirst());

        var error = assertThrows(AssemblyException.class, () -> write(gif, "{'Copyright': 'x'}"));
        var iptc =
                assertThrows(
                        AssemblyException.class,
                        () -> write(Corpus.file("png/ball.png"), "{'Keywords': 'x'}"));

        assertTrue(error.error().message().contains("GIF"), error.error().message());
        assertTrue(iptc.error().message().contains("Subject"), iptc.error().message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"malformed", "hostile", "orientation", "webp", "cmyk-icc", "heif-avif"})
    void everyPictureOfTheCorpusKeepsItsPixelsOrIsRefused(String group) throws IOException {
        for (String name : Corpus.folder(group)) {
            Path picture = Corpus.file(name);
            if (!"image".equals(reader.sniff(picture, name).type())) {
                continue;
            }
            try {
                Path written = write(picture, "{'Copyright': 'x', 'Title': 'y'}");
                ObjectNode meta = meta(written);
                assertEquals("x", meta.path("copyright").asText(), name);
                assertEquals(meta(picture).get("average_color"), meta.get("average_color"), name);
            } catch (AssemblyException refused) {
                assertEquals(ErrorCode.INVALID_INPUT_ERROR, refused.error().code(), name);
            }
        }
    }
}
