package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.robots.generate.Bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Black Forest Labs, held against their published schema. */
class BlackForestLabsTest extends BadInputContract {
    private static final String FILE = "bfl.json";
    private static final String POLL = "/v1/get_result?id=4f1c2a9e";

    @Override
    protected Adapter adapter() {
        return new BlackForestLabs();
    }

    @Override
    protected String words() {
        return "{\"model\": \"flux-1.1-pro-ultra\", \"prompt\": \"A red bicycle\"}";
    }

    @Override
    protected String masked() {
        return "{\"model\": \"flux-1.1-pro-ultra\", \"prompt\": \"A whale\", \"format\": \"png\"}";
    }

    @Override
    protected Recorder.Script succeeding(byte[] picture) {
        return through(provider.url(), picture);
    }

    /**
     * @param region where to ask after the task and where the picture is
     */
    private static Recorder.Script through(String region, byte[] picture) {
        return request -> {
            if (request.method().equals("POST")) {
                return submitted(region);
            }
            return request.path().startsWith("/v1/get_result")
                    ? ready(region + "/sample.png")
                    : Recorder.Reply.bytes("image/png", picture);
        };
    }

    private static Recorder.Reply submitted(String region) {
        ObjectNode json = Fixtures.file(FILE).at("/responses/submit/json").deepCopy();
        return Recorder.Reply.json(json.put("polling_url", region + POLL).toString());
    }

    private static Recorder.Reply ready(String sample) {
        ObjectNode json = Fixtures.file(FILE).at("/responses/ready/json").deepCopy();
        ((ObjectNode) json.path("result")).put("sample", sample);
        return Recorder.Reply.json(json.toString());
    }

