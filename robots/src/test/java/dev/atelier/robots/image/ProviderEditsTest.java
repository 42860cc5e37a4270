package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.NotYetException;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.core.robot.Robot;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.generate.Fallback;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Cutting out, enlarging and restoring by providers outside. */
class ProviderEditsTest extends ResizeFixture {
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

    private Robot<?> remover(String... ready) {
        return new ImageBgremoveRobot(codec, bench.editors(Fallback.AUTO, ready));
    }

    private Robot<?> upscaler(String... ready) {
        return new ImageUpscaleRobot(codec, bench.editors(Fallback.AUTO, ready));
    }

    private Robot<?> enhancer(String... ready) {
        return new ImageEnhanceRobot(codec, bench.editors(Fallback.AUTO, ready));
    }

    private <P extends Record> BufferedImage edited(Robot<P> robot, String raw, AssemblyFile file)
            throws Exception {
        P params = ParamBinder.bind(robot.about(), "e", json(raw));
        robot.run(params, FakeJob.input(file), job);
        assertTrue(job.reserved(), "the result was decoded within the budget");
        job.giveBack();
        return Codec.srgb8(codec.decode(job.results().getLast().bytes()));
    }

    private AssemblyError failure(Robot<?> robot, String raw) throws IOException {
        AssemblyFile file = solid("a.png", 40, 30, RED);
        return assertThrows(AssemblyException.class, () -> edited(robot, raw, file)).error();
    }

    private boolean spends(Robot<?> robot, String raw) throws IOException {
        return robot.about().spends().test(json(raw));
    }

    @Test
    void whatMayGoToAProviderMayCostMoney() throws IOException {
        for (Robot<?> robot : List.of(remover("fal"), upscaler("replicate"))) {
            assertTrue(spends(robot, "{}"));
            assertTrue(spends(robot, "{'provider': '${fields.who}'}"));
            assertFalse(spends(robot, "{'provider': 'embedded'}"));
        }
        assertTrue(spends(enhancer("fal"), "{'engine': 'ai'}"));
        assertTrue(spends(enhancer("fal"), "{'engine': '${fields.engine}'}"));
        assertFalse(spends(enhancer("fal"), "{}"));
        assertFalse(spends(enhancer(), "{'engine': 'ai'}"));
        assertFalse(spends(remover(), "{}"));
    }

    private JsonNode meta() {
        return job.results().getLast().emission().meta();
    }

