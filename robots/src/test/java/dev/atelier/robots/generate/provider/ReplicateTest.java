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
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.Usd;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Replicate, held against what its own client sends. */
class ReplicateTest extends BadInputContract {
    private static final String FILE = "replicate.requests.json";
    private static final String ID = "gm3qorzdhgbfurvjtvhg6dckhu";
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    protected Adapter adapter() {
        return new Replicate();
    }

    @Override
    protected String basePath() {
        return "/v1";
    }

    @Override
    protected String words() {
        return "{\"model\": \"flux-schnell\", \"prompt\": \"A red bicycle\"}";
    }

    @Override
    protected String masked() {
        return "{\"model\": \"stability-ai/stable-diffusion-inpainting\", \"format\": \"png\","
                + " \"prompt\": \"A whale\"}";
    }

    @Override
    protected boolean paid(Recorder.Request request) {
        return request.method().equals("POST") && request.path().endsWith("/predictions");
    }

    @Override
    protected Recorder.Script succeeding(byte[] picture) {
        return ProviderFakes.replicate(provider, picture);
    }

    private Recorder.Reply prediction(String status, @Nullable JsonNode output) {
        return ProviderFakes.prediction(provider, status, output);
    }

    private JsonNode urls(int count) {
        var list = JSON.createArrayNode();
        for (int i = 0; i < count; i++) {
            list.add(provider.url() + "/out-" + i + ".png");
        }
        return list;
    }

