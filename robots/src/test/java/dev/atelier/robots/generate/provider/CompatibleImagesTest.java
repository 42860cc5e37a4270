package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.robots.generate.Bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Base64;
import java.util.Map;

/** LocalAI and its like, held against requests composed from LocalAI's source. */
class CompatibleImagesTest extends BadInputContract {
    private static final String FILE = "localai.json";

    CompatibleImagesTest() {
        options.put("model", "flux.1-dev-ggml");
    }

    @Override
    protected Adapter adapter() {
        return new CompatibleImages();
    }

    @Override
    protected String basePath() {
        return "/v1";
    }

    @Override
    protected boolean charges() {
        return false;
    }

    @Override
    protected String words() {
        return "{\"model\": \"compatible\", \"prompt\": \"A red bicycle\"}";
    }

    @Override
    protected String masked() {
        return "{\"model\": \"compatible\", \"prompt\": \"A whale\"}";
    }

    @Override
    protected Recorder.Script succeeding(byte[] picture) {
        return _ ->
                Recorder.Reply.json(
                        "{\"data\": [{\"b64_json\": \"%s\"}]}"
                                .formatted(Base64.getEncoder().encodeToString(picture)));
    }

    @Test
    void wordsGoOutAsComposedWithOneCallForEachSeed() throws Exception {
        options.put("send_seed", "true");
        options.put("max_n", "4");
        options.put("extra_body", "{\"step\": 15}");
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                """
                {"model": "compatible", "prompt": "A red bicycle|blurry", "seed": 42,
                 "width": 1024, "height": 576, "num_outputs": 3}
                """);

        ObjectNode expected = Fixtures.request(FILE, "generate-n3", 0);
        var body = (ObjectNode) expected.path("json");
        body.remove("n");
        assertPaid(0, expected);
        body.put("seed", 44);
        assertPaid(2, expected);
        assertEquals(3, bench.job.results().size());
    }

    @Test
    void severalPicturesAreOneCallWhereTheServerCan() throws Exception {
        options.put("max_n", "4");
        provider.answering(_ -> Fixtures.answer(FILE, "/responses/b64"));
        Bench bench = bench();

        bench.run("{\"model\": \"compatible\", \"prompt\": \"x\", \"num_outputs\": 3}");

        assertEquals(1, paid().size());
        assertEquals(3, Canonical.of(paid().getFirst()).at("/json/n").asInt());
        assertEquals(3, bench.job.results().size());
    }

    @Test
    void theInpaintingOfLocalAiGoesOutAsComposed() throws Exception {
        options.put("model", "dreamshaper-inpaint");
        options.put("mask_style", "white");
        options.put("edit_path", "/images/inpainting");
        options.put("extra_body", "{\"steps\": 25}");
        provider.answering(request ->
                paid(request)
                        ? Recorder.Reply.json(
                                "{\"data\": [{\"url\": \"%s/generated-images/1.png\"}]}"
                                        .formatted(provider.url()))
                        : Recorder.Reply.bytes("image/png", Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                masked(),
                input(bench, "IMG", "image.png", "image"),
                input(bench, "MASK_ALPHA", "mask.png", "mask"));

        assertPaid(0, Fixtures.request(FILE, "inpaint", 0));
        assertEquals("/generated-images/1.png", provider.requests().getLast().path());
    }

    @ParameterizedTest
    @CsvSource({"alpha, MASK_ALPHA", "white, MASK_BW", "black, MASK_BLACK"})
    void theMaskIsDrawnAsTheServerWantsIt(String style, String sent) throws Exception {
        options.put("mask_style", style);
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                masked(),
                input(bench, "IMG", "image.png", "image"),
                input(bench, "MASK_BW", "mask.png", "mask"));

        assertEquals(sent, part("mask").path("picture").asText());
    }

    @Test
    void aServerWithoutMasksIsSentNoneAndTheKeptPartIsPutBack() throws Exception {
        options.put("mask_style", "none");

        Bench bench = requireKeptOutsideTheMask();

        assertTrue(part("mask").isMissingNode());
        assertTrue(bench.job.warnings().toString().contains("is not told of the mask"));
        assertEquals("IMG", part("image").path("picture").asText());
    }

    private JsonNode part(String name) throws Exception {
        for (JsonNode part : Canonical.of(paid().getFirst()).path("parts")) {
            if (part.path("name").asText().equals(name)) {
                return part;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    @Test
    void theSwitchesChangeFieldAndFormat() throws Exception {
        options.put("image_field", "image[]");
        options.put("send_response_format", "false");
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(words(), input(bench, "IMG", "image.png", "image"));

        assertEquals("IMG", part("image[]").path("picture").asText());
        assertTrue(part("response_format").isMissingNode());
    }

    @Test
    void theKeyGoesIntoTheHeaderTheOperatorNames() {
        Adapter named = adapter().configured(Map.of("auth_header", "X-Api-Key"));

        assertEquals(Map.of("X-Api-Key", "k"), named.auth("k"));
        assertEquals(Map.of("Authorization", "Bearer k"), adapter().auth("k"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mask_style | grey | must be one of alpha, white, black, none",
                "send_seed | maybe | must be one of false, true",
                "extra_body | [1] | must be a JSON object",
                "max_n | 11 | must be from 1 to 10",
                "edit_path | images | must be a path",
                "auth_header | a:b | must be the name of a header"
            })
    void aWrongSettingIsToldAtStart(String name, String value, String reason) {
        requireRefused(name, value, reason);
    }

    @Test
    void withoutAModelTheSettingIsNamed() throws Exception {
        options.clear();
        Bench bench = bench();

        AssemblyException e = Bench.failure(() -> bench.run(words()));

        assertTrue(e.error().message().contains("providers.compatible.model"));
        assertTrue(provider.requests().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "bad, INVALID_INPUT_ERROR, Bad Request",
        "failed, INTERNAL_COMMAND_ERROR, failed to load model"
    })
    void itsErrorsAreToldApartAndInItsWords(String name, ErrorCode code, String words)
            throws Exception {
        requireFailure(Fixtures.answer(FILE, "/responses/" + name), code, words);
    }
}
