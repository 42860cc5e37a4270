package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.robot.ParamBinder;
import dev.atelier.core.robot.Robot;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.edit.EditModels;
import dev.atelier.robots.generate.Fallback;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an operator writes about the models that change whole pictures. */
class OperatorEditsTest extends ResizeFixture {
    private static final int RED = 0xffc81e1e;
    private EditBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new EditBench(Files.createDirectories(folder.resolve("ledger")));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Path written(String edits) throws IOException {
        return Files.writeString(
                folder.resolve("own.json"), ("{'edits': [" + edits + "]}").replace('\'', '"'));
    }

    private <P extends Record> void run(Robot<P> robot, String raw) throws Exception {
        bench.gives(Files.readAllBytes(pixels(80, 60)));
        P params = ParamBinder.bind(robot.about(), "e", json(raw));
        robot.run(params, FakeJob.input(solid("a.png", 40, 30, RED)), job);
    }

    private Path pixels(int width, int height) throws IOException {
        return job.open(solid("made.png", width, height, RED));
    }

    private JsonNode meta() {
        return job.results().getLast().emission().meta();
    }

    @Test
    void anEntryOfAKnownModelChangesItsIdAndItsPrice() throws Exception {
        bench.models(
                written(
                        "{'task': 'upscale', 'provider': 'replicate', 'name':"
                                + " 'nightmareai/real-esrgan', 'id': 'nightmareai/real-esrgan:v77',"
                                + " 'price': 0.5}"));

        run(new ImageUpscaleRobot(codec, bench.editors(Fallback.AUTO, "replicate")), "{}");

        assertEquals("v77", bench.order().path("version").asText());
        assertEquals(2, bench.order().at("/input/scale").asInt());
        assertEquals(0.5, meta().path("cost_estimate").asDouble());
        assertEquals("nightmareai/real-esrgan", meta().path("model").asText());
    }

    @ParameterizedTest
    @CsvSource({"replicate, /input", "fal, ''"})
    void anotherModelIsAskedInItsWordsAndComesFirst(String provider, String input)
            throws Exception {
        bench.models(
                written(
                        ("{'task': 'cutout', 'provider': '%s', 'name': 'acme/cutter', 'id':"
                             + " 'acme/cutter', 'official': true, 'price': 0.02, 'image': 'photo',"
                             + " 'scale': 'factor'}")
                                .formatted(provider)));

        run(new ImageBgremoveRobot(codec, bench.editors(Fallback.AUTO, provider)), "{}");

        assertTrue(bench.order().at(input + "/photo").asText().startsWith("data:"));
        assertEquals(1, bench.order().at(input + "/factor").asInt());
        assertTrue(bench.asked().getFirst().contains("/acme/cutter"), bench.asked()::toString);
        assertEquals("acme/cutter", meta().path("model").asText());
        assertEquals(0.02, meta().path("cost_estimate").asDouble());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    7                                                                  | edits[0] must be an object
                    {'task': 'paint'}                                                  | edits[0].task must be one of cutout, upscale
                    {'task': 'upscale', 'provider': 'openai'}                          | edits[0].provider must be one of replicate, fal
                    {'task': 'upscale', 'provider': 'fal', 'name': 'x'}                | edits[0].id must be the provider's own name
                    {'task': 'upscale', 'provider': 'fal', 'name': 'x', 'id': 'a/b', 'price': -1}  | edits[0].price must be US dollars
                    {'task': 'upscale', 'provider': 'fal', 'name': 'sczhou/codeformer', 'prize': 1} | edits[0].prize is not known; did you mean price?
                    """)
    void whatIsWrongIsToldWithTheFileAndTheEntry(String entry, String told) throws Exception {
        Path file = written(entry);

        var wrong =
                assertThrows(
                        IllegalArgumentException.class, () -> EditModels.bundled().withFile(file));

        String message = String.valueOf(wrong.getMessage());
        assertTrue(message.startsWith(file + ": " + told), message);
    }
}
