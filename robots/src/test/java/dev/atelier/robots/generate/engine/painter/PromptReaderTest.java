package dev.atelier.robots.generate.engine.painter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atelier.robots.generate.engine.painter.scene.Relation;
import dev.atelier.robots.generate.engine.painter.scene.Scene;
import dev.atelier.robots.generate.engine.painter.scene.Setting;
import dev.atelier.robots.generate.engine.painter.scene.Size;
import dev.atelier.robots.generate.engine.painter.scene.Style;
import dev.atelier.robots.generate.engine.painter.scene.Subject;
import dev.atelier.robots.generate.engine.painter.scene.SubjectKind;
import dev.atelier.robots.generate.engine.painter.scene.TimeOfDay;
import dev.atelier.robots.generate.engine.painter.scene.Tint;
import dev.atelier.robots.generate.engine.painter.scene.Weather;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class PromptReaderTest {
    private final PromptReader reader = new PromptReader();

    private Scene scene(String prompt) {
        return reader.read(prompt, null).scene();
    }

    @ParameterizedTest
    @CsvSource({
        "a ship-free OCEAN, SEA", "lakes, LAKE", "the seashore, BEACH", "a brook, RIVER",
        "rocky mountains, MOUNTAINS", "woodland, FOREST", "a meadow, FIELD", "sand dunes, DESERT",
        "the skyline, CITY", "valleys, HILLS", "glaciers, SNOW"
    })
    void synonymsAndPluralsNameSettings(String prompt, Setting setting) {
        assertEquals(List.of(setting), scene(prompt).settings());
    }

    @ParameterizedTest
    @CsvSource({
        "at sunrise, DAWN",
        "golden hour, GOLDEN_HOUR",
        "sundown, SUNSET",
        "blue hour, DUSK",
        "a starry night, NIGHT",
        "at noon, DAY",
        "a tree, ANY"
    })
    void wordsNameTheHour(String prompt, TimeOfDay time) {
        assertEquals(time, scene(prompt).time());
    }

    @ParameterizedTest
    @CsvSource({
        "three boats, BOAT, 3, NATURAL",
        "a red boat, BOAT, 1, RED",
        "2 black cats, CAT, 2, BLACK",
        "a pair of horses, HORSE, 2, NATURAL",
        "a flock of gulls, BIRD, 7, NATURAL",
        "people, PERSON, 1, NATURAL",
        "light blue balloons, BALLOON, 1, SKY",
        "hot air balloon, BALLOON, 1, NATURAL",
        "five white sailing boats, SAILING_BOAT, 5, WHITE"
    })
    void countsAndColoursBelongToTheNextNoun(
            String prompt, SubjectKind kind, int count, Tint tint) {
        assertEquals(
                List.of(new Subject(kind, count, tint, Size.USUAL, Relation.ANYWHERE)),
                scene(prompt).subjects());
    }

    @Test
    void sizeAndPlaceBelongToTheirSubject() {
        var subject = scene("a huge red house on the left").subjects().getFirst();

        assertEquals(
                new Subject(SubjectKind.HOUSE, 1, Tint.RED, Size.LARGE, Relation.LEFT), subject);
    }

    @Test
    void negationTakesAway() {
        assertEquals(Weather.CLEAR, scene("a lake, no clouds").weather());
        assertTrue(scene("a lake without people").subjects().isEmpty());
        assertEquals(
                List.of("lake", "no people"),
                reader.read("a lake without people", null).understood());
    }

    @Test
    void qualityWordsAreListedAsIgnored() {
        var reading = reader.read("masterpiece, 8k, a boat, trending", null);

        assertEquals(List.of("boat"), reading.understood());
        assertEquals(List.of("masterpiece", "8k", "trending"), reading.ignored());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Replace the masked area with a breaching whale. Keep the rest of the image"
                        + " unchanged.",
                "add a whale",
                "Please put a whale there",
                "replace the boat with a whale",
                "a whale",
                "Change the house into a whale; keep the sky."
            })
    void instructionsSayWhatToPlace(String prompt) {
        assertEquals(SubjectKind.WHALE, reader.read(prompt, null).requested().orElseThrow().kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"remove the whale", "Erase the boat. Keep the horse.", "a lake", "zyx"})
    void nothingIsRequestedWhenNothingIsToBePlaced(String prompt) {
        assertTrue(reader.read(prompt, null).requested().isEmpty());
    }

    @Test
    void whalesBringTheirWater() {
        assertEquals(List.of(Setting.SEA), scene("a whale").settings());
        assertEquals(List.of(Setting.LAKE), scene("a boat in a lake").settings());
    }

    @Test
    void unknownWordsGiveAnAbstractSceneOfTheirOwn() {
        var one = reader.read("quixotic zephyr", null);
        var two = reader.read("ineffable lull", null);

        assertTrue(one.understood().isEmpty());
        assertTrue(one.scene().patterned());
        assertNotEquals(one.scene(), two.scene());
        assertEquals(one, reader.read("quixotic zephyr", null));
    }

    @Test
    void styleComesFromItsParameterToo() {
        assertEquals(Style.FLAT, reader.read("a lake", "illustration").scene().style());
    }

    @Test
    void aSceneIsPlainJson() throws Exception {
        var mapper = new ObjectMapper();
        var scene = scene("two red boats on a lake at dusk");

        assertEquals(scene, mapper.readValue(mapper.writeValueAsString(scene), Scene.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u0000\ud800",
                "🐋🌊",
                "[a-z]*(?:+)\\E$^",
                "no",
                "99 two no",
                "with . ; ! replace with"
            })
    void oddPromptsAreRead(String prompt) {
        assertNotNull(reader.read(prompt, prompt).scene());
    }

    @Test
    void longPromptsAreRead() {
        assertFalse(reader.read("whale ".repeat(1667), null).understood().isEmpty());
        assertNotNull(reader.read("replace ".repeat(1250), null));
        assertNotNull(reader.read("x".repeat(10_000), null));
    }
}
