package dev.atelier.robots.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.instructions.OutputMeta;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.PixelLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds what is read of pictures against docs/metadata.md, key by key, and against values that
 * ExifTool 12.57 gives for the same files (meta/expected.json).
 */
class MetadataDictionaryTest {
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| ([^|]+) \\| .*");
    private static final String DATE = "\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d GMT";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PictureMetadata reader =
            new PictureMetadata(
                    new Codec(PixelLimits.DEFAULT),
                    InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z")));
    private final TimeZone zone = TimeZone.getDefault();

    /** What is read must not depend on where the server stands. */
    @BeforeEach
    void live() {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
    }

    @AfterEach
    void comeBack() {
        TimeZone.setDefault(zone);
    }

    /** Types by key, of one table of the page. */
    private static Map<String, String> table(String heading) throws IOException {
        Map<String, String> types = new HashMap<>();
        boolean here = false;
        for (String line : Files.readAllLines(Path.of("..", "docs", "metadata.md"))) {
            here = line.startsWith("## ") ? line.equals("## " + heading) : here;
            Matcher row = ROW.matcher(line);
            if (here && row.matches()) {
                types.put(row.group(1), row.group(2));
            }
        }
        return types;
    }

    private static JsonNode expected() throws IOException {
        try (InputStream in =
                MetadataDictionaryTest.class.getResourceAsStream("/meta/expected.json")) {
            return JSON.readTree(in);
        }
    }

    static Set<String> files() throws IOException {
        Set<String> names = new TreeSet<>();
        expected().fieldNames().forEachRemaining(names::add);
        return names;
    }

    private ObjectNode read(String name) throws IOException {
        Path file = Corpus.file(name.contains("/") ? name : "../meta/" + name);
        return reader.read(file, reader.sniff(file, name), OutputMeta.ALL);
    }

    @ParameterizedTest
    @MethodSource("files")
    void entriesAreWhatExifToolSays(String name) throws IOException {
        JsonNode found = read(name);

        expected()
                .path(name)
                .properties()
                .forEach(entry ->
                        assertEquals(
                                entry.getValue().toString(),
                                found.path(entry.getKey()).toString(),
                                entry.getKey()));
    }

    @Test
    void everyEntryOfAPictureIsComparedWithAnExpectedOne() throws IOException {
        Set<String> compared = new TreeSet<>();
        expected().forEach(file -> file.fieldNames().forEachRemaining(compared::add));

        Set<String> missing = new TreeSet<>(table("Pictures").keySet());
        missing.removeAll(compared);

        assertEquals(Set.of(), missing);
    }

    static List<String> pictures() {
        return Stream.of(
                        "photo",
                        "orientation",
                        "png",
                        "gif",
                        "webp",
                        "tiff",
                        "svg",
                        "cmyk-icc",
                        "heif-avif",
                        "bmp")
                .flatMap(folder -> Corpus.folder(folder).stream())
                .filter(name -> !name.contains("Landscape_"))
                .toList();
    }

    @Test
    void everyEntryOfTheCorpusStandsOnThePageWithItsType() throws IOException {
        Map<String, String> types = table("Pictures");
        List<String> wrong = new ArrayList<>();
        for (String name : pictures()) {
            read(name)
                    .properties()
                    .forEach(entry -> {
                        String type = types.getOrDefault(entry.getKey(), "no such key");
                        if (!fits(entry.getValue(), type)) {
                            wrong.add(name + " " + entry + " is no " + type);
                        }
                    });
        }

        assertEquals(List.of(), wrong);
    }

    private static boolean fits(JsonNode value, String types) {
        return Stream.of(types.split(" or ", -1))
                .anyMatch(type ->
                        switch (type) {
                            case "integer" -> value.isIntegralNumber();
                            case "number" -> value.isNumber();
                            case "boolean" -> value.isBoolean();
                            case "text" -> value.isTextual() && !value.textValue().isBlank();
                            case "date" -> value.asText().matches(DATE);
                            case "colour" -> value.isNull() || colour(value);
                            case "list of colours" -> all(value, MetadataDictionaryTest::colour);
                            case "list of texts" -> all(value, JsonNode::isTextual);
                            default -> false;
                        });
    }

    private static boolean colour(JsonNode value) {
        return value.asText().matches("#[0-9a-f]{6}");
    }

    private static boolean all(JsonNode list, java.util.function.Predicate<JsonNode> each) {
        boolean fits = list.isArray();
        for (JsonNode one : list) {
            fits &= each.test(one);
        }
        return fits;
    }

    @Test
    void holesThatComeLaterInAGifAreTransparency() throws IOException {
        assertTrue(read("gif/dispose_bgnd.gif").path("has_transparency").booleanValue());
    }
}