    /** The left half only. */
    private void givesLeftHalf(int width, int height) throws IOException {
        var half = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width / 2; x++) {
                half.setRGB(x, y, RED);
            }
        }
        gives(half);
    }

    private void gives(BufferedImage picture) throws IOException {
        Path file = Files.createTempFile(folder, "given", ".png");
        codec.encode(picture, Encoding.of(ImageFormat.PNG), file);
        bench.gives(Files.readAllBytes(file));
    }

    @Test
    void replicateCutsOutByTheNewestVersionOfAModel() throws Exception {
        givesLeftHalf(40, 30);
        BufferedImage cut = edited(remover("replicate"), "{}", solid("a.png", 40, 30, RED));

        assertEquals(RED, cut.getRGB(5, 15));
        assertEquals(0, cut.getRGB(35, 15) >>> 24);
        assertEquals(
                List.of(
                        "GET /v1/models/851-labs/background-remover",
                        "POST /v1/predictions",
                        "GET /v1/predictions/p1",
                        "GET /made"),
                bench.asked());
        assertEquals("abc123", bench.order().path("version").asText());
        assertEquals("png", bench.order().at("/input/format").asText());
        assertTrue(bench.order().at("/input/image").asText().startsWith("data:image/png;base64,"));
        assertEquals("replicate", meta().path("provider").asText());
        assertEquals("851-labs/background-remover", meta().path("model").asText());
        assertEquals("p1", meta().path("provider_request_id").asText());
        assertEquals(0.001, meta().path("cost_estimate").asDouble());
    }

    @Test
    void theBackgroundIsWhatTheModelTookAway() throws Exception {
        givesLeftHalf(20, 15);
        String raw = "{'select': 'background', 'format': 'webp', 'provider': 'fal'}";
        BufferedImage cut = edited(remover("replicate", "fal"), raw, solid("a.png", 40, 30, RED));

        assertEquals(40, cut.getWidth());
        assertEquals(0, cut.getRGB(5, 15) >>> 24);
        assertEquals(255, cut.getRGB(35, 15) >>> 24);
        assertEquals(
                List.of(
                        "POST /fal-ai/birefnet",
                        "GET /requests/r1/status?logs=0",
                        "GET /requests/r1",
                        "GET /made"),
                bench.asked());
        assertEquals("fal-ai/birefnet", meta().path("native_model").asText());
    }

    @Test
    void aModelOfTheProvidersOwnCanBeNamed() throws Exception {
        givesLeftHalf(40, 30);
        edited(
                remover("replicate"),
                "{'provider': 'replicate', 'model': 'someone/own:v9'}",
                solid("a.png", 40, 30, RED));

        assertEquals("v9", bench.order().path("version").asText());
        assertEquals(0.06, meta().path("cost_estimate").asDouble(), "nobody knows its price");
    }

    @Test
    void theSameJobIsPaidOnce() throws Exception {
        givesLeftHalf(40, 30);
        AssemblyFile file = solid("a.png", 40, 30, RED);
        edited(remover("replicate"), "{}", file);
        edited(remover("replicate"), "{}", file);

        assertEquals(2, job.results().size());
        assertEquals(
                1, bench.asked().stream().filter(it -> it.equals("POST /v1/predictions")).count());
    }

    @Test
    void theNextProviderIsAskedWhenTheFirstCertainlyDidNothing() throws Exception {
        givesLeftHalf(40, 30);
        bench.replicateRefuses(401);
        edited(remover("replicate", "fal"), "{}", solid("a.png", 40, 30, RED));

        assertEquals("fal", meta().path("provider").asText());
        assertTrue(
                job.warnings().getFirst().contains("Another provider"), job.warnings()::toString);
        assertFalse(job.warnings().toString().contains(EditBench.KEY));
    }

    @Test
    void aRefusalIsToldWithoutTheKey() throws Exception {
        bench.replicateRefuses(422);
        AssemblyError error = failure(remover("replicate", "fal"), "{}");

        assertEquals(ErrorCode.INVALID_INPUT_ERROR, error.code());
        assertFalse(error.message().contains(EditBench.KEY), error.message());
    }

    @Test
    void aPictureIsBroughtToTheScaleThatWasAskedFor() throws Exception {
        gives(filled(100, 75, RED));
        BufferedImage large =
                edited(
                        upscaler("replicate"),
                        "{'scale': 4, 'face_enhance': true}",
                        solid("a.jpg", 40, 30, RED));

        assertEquals(160, large.getWidth());
        assertEquals(120, large.getHeight());
        assertEquals(4, bench.order().at("/input/scale").asInt());
        assertTrue(bench.order().at("/input/face_enhance").asBoolean());
        assertEquals(ImageFormat.JPEG, codec.probe(job.results().getLast().bytes()).format());
        assertEquals("nightmareai/real-esrgan", meta().path("model").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "replicate, tencentarc/gfpgan, /input/img, /input/scale",
        "replicate, sczhou/codeformer, /input/image, /input/upscale",
        "fal, nightmareai/real-esrgan, /image_url, /scale",
        "fal, sczhou/codeformer, /image_url, /upscaling"
    })
    void eachModelIsAskedInItsOwnWords(String provider, String model, String image, String scale)
            throws Exception {
        gives(filled(80, 60, RED));
        String raw = "{'model': '%s', 'provider': '%s'}".formatted(model, provider);
        edited(upscaler("replicate", "fal"), raw, solid("a.png", 40, 30, RED));

        assertTrue(bench.order().at(image).asText().startsWith("data:"), bench.order()::toString);
        assertEquals(2, bench.order().at(scale).asInt());
        assertEquals(model, meta().path("model").asText());
    }

    @Test
    void aLargePictureIsUploadedFirst() throws Exception {
        gives(filled(400, 300, RED));

        edited(enhancer("replicate"), "{'engine': 'ai'}", large());

        assertEquals("POST /v1/files", bench.asked().getFirst());
        assertEquals("https://files.test/f1", bench.order().at("/input/input_image").asText());
    }

    /** Of more than 256 KB. */
    private AssemblyFile large() throws IOException {
        var noise = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        var dice = new Random(1);
        for (int i = 0; i < 400 * 300; i++) {
            noise.setRGB(i % 400, i / 400, dice.nextInt(1 << 24));
        }
        return file("noise.png", noise);
    }

    @Test
    void falIsToldOfALargePictureThatIsPutWhereItSays() throws Exception {
        gives(filled(400, 300, RED));

        edited(enhancer("fal"), "{'engine': 'ai'}", large());

        var asked = bench.server.requests();
        assertEquals("/storage/upload/initiate?storage_type=fal-cdn-v3", asked.get(0).path());
        String key = String.valueOf(asked.get(0).headers().get("authorization"));
        assertTrue(key.contains(EditBench.KEY));
        assertEquals("PUT /put", asked.get(1).method() + " " + asked.get(1).path());
        assertTrue(asked.get(1).body().length > 256 * 1024);
        assertFalse(asked.get(1).headers().containsKey("authorization"));
        assertFalse(asked.get(1).headers().containsKey("idempotency-key"));
        JsonNode order = new ObjectMapper().readTree(asked.get(2).body());
        assertEquals("https://files.test/f2", order.path("image_url").asText());
    }

    @Test
    void aPictureThatCannotBeUploadedIsNotOrderedAndTheNextRunTriesAgain() throws Exception {
        gives(filled(400, 300, RED));
        AssemblyFile file = large();
        bench.uploadsFail(503);
        Robot<?> enhancer = enhancer("replicate");
        assertThrows(NotYetException.class, () -> edited(enhancer, "{'engine': 'ai'}", file));
        assertEquals(List.of("POST /v1/files"), bench.asked());

        bench.uploadsFail(0);
        edited(enhancer("replicate"), "{'engine': 'ai'}", file);
        edited(enhancer("replicate"), "{'engine': 'ai'}", file);

        assertEquals(2, bench.asked().stream().filter("POST /v1/files"::equals).count());
        assertEquals(1, bench.asked().stream().filter(it -> it.endsWith("/predictions")).count());
    }

    @Test
    void aRestoredPictureKeepsItsSizeAndFormat() throws Exception {
        gives(filled(100, 50, RED));
        BufferedImage better =
                edited(
                        enhancer("replicate"),
                        "{'engine': 'ai', 'ai_preset': 'face_restore'}",
                        solid("a.webp", 40, 30, RED));

        assertEquals(40, better.getWidth());
        assertEquals(30, better.getHeight());
        assertEquals(1, bench.order().at("/input/upscale").asInt());
        assertEquals(ImageFormat.WEBP, codec.probe(job.results().getLast().bytes()).format());
    }

    @Test
    void nothingIsOrderedBeyondTheBudget() throws Exception {
        bench.budget("0.0001");
        AssemblyError error = failure(remover("replicate"), "{}");

        assertTrue(error.message().contains("budget"), error.message());
        assertFalse(bench.asked().contains("POST /v1/predictions"), bench.asked()::toString);
    }

    @Test
    void whatOnlyAProviderCanDoIsRefusedNamingTheSettings() throws Exception {
        String unset = failure(remover(), "{'provider': 'replicate'}").message();
        assertTrue(unset.contains("providers.replicate.key"), unset);
        String faces = failure(upscaler(), "{'model': 'tencentarc/gfpgan'}").message();
        assertTrue(faces.contains("enlarges pictures with tencentarc/gfpgan"), faces);
        assertFalse(faces.contains("fal"), "fal does not have it");
        String restore = failure(enhancer(), "{'engine': 'ai'}").message();
        assertTrue(restore.contains("providers.fal.key"), restore);
        assertEquals(List.of(), bench.asked());
    }

    @Test
    void whoMayStandInFollowsTheSettings() throws Exception {
        AssemblyFile file = solid("a.png", 40, 30, RED);
        edited(remover(), "{}", file);
        assertEquals("embedded", meta().path("provider").asText());
        edited(remover("replicate"), "{'provider': 'embedded'}", file);
        assertEquals("embedded", meta().path("provider").asText());
        var strict = new ImageBgremoveRobot(codec, bench.editors(Fallback.ERROR));
        assertTrue(failure(strict, "{}").message().contains("The operator can set"));
        assertEquals(List.of(), bench.asked());
    }
}
