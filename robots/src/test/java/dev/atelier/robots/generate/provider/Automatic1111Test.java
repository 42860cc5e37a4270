package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.robots.generate.Bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;

/** AUTOMATIC1111 and Forge, held against requests composed from their source. */
class Automatic1111Test extends BadInputContract {
    private static final String FILE = "sdapi.json";

    Automatic1111Test() {
        options = Map.of("sampler", "Euler", "cfg_scale", "7", "steps", "20");
    }

    @Override
    protected Adapter adapter() {
        return new Automatic1111();
    }

    @Override
    protected boolean charges() {
        return false;
    }

    @Override
    protected String words() {
        return "{\"model\": \"a1111\", \"prompt\": \"A red bicycle\"}";
    }

    @Override
    protected String masked() {
        return "{\"model\": \"a1111\", \"prompt\": \"A whale\", \"seed\": 42}";
    }

    @Override
    protected Recorder.Script succeeding(byte[] picture) {
        return request -> {
            JsonNode asked = new JsonMapper().readTree(request.body());
            ObjectNode answer = new JsonMapper().createObjectNode();
            String base64 = Base64.getEncoder().encodeToString(picture);
            Collections.nCopies(asked.path("n_iter").asInt(1), base64)
                    .forEach(answer.withArray("/images")::add);
            answer.put("info", "{\"all_seeds\": [" + asked.path("seed") + "]}");
            return Recorder.Reply.json(answer.toString());
        };
    }

    @Test
    void wordsGoOutAsComposed() throws Exception {
        provider.answering(_ -> Fixtures.answer(FILE, "/responses/ok"));
        Bench bench = bench();

        bench.run(
                """
                {"model": "flux-schnell", "prompt": "A red bicycle", "seed": 42,
                 "width": 1024, "height": 576, "num_outputs": 3}
                """);

        assertPaid(0, Fixtures.request(FILE, "txt2img-n3", 0));
        assertEquals(3, bench.job.results().size());
        assertEquals(44, bench.meta(2).path("seed").asLong());
    }

    @Test
    void aMaskedPictureGoesOutAsComposed() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                masked(),
                input(bench, "IMG", "image.png", "image"),
                input(bench, "MASK_ALPHA", "mask.png", "mask"));

        ObjectNode expected = Fixtures.request(FILE, "img2img-inpaint", 0);
        ((ObjectNode) expected.path("json")).put("negative_prompt", "");
        assertEquals(expected.path("json"), Canonical.of(paid().getFirst()).path("json"));
    }

    @Test
    void theKeyIsNameAndPasswordOfBasicAuth() {
        assertEquals(Map.of("Authorization", "Basic bWU6c2VjcmV0"), adapter().auth("me:secret"));
    }

    @Test
    void theOperatorsSettingsAreSentAlong() throws Exception {
        options =
                Map.of(
                        "scheduler", "karras",
                        "checkpoint", "sdxl.safetensors",
                        "negative_prompt", "blurry",
                        "pixels", "262144");
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run("{\"model\": \"a1111\", \"prompt\": \"x\", \"width\": 2048, \"height\": 1024}");

        JsonNode sent = Canonical.of(paid().getFirst()).path("json");
        assertEquals("karras", sent.path("scheduler").asText());
        assertEquals("blurry", sent.path("negative_prompt").asText());
        assertEquals(
                "sdxl.safetensors", sent.at("/override_settings/sd_model_checkpoint").asText());
        assertEquals("720x360", sent.path("width").asText() + "x" + sent.path("height").asText());
        assertEquals(2048, bench.picture(0).width());
    }

    @ParameterizedTest
    @CsvSource({
        "steps, many, must be a number",
        "steps, 1.5, must be a whole number",
        "denoising_strength, 2, must be from 0 to 1",
        "pixels, 1, must be from 4096"
    })
    void aWrongSettingIsToldAtStart(String name, String value, String reason) {
        requireRefused(name, value, reason);
    }

    @ParameterizedTest
    @CsvSource({
        "auth, INTERNAL_COMMAND_ERROR, Incorrect username",
        "no_sampler, INVALID_INPUT_ERROR, Sampler not found",
        "no_init_image, INVALID_INPUT_ERROR, Init image not found",
        "api_disabled, INTERNAL_COMMAND_ERROR, --api",
        "validation, INVALID_INPUT_ERROR, not a valid integer",
        "oom, INTERNAL_COMMAND_ERROR, CUDA out of memory"
    })
    void itsErrorsAreToldApartAndInItsWords(String name, ErrorCode code, String words)
            throws Exception {
        requireFailure(Fixtures.answer(FILE, "/responses/" + name), code, words);
    }

    @Test
    void theEncodedPasswordIsNotRepeatedEither() throws Exception {
        key = "painter:brush and canvas";
        provider.answering(request ->
                Recorder.Reply.of(
                        401, "{\"detail\": \"" + request.headers().get("authorization") + "\"}"));

        AssemblyException e = Bench.failure(() -> bench().run(words()));

        String sent = Objects.requireNonNull(paid().getFirst().headers().get("authorization"));
        String encoded = sent.substring("Basic ".length());
        assertTrue(e.error().message().contains("Basic ***"), e.error().message());
        assertFalse(e.error().message().contains(encoded), e.error().message());
    }
}