    private Bench run(String params) throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();
        bench.run(params);
        return bench;
    }

    private JsonNode body() throws Exception {
        return Canonical.of(paid().getFirst()).path("json");
    }

    @Test
    void everyVariantIsACallOfItsOwnWithItsSeed() throws Exception {
        options = Map.of("safety_tolerance", "2");

        Bench bench =
                run(
                        """
                        {"model": "flux-1.1-pro-ultra", "prompt": "A red bicycle",
                         "aspect_ratio": "16:9", "seed": 42, "num_outputs": 3}
                        """);

        ObjectNode expected = Fixtures.request(FILE, "ultra", 0);
        ObjectNode json = (ObjectNode) expected.path("json");
        json.remove("raw");
        assertEquals(3, paid().size());
        for (int i = 0; i < 3; i++) {
            json.put("seed", 42 + i);
            assertPaid(i, expected);
        }
        assertEquals(0.06, bench.meta(0).path("cost").asDouble());
    }

    @Test
    void aMaskedPictureGoesToTheOneThatFills() throws Exception {
        options = Map.of("safety_tolerance", "2", "steps", "50", "guidance", "60");
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                """
                {"model": "flux-1.1-pro-ultra", "prompt": "A whale", "format": "png", "seed": 42}
                """,
                input(bench, "IMG", "image.png", "image"),
                input(bench, "MASK_ALPHA", "mask.png", "mask"));

        assertPaid(0, Fixtures.request(FILE, "fill-inpaint", 0));
        assertEquals("flux-pro-1.0-fill", bench.meta(0).path("native_model").asText());
        assertTrue(bench.job.warnings().stream().anyMatch(w -> w.contains("takes no mask")));
    }

    @Test
    void severalPicturesAreNumbered() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                """
                {"model": "flux-2-pro", "prompt": "Change the floor", "format": "png",
                 "width": 1024, "height": 768, "seed": 42}
                """,
                input(bench, "IMG", "a.png", "image"),
                input(bench, "IMG", "b.png", "reference"));

        ObjectNode expected = (ObjectNode) Fixtures.request(FILE, "flux2-edit", 0).path("json");
        expected.remove(List.of("webhook_url", "webhook_secret"));
        expected.set("prompt", body().path("prompt"));
        assertEquals(expected.toPrettyString(), body().toPrettyString());
    }

    @ParameterizedTest
    @CsvSource({"1000, 500, 1008x512", "4000, 2000, 2816x1408", "100, 90, 112x96"})
    void everySizeIsBroughtWithinWhatTheModelTakes(int width, int height, String expected)
            throws Exception {
        run(
                "{\"model\": \"flux-2-max\", \"prompt\": \"x\", \"width\": %d, \"height\": %d}"
                        .formatted(width, height));

        assertEquals(
                expected, body().path("width").asText() + "x" + body().path("height").asText());
    }

    @Test
    void theContextModelsChangeOnePicture() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                "{\"model\": \"flux-kontext-max\", \"prompt\": \"Make it blue\"}",
                input(bench, "IMG", "image.png", "image"));

        assertEquals("/v1/flux-kontext-max", paid().getFirst().path());
        assertEquals("IMG", body().path("input_image").asText());
        assertEquals("1:1", body().path("aspect_ratio").asText());
    }

    @Test
    void aPictureIsAHintToTheUltraModel() throws Exception {
        options = Map.of("image_prompt_strength", "0.3");
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(words(), input(bench, "IMG", "image.png", "image"));

        assertEquals("IMG", body().path("image_prompt").asText());
        assertEquals(0.3, body().path("image_prompt_strength").asDouble());
    }

    @Test
    void theTaskIsAskedAfterWhereItsAnswerSays() throws Exception {
        run(words());

        assertEquals(POLL, provider.requests().get(1).path());
        assertEquals(KEY, provider.requests().get(1).headers().get("x-key"));
    }

    @Test
    void theKeyGoesToTheirRegionsOnly() {
        URI base = URI.create("https://api.bfl.ai");
        assertTrue(adapter().trusts(base, URI.create("https://api.eu1.bfl.ai/v1/get_result")));
        assertFalse(adapter().trusts(base, URI.create("https://delivery-eu1.bfl.ai/x.jpeg")));
        assertFalse(adapter().trusts(base, URI.create("https://api.eu.bfl.ai.evil.test/x")));
        assertFalse(adapter().trusts(base, URI.create("https://api.evil.test/.bfl.ai")));
    }

    @Test
    void anotherHostIsNotSentTheKey() throws Exception {
        String elsewhere = provider.url().replace("127.0.0.1", "localhost");
        provider.answering(through(elsewhere, Fixtures.picture("RESULT")));

        bench().run(words());

        List<Recorder.Request> questions =
                provider.requests().stream().filter(r -> r.method().equals("GET")).toList();
        assertEquals(2, questions.size());
        questions.forEach(question -> assertFalse(question.headers().containsKey("x-key")));
    }

    @ParameterizedTest
    @CsvSource({
        "request_moderated, USER_COMMAND_ERROR, Safety Filter",
        "content_moderated, USER_COMMAND_ERROR, Safety Filter",
        "error, INTERNAL_COMMAND_ERROR, internal",
        "task_not_found, INTERNAL_COMMAND_ERROR, does not know"
    })
    void everyEndWithoutAPictureIsToldApart(String end, ErrorCode code, String words)
            throws Exception {
        provider.answering(request ->
                request.method().equals("POST")
                        ? submitted(provider.url())
                        : Fixtures.answer(FILE, "/responses/" + end));

        AssemblyException e = Bench.failure(() -> bench().run(words()));
        Bench.failure(() -> bench().run(words()));

        assertEquals(code, e.error().code());
        assertTrue(e.error().message().contains(words), e.error().message());
        assertEquals(1, paid().size());
    }

    @ParameterizedTest
    @CsvSource({
        "unauthorized, INTERNAL_COMMAND_ERROR, Not authenticated",
        "insufficient_credits, INTERNAL_COMMAND_ERROR, Insufficient credits",
        "validation, INVALID_INPUT_ERROR, multiple of 32"
    })
    void itsErrorsAreToldApartAndInItsWords(String name, ErrorCode code, String words)
            throws Exception {
        requireFailure(Fixtures.answer(FILE, "/responses/" + name), code, words);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 200})
    void aNewTaskMayBeUnknownForAMoment(int status) throws Exception {
        Recorder.Script later = succeeding(Fixtures.picture("RESULT"));
        provider.answering(request ->
                provider.requests().size() == 2
                        ? Recorder.Reply.of(status, "{\"status\": \"Task not found\"}")
                        : later.answer(request));
        Bench bench = bench();

        bench.run(words());

        assertEquals(1, bench.job.results().size());
        assertEquals(1, paid().size());
    }

    @Test
    void aFullQueueIsWaitedForAsLongAsItSays() throws Exception {
        Recorder.Script later = succeeding(Fixtures.picture("RESULT"));
        provider.answering(request ->
                paid().size() == 1 && request.method().equals("POST")
                        ? Fixtures.answer(FILE, "/responses/too_many")
                        : later.answer(request));
        Bench bench = bench();

        bench.run(words());

        assertEquals(1, bench.job.results().size());
        assertEquals(5, waits.getFirst().toSeconds());
    }
}
