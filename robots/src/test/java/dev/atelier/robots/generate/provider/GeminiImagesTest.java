package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.NotYetException;
import dev.atelier.robots.generate.Bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Base64;

/** Google, held against what its own client sends. */
class GeminiImagesTest extends BadInputContract {
    private static final String FILE = "google-genai.requests.json";
    private static final String ANSWERS = "google-genai.responses.json";

    @Override
    protected Adapter adapter() {
        return new GeminiImages();
    }

    @Override
    protected String basePath() {
        return "/v1beta";
    }

    @Override
    protected String words() {
        return "{\"model\": \"google/nano-banana\", \"prompt\": \"A red bicycle\"}";
    }

    @Override
    protected String masked() {
        return "{\"model\": \"google/nano-banana-pro\", \"prompt\": \"A whale\"}";
    }

    @Override
    protected Recorder.Script succeeding(byte[] picture) {
        return _ ->
                Recorder.Reply.json(
                        """
                        {"candidates": [{"content": {"role": "model", "parts": [
                          {"inlineData": {"mimeType": "image/png", "data": "%s"}}]},
                          "finishReason": "STOP"}]}
                        """
                                .formatted(Base64.getEncoder().encodeToString(picture)));
    }

    /** The recorded request, for the model the catalogue has today. */
    private static ObjectNode recorded(String name, int number, String model) throws Exception {
        ObjectNode request = Fixtures.request(FILE, name, number);
        return request.put("path", "/v1beta/models/" + model + ":generateContent");
    }

