package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.robots.generate.Bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stability AI, held against requests composed from its published schema. */
class StabilityImagesTest extends BadInputContract {
    private static final String FILE = "stability.json";

    @Override
    protected Adapter adapter() {
        return new StabilityImages();
    }

    @Override
    protected String words() {
        return "{\"model\": \"stability-ai/stable-image-core\", \"prompt\": \"A red bicycle\"}";
    }

    @Override
    protected String masked() {
        return """
        {"model": "stability-ai/stable-diffusion-inpainting", "prompt": "A whale",
         "format": "png", "seed": 42}
        """;
    }

    @Override
    protected Recorder.Script succeeding(byte[] picture) {
        return _ ->
                Recorder.Reply.bytes("image/png", picture)
                        .with("finish-reason", "SUCCESS")
                        .with("x-request-id", "abc");
    }

    private Bench run(String params) throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();
        bench.run(params);
        return bench;
    }

    @Test
    void wordsGoOutAsComposed() throws Exception {
        Bench bench =
                run(
                        """
                        {"model": "stability-ai/stable-image-core", "prompt": "A red bicycle",
                         "seed": 42, "aspect_ratio": "16:9", "style": "Photographic",
                         "format": "webp"}
                        """);

        assertPaid(0, Fixtures.request(FILE, "core", 0));
        assertEquals("image/*", paid().getFirst().headers().get("accept"));
        assertEquals("abc", bench.meta(0).path("provider_request_id").asText());
    }

    @Test
    void theModelOfTheThirdGenerationIsNamedInTheForm() throws Exception {
        run(
                """
                {"model": "sd3.5-large", "prompt": "A red bicycle", "seed": 42,
                 "aspect_ratio": "1:1", "format": "png"}
                """);

        assertPaid(0, Fixtures.request(FILE, "sd3", 0));
    }

    @Test
    void aMaskedPictureGoesOutAsComposed() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                masked(),
                input(bench, "IMG", "image.png", "image"),
                input(bench, "MASK_ALPHA", "mask.png", "mask"));

        assertPaid(0, Fixtures.request(FILE, "inpaint", 0));
    }

    @Test
    void everyVariantIsACallWithTheNextSeed() throws Exception {
        Bench bench =
                run(
                        """
                        {"model": "stability-ai/stable-image-core", "prompt": "x",
                         "seed": 4294967294, "num_outputs": 2}
                        """);

        assertEquals(2, paid().size());
        assertEquals(4294967294L, bench.meta(0).path("seed").asLong());
        assertEquals("4294967294", part(0, "seed"));
        assertEquals(bench.meta(1).path("seed").asText(), part(1, "seed"));
    }

    private String part(int index, String name) throws Exception {
        for (JsonNode part : Canonical.of(paid().get(index)).path("parts")) {
            if (part.path("name").asText().equals(name)) {
                return part.path("value").asText();
            }
        }
        return "";
    }

    @ParameterizedTest
    @CsvSource({"21:9, 21:9", "9:21, 9:21", "2:1, 16:9", "512x640, 4:5", "1:8, 9:21"})
    void shapesAreWrittenItsWay(String asked, String sent) throws Exception {
        run(
                """
                {"model": "stability-ai/stable-image-core", "prompt": "x", "aspect_ratio": "%s"}
                """
                        .formatted(asked));

        assertEquals(sent, part(0, "aspect_ratio"));
    }

    @Test
    void aStyleThatIsNoPresetIsSaidInWords() throws Exception {
        run(
                """
                {"model": "stability-ai/stable-image-core", "prompt": "A cat", "style": "cubist"}
                """);

        assertEquals("A cat, cubist style", part(0, "prompt"));
    }

    @Test
    void aWholePictureIsChangedByTheModelThatCan() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                "{\"model\": \"stability-ai/stable-image-ultra\", \"prompt\": \"night\"}",
                input(bench, "IMG", "image.png", "image"));

        assertEquals("0.7", part(0, "strength"));
        assertEquals("/v2beta/stable-image/generate/ultra", paid().getFirst().path());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stability-ai/stable-image-core | makes pictures from words only",
                "stability-ai/stable-diffusion-inpainting | upload one in the field mask"
            })
    void aPictureTheModelCannotChangeIsRefusedBeforeItCosts(String model, String reason)
            throws Exception {
        Bench bench = bench();
        var image = input(bench, "IMG", "image.png", "image");

        AssemblyException e =
                Bench.failure(() ->
                        bench.run("{\"model\": \"" + model + "\", \"prompt\": \"x\"}", image));

        assertEquals(ErrorCode.INVALID_INPUT_ERROR, e.error().code());
        assertTrue(e.error().message().contains(reason), e.error().message());
        assertTrue(provider.requests().isEmpty());
    }

    @Test
    void aFilteredPictureIsARefusalAndNoResult() throws Exception {
        provider.answering(_ ->
                Recorder.Reply.bytes("image/png", Fixtures.picture("RESULT"))
                        .with("finish-reason", "CONTENT_FILTERED"));
        Bench bench = bench();

        AssemblyException e = Bench.failure(() -> bench.run(words()));

        assertEquals(ErrorCode.USER_COMMAND_ERROR, e.error().code());
        assertTrue(bench.job.results().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "moderated, USER_COMMAND_ERROR, content moderation",
        "bad_request, INVALID_INPUT_ERROR, at most 4294967294",
        "unauthorized, INTERNAL_COMMAND_ERROR, missing authorization",
        "payment, INTERNAL_COMMAND_ERROR, sufficient credits",
        "too_large, INVALID_INPUT_ERROR, larger than 10MiB",
        "unprocessable, INVALID_INPUT_ERROR, only supported language",
        "internal, INTERNAL_COMMAND_ERROR, unexpected error"
    })
    void itsErrorsAreToldApartAndInItsWords(String name, ErrorCode code, String words)
            throws Exception {
        requireFailure(Fixtures.answer(FILE, "/responses/" + name), code, words);
    }
}
