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

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recraft, held against what the client its own pages recommend sends. */
class RecraftTest extends BadInputContract {
    private static final String FILE = "recraft.requests.json";
    private static final String ANSWERS = "recraft.responses.json";
    private static final Pattern N = Pattern.compile("(?:\"n\":|name=\"n\"\r\n\r\n)(\\d+)");

    @Override
    protected Adapter adapter() {
        return new Recraft();
    }

    @Override
    protected String basePath() {
        return "/v1";
    }

    @Override
    protected boolean draws() {
        return true;
    }

    @Override
    protected String words() {
        return "{\"model\": \"recraft-v3\", \"prompt\": \"A red bicycle\", \"format\": \"png\"}";
    }

    @Override
    protected String masked() {
        return "{\"model\": \"recraft-v3\", \"prompt\": \"A whale\", \"format\": \"png\"}";
    }

    @Override
    protected Recorder.Script succeeding(byte[] picture) {
        String base64 = Base64.getEncoder().encodeToString(picture);
        return request -> {
            Matcher n = N.matcher(request.text());
            int count = n.find() ? Integer.parseInt(n.group(1)) : 1;
            String item = "{\"image_id\": \"i\", \"b64_json\": \"%s\"}".formatted(base64);
            return Recorder.Reply.json(
                    "{\"created\": 1, \"credits\": %d, \"data\": [%s]}"
                            .formatted(
                                    40 * count,
                                    String.join(",", Collections.nCopies(count, item))));
        };
    }

    private Bench run(String params) throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();
        bench.run(params);
        return bench;
    }

    @Test
    void severalPicturesGoOutAsRecorded() throws Exception {
        Bench bench =
                run(
                        """
                        {"model": "recraft-v3", "prompt": "A red bicycle", "format": "png",
                         "style": "digital_illustration", "aspect_ratio": "16:9", "seed": 42,
                         "num_outputs": 3}
                        """);

        assertPaid(0, Fixtures.request(FILE, "generate-n3-raster", 0));
        assertEquals(3, bench.job.results().size());
        assertEquals(0.04, bench.meta(0).path("cost").asDouble());
        assertEquals("recraftv3", bench.meta(0).path("native_model").asText());
    }

    @Test
    void moreThanSixAreSeveralCalls() throws Exception {
        Bench bench =
                run(
                        "{\"model\": \"recraft-v3\", \"prompt\": \"x\", \"format\": \"png\","
                                + " \"num_outputs\": 8}");

        assertEquals(8, bench.job.results().size());
        assertEquals(6, Canonical.of(paid().get(0)).at("/json/n").asInt());
        assertEquals(2, Canonical.of(paid().get(1)).at("/json/n").asInt());
    }

    @Test
    void aDrawingGoesOutAsRecorded() throws Exception {
        String svg = Fixtures.file(ANSWERS).at("/success/svg_bytes_behind_url/text").asText();
        provider.answering(request ->
                paid(request)
                        ? Recorder.Reply.json(
                                "{\"credits\": 80, \"data\": [{\"url\": \"%s/0\"}]}"
                                        .formatted(provider.url()))
                        : Recorder.Reply.bytes(
                                "image/svg+xml", svg.getBytes(StandardCharsets.UTF_8)));
        Bench bench = bench();

        bench.run(
                "{\"model\": \"recraft-v3\", \"prompt\": \"A red bicycle\","
                        + " \"style\": \"Vector art\"}");

        assertPaid(0, Fixtures.request(FILE, "generate-svg", 0));
        assertTrue(bench.job.results().getFirst().name().endsWith(".svg"));
        assertEquals(0.08, bench.meta(0).path("cost").asDouble());
    }

    @Test
    void aMaskedPictureGoesOutAsRecorded() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                """
                {"model": "recraft-v3", "prompt": "A whale", "format": "png", "num_outputs": 3}
                """,
                input(bench, "IMG", "image.png", "image"),
                input(bench, "MASK_ALPHA", "mask.png", "mask"));

        assertPaid(0, Fixtures.request(FILE, "inpaint", 0));
    }

    @Test
    void aWholePictureIsChangedWithAStrength() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(masked(), input(bench, "IMG", "image.png", "image"));

        ObjectNode sent = Canonical.of(paid().getFirst());
        assertEquals("/v1/images/imageToImage", sent.path("path").asText());
        assertTrue(
                sent.path("parts")
                        .toString()
                        .contains("{\"name\":\"strength\",\"value\":\"0.5\"}"));
    }

    @Test
    void itsOwnAnswerIsUnderstood() throws Exception {
        provider.answering(_ -> Fixtures.answer(ANSWERS, "/success/b64"));
        Bench bench = bench();

        bench.run(words());

        assertEquals(32, bench.picture(0).image().getWidth());
    }

    @ParameterizedTest
    @CsvSource({
        "unauthorized, INTERNAL_COMMAND_ERROR, request unauthorized",
        "not_found, INTERNAL_COMMAND_ERROR, page not found",
        "bad_request_json, INVALID_INPUT_ERROR, invalid size"
    })
    void itsErrorsAreToldApartWhetherTextOrJson(String name, ErrorCode code, String words)
            throws Exception {
        requireFailure(Fixtures.answer(ANSWERS, "/errors/" + name), code, words);
    }

    @Test
    void aRefusedPromptIsTheCallersAffair() throws Exception {
        provider.answering(
                _ -> Recorder.Reply.of(400, "{\"message\": \"prompt did not pass moderation\"}"));

        AssemblyException e = Bench.failure(() -> bench().run(words()));

        assertEquals(ErrorCode.USER_COMMAND_ERROR, e.error().code());
    }

    @Test
    void looseReferencesAreRefusedBeforeTheyArePaid() throws Exception {
        Bench bench = bench();

        AssemblyException e =
                Bench.failure(() -> bench.run(words(), input(bench, "IMG", "a.png", "sketch")));

        assertTrue(e.error().message().contains("does not look at others"), e.error().message());
        assertTrue(provider.requests().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "digital_illustration/pixel_art, digital_illustration/pixel_art, x",
        "Recraft V3 Raw, Recraft V3 Raw, x",
        "watercolour, , 'x, watercolour style'"
    })
    void aStyleThatIsNoneOfTheirsIsSaidInWords(String style, String sent, String prompt)
            throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));

        Bench bench = bench();
        bench.run(
                "{\"model\": \"recraft-v3\", \"format\": \"png\", \"prompt\": \"x\", \"style\": \"%s\"}"
                        .formatted(style));

        JsonNode body = Canonical.of(paid().getFirst()).path("json");
        assertEquals(sent, body.path("style").textValue());
        assertEquals(prompt, body.path("prompt").asText());
        assertEquals(sent == null, bench.meta(0).has("style_in_prompt"));
    }

    @Test
    void pixelsCostLessThanDrawings() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(words());

        assertEquals(0.04, bench.meta(0).path("cost_estimate").asDouble());
    }
}