    @Test
    void everyVariantIsACallWithTheNextSeed() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                """
                {"model": "google/nano-banana", "prompt": "A red bicycle", "num_outputs": 3,
                 "seed": 7}
                """);

        for (int i = 0; i < 3; i++) {
            assertPaid(i, recorded("n3-parallel", i, "gemini-nano-banana-2.1"));
            assertEquals(7 + i, bench.meta(i).path("seed").asInt());
        }
    }

    @Test
    void shapeAndSizeAreAskedFor() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));

        bench().run(
                        """
                        {"model": "google/nano-banana-pro", "prompt": "A red bicycle",
                         "width": 1800, "height": 1200, "seed": 42}
                        """);

        ObjectNode expected = recorded("generate-nano-banana-pro-2k-seed", 0, "gemini-3-pro-image");
        ((ObjectNode) expected.at("/json/generationConfig"))
                .putArray("responseModalities")
                .add("IMAGE");
        assertPaid(0, expected);
    }

    @Test
    void theCinemaShapeIsWrittenAsTheyWriteIt() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));

        bench().run(
                        """
                        {"model": "google/nano-banana", "prompt": "x", "aspect_ratio": "21:9"}
                        """);

        assertEquals(
                "21:9",
                Canonical.of(paid().getFirst())
                        .at("/json/generationConfig/imageConfig/aspectRatio")
                        .asText());
    }

    @Test
    void theMaskIsOneMorePictureAndIsExplained() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                """
                {"model": "google/nano-banana-pro", "seed": 0,
                 "prompt": "Replace the masked area with a breaching whale."}
                """,
                input(bench, "IMG", "image.png", "image"),
                input(bench, "MASK_BW", "mask.png", "mask"));

        ObjectNode expected = recorded("edit-image-mask", 0, "gemini-3-pro-image");
        var sent = Canonical.of(paid().getFirst());
        String words = sent.at("/json/contents/0/parts/0/text").asText();
        ((ObjectNode) expected.at("/json/contents/0/parts/0")).put("text", words);
        ((ObjectNode) expected.at("/json/generationConfig")).put("seed", 0);
        assertPaid(0, expected);
        assertTrue(words.contains("white where to change"), words);
        assertTrue(words.contains("Replace the masked area"), words);
    }

    @Test
    void thoughtsAreNoResults() throws Exception {
        provider.answering(_ -> Fixtures.answer(ANSWERS, "/success/generateContent_thought"));
        Bench bench = bench();

        bench.run(words());

        assertEquals(1, bench.job.results().size());
        assertEquals(1299, bench.meta(0).at("/usage/total_tokens").asInt());
    }

    @ParameterizedTest
    @CsvSource({
        "prompt_blocked, USER_COMMAND_ERROR, PROHIBITED_CONTENT",
        "image_safety, USER_COMMAND_ERROR, Unable to show",
        "image_recitation, USER_COMMAND_ERROR, IMAGE_RECITATION",
        "no_image, INTERNAL_COMMAND_ERROR, NO_IMAGE",
        "text_only_refusal, INTERNAL_COMMAND_ERROR, I cannot create that image."
    })
    void successWithoutAPictureIsAnErrorInItsWords(String name, ErrorCode code, String words)
            throws Exception {
        provider.answering(_ -> Fixtures.answer(ANSWERS, "/soft_failures_with_http_200/" + name));
        Bench bench = bench();

        AssemblyException e = Bench.failure(() -> bench.run(words()));

        assertEquals(code, e.error().code());
        assertTrue(e.error().message().contains(words), e.error().message());
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_api_key, INTERNAL_COMMAND_ERROR",
        "invalid_argument, INVALID_INPUT_ERROR",
        "failed_precondition_billing, INTERNAL_COMMAND_ERROR",
        "permission_denied, INTERNAL_COMMAND_ERROR",
        "model_not_found, INTERNAL_COMMAND_ERROR",
        "quota, INTERNAL_COMMAND_ERROR",
        "internal, INTERNAL_COMMAND_ERROR",
        "deadline, INTERNAL_COMMAND_TIMEOUT"
    })
    void itsErrorsAreToldApart(String name, ErrorCode code) throws Exception {
        provider.answering(_ -> Fixtures.answer(ANSWERS, "/errors/" + name));
        Bench bench = bench();

        AssemblyException e = Bench.failure(() -> bench.run(words()));

        assertEquals(code, e.error().code());
        assertEquals(1, paid().size());
    }

    @Test
    void aModelThatIsOverloadedIsAskedThreeTimesAndThenWaitedFor() throws Exception {
        provider.answering(_ -> Fixtures.answer(ANSWERS, "/errors/unavailable"));
        Bench bench = bench();

        assertThrows(NotYetException.class, () -> bench.run(words()));

        assertEquals(3, paid().size());
    }

    @Test
    void theWaitItAsksForInTheBodyIsKept() throws Exception {
        deadline = Duration.ofSeconds(60);
        var first = new java.util.concurrent.atomic.AtomicBoolean(true);
        Recorder.Script later = succeeding(Fixtures.picture("RESULT"));
        provider.answering(request ->
                first.getAndSet(false)
                        ? Recorder.Reply.of(
                                429,
                                """
                                {"error": {"status": "RESOURCE_EXHAUSTED", "details": [
                                  {"retryDelay": "27s"}]}}
                                """)
                        : later.answer(request));

        bench().run(words());

        assertEquals(27, waits.getFirst().toSeconds());
    }

    @Test
    void oneRefusedVariantDoesNotTakeTheOthersWithIt() throws Exception {
        var calls = new java.util.concurrent.atomic.AtomicInteger();
        Recorder.Script good = succeeding(Fixtures.picture("RESULT"));
        provider.answering(request ->
                calls.incrementAndGet() == 2
                        ? Fixtures.answer(ANSWERS, "/soft_failures_with_http_200/image_safety")
                        : good.answer(request));
        Bench bench = bench();

        bench.run("{\"model\": \"google/nano-banana\", \"prompt\": \"x\", \"num_outputs\": 3}");

        assertEquals(2, bench.job.results().size());
        assertTrue(
                bench.job.warnings().stream().anyMatch(w -> w.contains("Unable to show")),
                bench.job.warnings()::toString);
    }
}
