package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.ErrorCode;
import dev.atelier.robots.generate.Bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** OpenAI, held against what its own client sends. */
class OpenAiImagesTest extends BadInputContract {
    private static final String FILE = "openai.requests.json";

    @Override
    protected Adapter adapter() {
        return new OpenAiImages();
    }

    @Override
    protected String basePath() {
        return "/v1";
    }

    @Override
    protected String words() {
        return "{\"model\": \"gpt-image-2\", \"prompt\": \"A red bicycle\"}";
    }

    @Override
    protected String masked() {
        return "{\"model\": \"gpt-image-2\", \"prompt\": \"A whale\", \"format\": \"png\"}";
    }

    @Override
    protected Recorder.Script succeeding(byte[] picture) {
        return request -> {
            int count = number(request);
            String item =
                    "{\"b64_json\": \"%s\"}".formatted(Base64.getEncoder().encodeToString(picture));
            return Recorder.Reply.json(
                            "{\"created\": 1, \"data\": [%s], \"usage\": {\"total_tokens\": 372}}"
                                    .formatted(
                                            String.join(
                                                    ",",
                                                    java.util.Collections.nCopies(count, item))))
                    .with("x-request-id", "req_7");
        };
    }

    private static int number(Recorder.Request request) {
        String text = new String(request.body(), StandardCharsets.ISO_8859_1);
        var n =
                java.util.regex.Pattern.compile("(?:\"n\":|name=\"n\"\r\n\r\n)(\\d+)")
                        .matcher(text);
        return n.find() ? Integer.parseInt(n.group(1)) : 1;
    }