    private Bench run(String params) throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();
        bench.run(params);
        return bench;
    }

    private JsonNode input() throws Exception {
        return Canonical.of(paid().getFirst()).at("/json/input");
    }

    private static ObjectNode recordedInput(ObjectNode recorded) {
        return (ObjectNode) recorded.at("/json/input");
    }

    @Test
    void severalPicturesGoOutAsRecorded() throws Exception {
        Bench bench =
                run(
                        """
                        {"model": "flux-schnell", "prompt": "A red bicycle", "num_outputs": 3,
                         "aspect_ratio": "16:9", "format": "webp", "seed": 42}
                        """);

        assertPaid(0, Fixtures.request(FILE, "flux-schnell-n3", 0));
        assertEquals(3, bench.job.results().size());
        assertEquals(44, bench.meta(2).path("seed").asInt());
        assertEquals(ID, bench.meta(0).path("provider_request_id").asText());
        assertEquals("10m", paid().getFirst().headers().get("cancel-after"));
    }

    @Test
    void theUltraModelGoesOutAsRecorded() throws Exception {
        options = Map.of("safety_tolerance", "2");

        run(
                """
                {"model": "flux-1.1-pro-ultra", "prompt": "A red bicycle", "num_outputs": 2,
                 "aspect_ratio": "21:9", "seed": 42}
                """);

        ObjectNode expected = Fixtures.request(FILE, "flux-1.1-pro-ultra", 0);
        recordedInput(expected).remove("raw");
        assertPaid(0, expected);
        recordedInput(expected).put("seed", 43);
        assertPaid(1, expected);
    }

    @Test
    void aDrawingGoesOutAsRecorded() throws Exception {
        byte[] svg =
                Fixtures.file("recraft.responses.json")
                        .at("/success/svg_bytes_behind_url/text")
                        .asText()
                        .getBytes(StandardCharsets.UTF_8);
        provider.answering(succeeding(svg));
        Bench bench = bench();

        bench.run("{\"model\": \"recraft-v3\", \"prompt\": \"A red bicycle\"}");

        assertPaid(0, Fixtures.request(FILE, "recraft-v3-svg", 0));
        assertTrue(bench.job.results().getFirst().name().endsWith(".svg"));
    }

    @Test
    void pixelsOfTheSameModelAreAskedOfItsOtherHalf() throws Exception {
        run(
                "{\"model\": \"recraft-v3\", \"prompt\": \"x\", \"format\": \"png\","
                        + " \"aspect_ratio\": \"16:9\"}");

        assertEquals("/v1/models/recraft-ai/recraft-v3/predictions", paid().getFirst().path());
        assertEquals("1820x1024", input().path("size").asText());
    }

    @Test
    void aMaskedPictureGoesOutAsRecorded() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                """
                {"model": "stability-ai/stable-diffusion-inpainting", "prompt": "A whale",
                 "num_outputs": 3, "seed": 42}
                """,
                input(bench, "IMG", "image.png", "image"),
                input(bench, "MASK_ALPHA", "mask.png", "mask"));

        assertPaid(0, Fixtures.request(FILE, "sd-inpainting-versioned", 0));
    }

    /** The provider gives back what it was sent, so every pixel has to be where it was. */
    @Test
    void aPictureOfAnotherShapeComesBackToItsPlace() throws Exception {
        BufferedImage source = Bench.solid(300, 100, Color.GREEN);
        for (int i = 0; i < 300 * 20; i++) {
            source.setRGB(i % 300, 40 + i / 300, Color.BLUE.getRGB());
        }
        Recorder.Script usual = succeeding(Fixtures.picture("RESULT"));
        provider.answering(request ->
                request.path().startsWith("/out")
                        ? Recorder.Reply.bytes("image/png", sentImage())
                        : usual.answer(request));
        Bench bench = bench();

        bench.run(
                masked(),
                bench.png("a.png", source, "image"),
                bench.png("m.png", Bench.mask(300, 100, 10, 10, 280, 80), "mask"));

        assertEquals(1024, input().path("width").asInt());
        assertEquals(512, input().path("height").asInt());
        BufferedImage made = bench.picture(0).image();
        assertEquals(Color.GREEN.getRGB(), made.getRGB(150, 37));
        assertEquals(Color.BLUE.getRGB(), made.getRGB(150, 42));
        assertEquals(Color.GREEN.getRGB(), made.getRGB(150, 63));
    }

    private byte[] sentImage() throws Exception {
        String url = JSON.readTree(paid().getLast().body()).at("/input/image").asText();
        return Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
    }

    @Test
    void aMaskForAModelWithoutMasksGoesToTheOneThatFills() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                "{\"model\": \"flux-1.1-pro-ultra\", \"prompt\": \"A whale\"}",
                input(bench, "IMG", "image.png", "image"),
                input(bench, "MASK_ALPHA", "mask.png", "mask"));

        assertEquals(
                "/v1/models/black-forest-labs/flux-fill-pro/predictions", paid().getFirst().path());
        assertEquals("data:image/png;base64,MASK_BW", input().path("mask").asText());
        assertEquals(
                "black-forest-labs/flux-fill-pro", bench.meta(0).path("native_model").asText());
        assertTrue(bench.job.warnings().stream().anyMatch(w -> w.contains("takes no mask")));
    }

    @Test
    void modelsThatSeeTheMaskAreShownItInItsOrder() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                "{\"model\": \"google/nano-banana\", \"prompt\": \"Replace masked area\"}",
                input(bench, "IMG", "image.png", "image"),
                input(bench, "MASK_BW", "mask.png", "mask"));

        ObjectNode expected = Fixtures.request(FILE, "nano-banana-edit", 2);
        assertEquals(expected.path("path"), Canonical.of(paid().getFirst()).path("path"));
        assertEquals(
                List.of("data:image/png;base64,IMG", "data:image/png;base64,MASK_BW"),
                List.of(
                        input().at("/image_input/0").asText(),
                        input().at("/image_input/1").asText()));
        assertEquals("match_input_image", input().path("aspect_ratio").asText());
        assertTrue(input().path("prompt").asText().contains("2. \"mask.png\""));
        assertTrue(input().path("prompt").asText().endsWith("Replace masked area"));
    }

    @Test
    void gptImageGoesOutAsRecorded() throws Exception {
        options = Map.of("quality", "low");
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                "{\"model\": \"gpt-image-2\", \"prompt\": \"A whale\", \"num_outputs\": 3}",
                input(bench, "IMG", "image.png", "image"));

        ObjectNode expected = recordedInput(Fixtures.request(FILE, "gpt-image-2-edit", 1));
        expected.set("prompt", input().path("prompt"));
        expected.putArray("input_images").add("data:image/png;base64,IMG");
        assertEquals(expected.toPrettyString(), input().toPrettyString());
    }

    @ParameterizedTest
    @CsvSource({"1024, 1K", "1500, 2K", "4000, 4K"})
    void theTierFollowsTheSize(int side, String tier) throws Exception {
        run(
                "{\"model\": \"google/nano-banana-pro\", \"prompt\": \"x\", \"width\": %d}"
                        .formatted(side));

        assertEquals(tier, input().path("resolution").asText());
    }

    @Test
    void aLargePictureIsUploadedFirst() throws Exception {
        var image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
        var random = new Random(1);
        for (int i = 0; i < 160_000; i++) {
            image.setRGB(i % 400, i / 400, random.nextInt());
        }
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                "{\"model\": \"google/nano-banana\", \"prompt\": \"x\"}",
                bench.png("a.png", image, "image"));

        Recorder.Request upload = provider.requests().getFirst();
        JsonNode part = Canonical.of(upload).at("/parts/0");
        JsonNode recorded = Fixtures.request(FILE, "nano-banana-edit", 0).at("/parts/0");
        assertEquals("/v1/files", upload.path());
        assertEquals(recorded.path("name"), part.path("name"));
        assertEquals("image/png", part.path("content_type").asText());
        assertEquals("https://files.test/f", input().at("/image_input/0").asText());
    }

    @Test
    void whoWantsToWaitIsHeldOn() throws Exception {
        options = Map.of("wait", "60", "cancel_after", "90s");
        provider.answering(request ->
                paid(request)
                        ? prediction("succeeded", urls(1))
                        : Recorder.Reply.bytes("image/png", Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(words());

        assertEquals("wait=60", paid().getFirst().headers().get("prefer"));
        assertEquals("90s", paid().getFirst().headers().get("cancel-after"));
        assertTrue(waits.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"succeeded_string", "succeeded_data_uri"})
    void itsOwnAnswersAreUnderstood(String name) throws Exception {
        provider.answering(request -> {
            if (!paid(request)) {
                return Recorder.Reply.bytes("image/png", Fixtures.picture("RESULT"));
            }
            ObjectNode json =
                    Fixtures.file("replicate.responses.json")
                            .at("/success/" + name + "/json")
                            .deepCopy();
            if (!json.path("output").asText().startsWith("data:")) {
                json.put("output", provider.url() + "/tmp.png");
            }
            return Recorder.Reply.of(201, json.toString());
        });
        Bench bench = bench();

        bench.run(words());

        assertEquals(32, bench.picture(0).image().getWidth());
    }

    @Test
    void itIsAskedUntilItIsDone() throws Exception {
        var steps =
                new ArrayList<>(
                        List.of("/success/starting", "/success/processing", "/success/processing"));
        Recorder.Script end = succeeding(Fixtures.picture("RESULT"));
        provider.answering(request ->
                steps.isEmpty()
                        ? end.answer(request)
                        : Fixtures.answer("replicate.responses.json", steps.removeFirst()));
        Bench bench = bench();

        bench.run(words());

        assertEquals(
                Fixtures.request(FILE, "async-poll", 1).path("path").asText(),
                provider.requests().get(1).path());
        assertEquals(1, paid().size());
    }

    @Test
    void whatTheFilterDroppedIsTold() throws Exception {
        Recorder.Script usual = succeeding(Fixtures.picture("RESULT"));
        provider.answering(request ->
                request.path().startsWith("/v1/predictions/")
                        ? prediction("succeeded", urls(2))
                        : usual.answer(request));
        Bench bench = bench();

        bench.run("{\"model\": \"flux-schnell\", \"prompt\": \"x\", \"num_outputs\": 3}");

        assertEquals(2, bench.job.results().size());
        assertTrue(
                bench.job.warnings().stream().anyMatch(w -> w.contains("2 of 3 came back")),
                bench.job.warnings()::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "/terminal_failures/failed, INTERNAL_COMMAND_ERROR, Prediction failed",
        "/terminal_failures/nsfw_failed, USER_COMMAND_ERROR, NSFW content detected",
        "/terminal_failures/sensitive_e005, USER_COMMAND_ERROR, flagged as sensitive",
        "/terminal_failures/canceled, INTERNAL_COMMAND_TIMEOUT, cancel_after",
        "/success/expired_output, INTERNAL_COMMAND_ERROR, has deleted them"
    })
    void everyEndWithoutPicturesIsToldApart(String end, ErrorCode code, String words)
            throws Exception {
        provider.answering(request ->
                Fixtures.answer(
                        "replicate.responses.json", paid(request) ? "/success/starting" : end));

        AssemblyException e = Bench.failure(() -> bench().run(words()));
        Bench.failure(() -> bench().run(words()));

        assertEquals(code, e.error().code());
        assertTrue(e.error().message().contains(words), e.error().message());
        assertEquals(1, paid().size());
    }

    @Test
    void aPredictionThatNeverStartedCostsNothingAndMayBeOrderedAgain() throws Exception {
        budgets = new ProviderLedger.Budgets(Usd.parse("0.01"), null, null);
        provider.answering(request ->
                Fixtures.answer(
                        "replicate.responses.json",
                        paid(request) ? "/success/starting" : "/terminal_failures/aborted"));

        AssemblyException e = Bench.failure(() -> bench().run(words()));
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench again = bench();
        again.run(words());

        assertTrue(e.error().message().contains("did not bill"), e.error().message());
        assertEquals(1, again.job.results().size());
        assertEquals(2, paid().size());
    }

    @ParameterizedTest
    @CsvSource({
        "unauthenticated, INTERNAL_COMMAND_ERROR, valid authentication token",
        "insufficient_credit, INTERNAL_COMMAND_ERROR, insufficient credit",
        "not_found, INTERNAL_COMMAND_ERROR, could not be found",
        "invalid_input, INVALID_INPUT_ERROR, prompt is required",
        "internal, INTERNAL_COMMAND_ERROR, unexpected error"
    })
    void itsErrorsAreToldApartAndInItsWords(String name, ErrorCode code, String words)
            throws Exception {
        requireFailure(Fixtures.answer("replicate.responses.json", "/errors/" + name), code, words);
    }

    @Test
    void aRestartAsksAfterTheSamePrediction() throws Exception {
        deadline = java.time.Duration.ofMillis(300);
        provider.answering(_ -> prediction("starting", null));
        Bench.failure(() -> bench().run(words()));

        deadline = java.time.Duration.ofSeconds(20);
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench again = bench();
        again.run(words());

        assertEquals(1, again.job.results().size());
        assertEquals(1, paid().size());
    }

    @Test
    void theKeyIsNotSentToWhereThePicturesAre() throws Exception {
        String elsewhere = provider.url().replace("127.0.0.1", "localhost");
        Recorder.Script usual = succeeding(Fixtures.picture("RESULT"));
        provider.answering(request ->
                request.path().startsWith("/v1/predictions/")
                        ? prediction(
                                "succeeded", JSON.getNodeFactory().textNode(elsewhere + "/x.png"))
                        : usual.answer(request));

        bench().run(words());

        Recorder.Request download = provider.requests().getLast();
        assertEquals("/x.png", download.path());
        assertFalse(download.headers().containsKey("authorization"));
    }

    @Test
    void aModelThatTakesNoPictureSaysSoBeforeItIsPaid() throws Exception {
        Bench bench = bench();

        AssemblyException e =
                Bench.failure(() -> bench.run(words(), input(bench, "IMG", "a.png", "image")));

        assertEquals(ErrorCode.INVALID_INPUT_ERROR, e.error().code());
        assertTrue(e.error().message().contains("from words only"), e.error().message());
        assertTrue(provider.requests().isEmpty());
    }

    @Test
    void aModelThatFillsWantsAMask() throws Exception {
        Bench bench = bench();

        AssemblyException e =
                Bench.failure(() -> bench.run(masked(), input(bench, "IMG", "a.png", "image")));

        assertTrue(e.error().message().contains("inside a mask"), e.error().message());
        assertTrue(provider.requests().isEmpty());
    }

    @Test
    void ideogramChangesPicturesInsideABlackMaskOnly() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        String params = "{\"model\": \"ideogram-v3\", \"prompt\": \"A whale\", \"seed\": 42}";
        Bench bench = bench();
        var image = input(bench, "IMG", "image.png", "image");

        Bench.failure(() -> bench.run(params, image));
        assertTrue(provider.requests().isEmpty());
        bench.run(params, image, input(bench, "MASK_ALPHA", "mask.png", "mask"));

        assertEquals(
                "/v1/models/ideogram-ai/ideogram-v3-balanced/predictions",
                paid().getFirst().path());
        JsonNode input = Canonical.of(paid().getFirst()).at("/json/input");
        assertTrue(input.path("image").asText().endsWith("IMG"), input::toString);
        assertEquals(42, input.path("seed").asInt());
        assertTrue(input.has("mask"));
        assertFalse(input.path("mask").asText().endsWith("MASK_BW"), input::toString);
    }

    @Test
    void theQualityOfIdeogramIsAModelOfItsOwnAndItsStylesGoByTheirNames() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                """
                {"model": "ideogram-v3", "prompt": "x", "quality": "low", "style": "realistic"}
                """);

        assertEquals(
                "/v1/models/ideogram-ai/ideogram-v3-turbo/predictions", paid().getFirst().path());
        JsonNode input = Canonical.of(paid().getFirst()).at("/json/input");
        assertEquals("Realistic", input.path("style_type").asText());
        assertEquals("x", input.path("prompt").asText());
        assertEquals(0.03, bench.meta(0).path("cost_estimate").asDouble());
    }
}
