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

import java.awt.image.BufferedImage;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The queue of fal, held against what its own client sends. */
class FalTest extends BadInputContract {
    private static final String FILE = "fal.requests.json";
    private static final String ANSWERS = "fal.responses.json";
    private static final String REQUEST = "764cabcf-b745-4b3e-ae38-1200304cf45b";

    @Override
    protected Adapter adapter() {
        return new Fal();
    }

    @Override
    protected String words() {
        return "{\"model\": \"flux-schnell\", \"prompt\": \"A red bicycle\"}";
    }

    @Override
    protected String masked() {
        return "{\"model\": \"flux-1.1-pro-ultra\", \"prompt\": \"A whale\", \"format\": \"png\"}";
    }

    @Override
    protected boolean paid(Recorder.Request request) {
        return request.method().equals("POST") && !request.path().startsWith("/storage/");
    }

    @Override
    protected Recorder.Script succeeding(byte[] picture) {
        return ProviderFakes.fal(provider, picture);
    }

    private Recorder.Reply result(boolean... nsfw) throws Exception {
        return ProviderFakes.falResult(provider, nsfw);
    }

    private Bench run(String params) throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();
        bench.run(params);
        return bench;
    }

    private JsonNode input() throws Exception {
        return Canonical.of(paid().getFirst()).path("json");
    }

    @Test
    void severalPicturesGoOutAsRecordedAndAreAskedAfterAsRecorded() throws Exception {
        Bench bench =
                run(
                        """
                        {"model": "flux-schnell", "prompt": "A red bicycle", "num_outputs": 3,
                         "aspect_ratio": "16:9", "format": "png", "seed": 42}
                        """);

        ObjectNode expected = Fixtures.request(FILE, "subscribe-flux-schnell-n3", 0);
        ((ObjectNode) expected.path("json"))
                .putObject("image_size")
                .put("height", 720)
                .put("width", 1280);
        assertPaid(0, expected);
        assertEquals("1", paid().getFirst().headers().get("x-fal-no-retry"));
        assertEquals(3, bench.job.results().size());
        assertEquals(44, bench.meta(2).path("seed").asInt());
        List<Recorder.Request> sent = provider.requests();
        assertEquals(recorded(1), Canonical.of(sent.get(1)));
        assertEquals(recorded(3), Canonical.of(sent.get(2)));
        assertEquals(REQUEST, bench.meta(0).path("provider_request_id").asText());
    }

    private static ObjectNode recorded(int number) throws Exception {
        return Fixtures.request(FILE, "subscribe-flux-schnell-n3", number);
    }

    @Test
    void aQueuedRequestIsAskedAfterUntilItIsDone() throws Exception {
        var answers =
                new java.util.concurrent.LinkedBlockingDeque<>(
                        List.of("/success/in_progress", "/success/in_progress"));
        Recorder.Script end = succeeding(Fixtures.picture("RESULT"));
        provider.answering(request ->
                request.path().contains("/status") && !answers.isEmpty()
                        ? Fixtures.answer(ANSWERS, answers.pop())
                        : end.answer(request));
        Bench bench = bench();

        bench.run(words());

        assertEquals(1, bench.job.results().size());
        assertEquals(1, paid().size());
    }

    @Test
    void aLargePictureIsUploadedAsRecorded() throws Exception {
        String elsewhere = provider.url().replace("127.0.0.1", "localhost");
        options = Map.of("storage_url", provider.url());
        Recorder.Script usual = succeeding(Fixtures.picture("RESULT"));
        provider.answering(request ->
                request.path().startsWith("/storage/")
                        ? Recorder.Reply.json(
                                """
                                {"upload_url": "%s/put", "file_url": "https://files.test/f.png"}
                                """
                                        .formatted(elsewhere))
                        : usual.answer(request));
        Bench bench = bench();

        bench.run(masked(), bench.png("a.png", noise(), "image"), mask(bench));

        Recorder.Request announced = provider.requests().getFirst();
        assertEquals("/storage/upload/initiate?storage_type=fal-cdn-v3", announced.path());
        assertEquals("image/png", Canonical.of(announced).at("/json/content_type").asText());
        Recorder.Request upload = provider.requests().get(1);
        assertEquals("PUT", upload.method());
        assertEquals("image/png", upload.headers().get("content-type"));
        assertFalse(upload.headers().containsKey("authorization"));
        assertFalse(upload.headers().containsKey("idempotency-key"));
        assertTrue(announced.headers().containsKey("idempotency-key"));
        assertEquals("/fal-ai/flux-pro/v1/fill", paid().getFirst().path());
        assertEquals("https://files.test/f.png", input().path("image_url").asText());
        assertTrue(input().path("mask_url").asText().startsWith("data:image/png;base64,"));
    }

    private static BufferedImage noise() {
        var image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
        var random = new Random(1);
        for (int i = 0; i < 160_000; i++) {
            image.setRGB(i % 400, i / 400, random.nextInt());
        }
        return image;
    }

    private dev.atelier.core.robot.RobotInput.Item mask(Bench bench) throws Exception {
        return bench.png("m.png", Bench.mask(400, 400, 100, 100, 50, 50), "mask");
    }

    @Test
    void aMaskedPictureGoesToTheOneThatFills() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                masked(),
                input(bench, "IMG", "image.png", "image"),
                input(bench, "MASK_ALPHA", "mask.png", "mask"));

        assertEquals("/fal-ai/flux-pro/v1/fill", paid().getFirst().path());
        assertEquals("data:image/png;base64,IMG", input().path("image_url").asText());
        assertEquals("data:image/png;base64,MASK_BW", input().path("mask_url").asText());
        assertEquals("fal-ai/flux-pro/v1/fill", bench.meta(0).path("native_model").asText());
    }

    @Test
    void picturesGoToTheEditingHalfWithTheMaskInItsPlace() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                "{\"model\": \"gpt-image-2\", \"prompt\": \"A whale\", \"num_outputs\": 2}",
                input(bench, "IMG", "image.png", "image"),
                input(bench, "MASK_BW", "mask.png", "mask"));

        assertEquals("/openai/gpt-image-2/edit", paid().getFirst().path());
        assertEquals("data:image/png;base64,IMG", input().at("/image_urls/0").asText());
        assertEquals("data:image/png;base64,MASK_BW", input().at("/image_urls/1").asText());
        assertEquals("data:image/png;base64,MASK_BW", input().path("mask_url").asText());
        assertEquals(2, input().path("num_images").asInt());
        assertTrue(input().path("prompt").asText().contains("2. \"mask.png\""));
    }

    @ParameterizedTest
    @CsvSource({
        "google/nano-banana, fal-ai/nano-banana",
        "google/nano-banana-pro, fal-ai/nano-banana-pro"
    })
    void wordsAloneGoToTheOtherHalf(String model, String app) throws Exception {
        run(
                "{\"model\": \"%s\", \"prompt\": \"x\", \"width\": 2048, \"height\": 878}"
                        .formatted(model));

        assertEquals("/" + app, paid().getFirst().path());
        assertEquals("21:9", input().path("aspect_ratio").asText());
        assertEquals(app.endsWith("pro") ? "2K" : "", input().path("resolution").asText());
    }

    @Test
    void aDrawingIsAskedForByItsStyle() throws Exception {
        byte[] svg =
                Fixtures.file("recraft.responses.json")
                        .at("/success/svg_bytes_behind_url/text")
                        .asText()
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        provider.answering(succeeding(svg));
        Bench bench = bench();

        bench.run("{\"model\": \"recraft-v3\", \"prompt\": \"x\", \"style\": \"line_art\"}");

        assertEquals("vector_illustration/line_art", input().path("style").asText());
        assertEquals("x", input().path("prompt").asText());
        assertTrue(bench.job.results().getFirst().name().endsWith(".svg"));
    }

    @Test
    void aBlackPictureIsARefusal() throws Exception {
        Recorder.Script usual = succeeding(Fixtures.picture("RESULT"));
        provider.answering(
                request -> request.path().endsWith(REQUEST) ? result(true) : usual.answer(request));

        AssemblyException e = Bench.failure(() -> bench().run(words()));

        assertEquals(ErrorCode.USER_COMMAND_ERROR, e.error().code());
        assertTrue(e.error().message().contains("NSFW"), e.error().message());
    }

    @Test
    void oneBlackPictureOfSeveralIsLeftOutAndTold() throws Exception {
        Recorder.Script usual = succeeding(Fixtures.picture("RESULT"));
        provider.answering(request ->
                request.path().endsWith(REQUEST) ? result(false, true) : usual.answer(request));
        Bench bench = bench();

        bench.run("{\"model\": \"flux-schnell\", \"prompt\": \"x\", \"num_outputs\": 2}");

        assertEquals(1, bench.job.results().size());
        assertTrue(
                bench.job.warnings().stream().anyMatch(w -> w.contains("left one out")),
                bench.job.warnings()::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "content_policy, USER_COMMAND_ERROR, content checker",
        "validation, INVALID_INPUT_ERROR, field required",
        "unauthorized, INTERNAL_COMMAND_ERROR, Authentication is required",
        "locked, INTERNAL_COMMAND_ERROR, Exhausted balance",
        "internal, INTERNAL_COMMAND_ERROR, Internal Server Error"
    })
    void itsErrorsAreToldApartAndInItsWords(String name, ErrorCode code, String words)
            throws Exception {
        requireFailure(Fixtures.answer(ANSWERS, "/errors/" + name), code, words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "422 | content_policy_violation | USER_COMMAND_ERROR",
                "504 | generation_timeout       | INTERNAL_COMMAND_ERROR",
                "500 | downstream_service_error | INTERNAL_COMMAND_ERROR"
            })
    void aRunThatFailedIsNotAskedAfterForever(int status, String type, ErrorCode code)
            throws Exception {
        String detail =
                "{\"detail\": [{\"msg\": \"it failed\", \"type\": \"%s\"}]}".formatted(type);
        Recorder.Script usual = succeeding(Fixtures.picture("RESULT"));
        provider.answering(request ->
                request.path().endsWith(REQUEST)
                        ? Recorder.Reply.of(status, detail)
                        : usual.answer(request));

        AssemblyException e = Bench.failure(() -> bench().run(words()));

        assertEquals(code, e.error().code());
        assertTrue(e.error().message().contains("it failed"), e.error().message());
        assertEquals(3, provider.requests().size());
    }

    @Test
    void theKeyGoesToTheirStorageToo() {
        URI base = URI.create("https://queue.fal.run");
        assertTrue(adapter().trusts(base, URI.create("https://rest.fal.ai/storage")));
        assertFalse(adapter().trusts(base, URI.create("https://v3.fal.media/files/x")));
        assertFalse(
                adapter()
                        .trusts(
                                URI.create("https://proxy.test"),
                                URI.create("https://rest.fal.ai")));
    }

    @Test
    void ideogramHasAnAppOfItsOwnForMasks() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        String params = "{\"model\": \"ideogram-v3\", \"prompt\": \"A whale\", \"seed\": 42}";
        Bench bench = bench();
        var image = input(bench, "IMG", "image.png", "image");

        bench.run(params);
        Bench.failure(() -> bench.run(params, image));

        assertEquals("/fal-ai/ideogram/v3", paid().getFirst().path());
        assertEquals(1, paid().size());
    }

    @ParameterizedTest
    @CsvSource({
        "ideogram-v3, low, rendering_speed, TURBO",
        "ideogram-v3, medium, rendering_speed, BALANCED",
        "gpt-image-2, medium, quality, medium"
    })
    void theQualityGoesByTheNameOfTheApp(String model, String asked, String name, String sent)
            throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));

        bench().run(
                        "{\"model\": \"%s\", \"prompt\": \"x\", \"quality\": \"%s\"}"
                                .formatted(model, asked));

        assertEquals(sent, input().path(name).asText());
    }
}