    private Bench run(String params) throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();
        bench.run(params);
        return bench;
    }

    @Test
    void wordsGoOutAsRecorded() throws Exception {
        options = Map.of("quality", "low");

        run(
                """
                {"model": "gpt-image-2", "prompt": "A ceramic coffee mug on a white sweep",
                 "width": 1536, "height": 864, "format": "png"}
                """);

        assertPaid(0, Fixtures.request(FILE, "generate-gpt-image-2", 0));
    }

    @Test
    void severalPicturesAreOneCall() throws Exception {
        Bench bench =
                run(
                        "{\"model\": \"gpt-image-2\", \"prompt\": \"A red bicycle\","
                                + " \"num_outputs\": 3}");

        ObjectNode expected = Fixtures.request(FILE, "generate-n3", 0);
        ((ObjectNode) expected.path("json")).put("output_format", "png").put("size", "1024x1024");
        assertEquals(3, bench.job.results().size());
        assertEquals(expected.path("json"), Canonical.of(paid().getFirst()).path("json"));
        assertEquals("req_7", bench.meta(2).path("provider_request_id").asText());
    }

    @Test
    void theOldModelIsAskedForBase64AndOneAtATime() throws Exception {
        options = Map.of("quality", "hd");

        run(
                """
                {"model": "dall-e-3", "prompt": "A red bicycle", "style": "vivid",
                 "width": 1792, "height": 1024, "num_outputs": 2}
                """);

        ObjectNode expected = Fixtures.request(FILE, "generate-dalle3", 0);
        ((ObjectNode) expected.path("json")).remove("n");
        assertEquals(2, paid().size());
        assertPaid(0, expected);
        assertPaid(1, expected);
    }

    @Test
    void aMaskedPictureGoesOutAsRecorded() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                """
                {"model": "gpt-image-2", "format": "png",
                 "prompt": "Replace the masked area with a breaching whale"}
                """,
                input(bench, "IMG", "image.png", "image"),
                input(bench, "MASK_BW", "mask.png", "mask"));

        assertPaid(0, Fixtures.request(FILE, "edit-image-mask", 0));
    }

    @Test
    void severalPicturesToLookAtAreAList() throws Exception {
        options = Map.of("quality", "low");
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                """
                {"model": "gpt-image-2", "prompt": "Put the first on the second",
                 "num_outputs": 2}
                """,
                input(bench, "IMG", "a.png", "first"),
                input(bench, "IMG", "b.png", "second"));

        var names = Canonical.of(paid().getFirst()).path("parts").findValuesAsText("name");
        assertEquals(
                java.util.List.of(
                        "image[]",
                        "image[]",
                        "model",
                        "n",
                        "output_format",
                        "prompt",
                        "quality",
                        "size"),
                names.stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "3000, 1000, 3008x1008",
        "640, 640, 816x816",
        "4096, 4096, 2880x2880",
        "4096, 1024, 3072x1024",
        "1000, 1000, 1008x1008"
    })
    void everySizeIsBroughtWithinWhatTheModelTakes(int width, int height, String expected)
            throws Exception {
        Bench bench =
                run(
                        """
                        {"model": "gpt-image-2", "prompt": "x", "width": %d, "height": %d}
                        """
                                .formatted(width, height));

        assertEquals(expected, Canonical.of(paid().getFirst()).at("/json/size").asText());
        assertEquals(width, bench.picture(0).image().getWidth());
        assertEquals(height, bench.picture(0).image().getHeight());
    }

    @ParameterizedTest
    @CsvSource({
        "moderation_blocked, USER_COMMAND_ERROR, safety system",
        "content_policy_violation_dalle, USER_COMMAND_ERROR, safety system",
        "invalid_size, INVALID_INPUT_ERROR, Invalid value",
        "invalid_api_key, INTERNAL_COMMAND_ERROR, Incorrect API key",
        "org_must_be_verified, INTERNAL_COMMAND_ERROR, must be verified",
        "model_not_found, INTERNAL_COMMAND_ERROR, does not exist",
        "insufficient_quota, INTERNAL_COMMAND_ERROR, exceeded your current quota",
        "billing_hard_limit_reached, INTERNAL_COMMAND_ERROR, hard limit",
        "server_error, INTERNAL_COMMAND_ERROR, had an error"
    })
    void itsErrorsAreToldApartAndInItsWords(String name, ErrorCode code, String words)
            throws Exception {
        requireFailure(Fixtures.answer("openai.responses.json", "/errors/" + name), code, words);
    }

    @Test
    void itsOwnAnswerIsUnderstood() throws Exception {
        provider.answering(_ -> Fixtures.answer("openai.responses.json", "/success/generate"));
        Bench bench = bench();

        bench.run(words());

        assertEquals(32, bench.picture(0).image().getWidth());
        assertEquals(372, bench.meta(0).at("/usage/total_tokens").asInt());
    }

    @Test
    void aSeedItCannotHonourIsWarnedAbout() throws Exception {
        Bench bench = run("{\"model\": \"gpt-image-2\", \"prompt\": \"x\", \"seed\": 7}");

        assertTrue(
                bench.job.warnings().stream().anyMatch(w -> w.contains("takes no seed")),
                bench.job.warnings()::toString);
    }

    @Override
    protected boolean hasQualities() {
        return true;
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-image-2, low, , low, 0.02",
        "gpt-image-2, high, medium, high, 0.19",
        "gpt-image-2, , medium, medium, 0.07",
        "dall-e-3, high, , hd, 0.08",
        "dall-e-3, medium, , standard, 0.04"
    })
    void theQualityOfTheRequestGoesBeforeThatOfTheSettings(
            String model, String asked, String set, String sent, double cost) throws Exception {
        options = set == null ? Map.of() : Map.of("quality", set);
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                "{\"model\": \"%s\", \"prompt\": \"x\"%s}"
                        .formatted(model, asked == null ? "" : ", \"quality\": \"" + asked + "\""));

        assertEquals(sent, Canonical.of(paid().getFirst()).at("/json/quality").asText());
        assertEquals(cost, bench.meta(0).path("cost_estimate").asDouble());
    }

    @ParameterizedTest
    @CsvSource({"Vivid, vivid, x", "watercolour, , 'x, watercolour style'"})
    void onlyAStyleItKnowsGoesByItsName(String style, String sent, String prompt) throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));

        Bench bench = bench();
        bench.run(
                "{\"model\": \"dall-e-3\", \"prompt\": \"x\", \"style\": \"%s\"}".formatted(style));

        JsonNode body = Canonical.of(paid().getFirst()).path("json");
        assertEquals(sent, body.path("style").textValue());
        assertEquals(prompt, body.path("prompt").asText());
        assertEquals(sent == null, bench.meta(0).has("style_in_prompt"));
    }
}
