package dev.atelier.robots.generate;

import static dev.atelier.robots.generate.Bench.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Load;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.error.Violation;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.image.ImageGenerateRobot;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;

/** The robot in front of a provider that answers with plain colours. */
class ImageGenerateRobotTest {
    private static final Color RED = new Color(204, 51, 0);

    @TempDir Path folder;

    private final FakeProvider provider = new FakeProvider();
    private Bench bench;

    @BeforeEach
    void setUp() throws IOException {
        bench = new Bench(folder, provider.routing());
    }

    private ObjectNode call() {
        assertEquals(1, provider.calls().size());
        return provider.calls().getFirst();
    }

    @Test
    void withoutInputItRunsOnceAndNamesItsFile() throws Exception {
        List<FakeJob.Result> results =
                bench.run("{\"prompt\": \"a red bicycle\", \"model\": \"flux-schnell\"}");

        assertEquals("result-0.jpeg", results.getFirst().name());
        assertEquals(ImageFormat.JPEG, bench.picture(0).probe().format());
        assertNull(Bench.origin(results.getFirst()));
        assertEquals("a red bicycle", call().get("prompt").textValue());
        assertEquals(1, call().get("n").intValue());
        assertTrue(call().get("roles").isEmpty());
        assertFalse(call().has("aspect_ratio"));
        assertEquals("flux-schnell", bench.meta(0).get("model").textValue());
        assertEquals("fake", bench.meta(0).get("provider").textValue());
    }

    @Test
    void fieldNamesDecideTheRolesOfTheSeedExample() throws Exception {
        var mask = bench.png("m.png", Bench.mask(40, 30, 20, 0, 20, 30), "mask", "image", "mask");
        var image = bench.png("sea.png", Bench.solid(40, 30, RED), "image", "image", "mask");

        List<FakeJob.Result> results =
                bench.run(
                        """
                        {"model": "google/nano-banana-pro", "format": "png",
                         "prompt": "Replace the masked area with a breaching whale."}
                        """,
                        mask,
                        image);

        assertEquals("sea.png", call().at("/inputs/image").textValue());
        assertEquals("m.png", call().at("/inputs/mask").textValue());
        assertEquals("[\"image\",\"mask\"]", call().get("roles").toString());
        assertEquals("sea.png", Bench.origin(results.getFirst()));
        BufferedImage made = bench.picture(0).image();
        assertEquals(40, made.getWidth());
        assertEquals(RED.getRGB(), made.getRGB(19, 29));
        assertEquals(FakeProvider.COLOUR.getRGB(), made.getRGB(30, 0));
        assertEquals("64x64", bench.meta(0).get("resized_from").textValue());
    }

    @Test
    void variantsAreNamedInOrderAndCountTheirSeedUp() throws Exception {
        List<FakeJob.Result> results =
                bench.run("{\"prompt\": \"fox\", \"num_outputs\": \"3\", \"seed\": \"42\"}");

        assertEquals(
                List.of("result-0.png", "result-1.png", "result-2.png"),
                results.stream().map(FakeJob.Result::name).toList());
        assertEquals(3, call().get("n").intValue());
        assertEquals(42, call().get("seed").longValue());
        assertEquals(44, bench.meta(2).get("seed").longValue());
    }

    @Test
    void anAliasIsTheModelItStandsFor() throws Exception {
        bench.run("{\"prompt\": \"x\", \"model\": \"gpt-image-2\"}");

        assertEquals("openai/gpt-image-2", call().get("model").textValue());
        assertEquals("openai/gpt-image-2", bench.meta(0).get("requested_model").textValue());
    }

    @Test
    void aRetiredModelRunsAsItsSuccessorAndSaysSo() throws Exception {
        bench.run("{\"prompt\": \"x\", \"model\": \"Playground v3\"}");

        assertEquals("ideogram-v3", call().get("model").textValue());
        assertEquals("playground-v3", bench.meta(0).get("requested_model").textValue());
        assertTrue(
                bench.job.warnings().stream()
                        .anyMatch(w ->
                                w.contains("playground-v3") && w.contains("ideogram-v3 is used")));
    }

    @Test
    void svgComesFromAModelThatDrawsAndIsMarked() throws Exception {
        List<FakeJob.Result> results =
                bench.run(
                        "{\"prompt\": \"x\", \"model\": \"recraft-v3\", \"width\": 2048,"
                                + " \"height\": 1152}");

        assertEquals("result-0.svg", results.getFirst().name());
        assertEquals("svg", call().get("format").textValue());
        assertEquals(2048, call().get("width").intValue());
        String svg = Files.readString(results.getFirst().bytes());
        assertTrue(svg.contains("<metadata><rdf:RDF") && svg.contains("trainedAlgorithmicMedia"));
    }

    @Test
    void aFormatTheModelLacksIsConvertedAndSaidSo() throws Exception {
        List<FakeJob.Result> results = bench.run("{\"prompt\": \"x\", \"format\": \"jpg\"}");

        assertEquals("png", call().get("format").textValue());
        assertEquals("result-0.jpg", results.getFirst().name());
        assertEquals(ImageFormat.JPEG, bench.picture(0).probe().format());
        assertTrue(bench.job.warnings().getFirst().contains("converted to jpg"));
    }

    @Test
    void filesWithoutRolesAreReferencesNamedToTheModel() throws Exception {
        bench.run(
                "{\"prompt\": \"p1.png feeding p2.png\", \"model\": \"google/nano-banana-2\"}",
                bench.png("p1.png", Bench.solid(8, 8, RED), "file"),
                bench.png("p2.png", Bench.solid(8, 8, RED), "file"));

        assertEquals("[\"p1.png\",\"p2.png\"]", call().get("references").toString());
        assertTrue(call().get("promptContext").textValue().contains("p2.png"));
        assertEquals("p1.png feeding p2.png", call().get("prompt").textValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "width": 720, "height": 1280    | 9:16 | 720x1280
                    "width": "700", "height": 1280  | 9:16 | 700x1280
                    "aspect_ratio": "16:9"          | 16:9 | 64x64
                    "aspect_ratio": "1920x1080"     | 16:9 | 64x64
                    "aspect_ratio": "2:1"           | 16:9 | 64x64
                    "width": 128, "aspect_ratio": "2:1" | 16:9 | 128x64
                    """)
    void sizesReachTheProviderAndTheResult(String params, String ratio, String size)
            throws Exception {
        bench.run("{\"prompt\": \"x\", \"model\": \"google/nano-banana\", " + params + "}");

        assertEquals(ratio, call().get("aspect_ratio").textValue());
        assertEquals(size, bench.picture(0).width() + "x" + bench.picture(0).height());
    }

    @Test
    void aPictureToChangeGivesTheShapeWhenNoneIsAsked() throws Exception {
        bench.run(
                "{\"prompt\": \"make it night\"}",
                bench.png("a.png", Bench.solid(40, 30, RED), "file"));

        assertEquals("4:3", call().get("aspect_ratio").textValue());
        assertEquals("a.png", call().at("/inputs/image").textValue());
    }

    @Test
    void withAMaskTheSizeIsThatOfThePicture() throws Exception {
        bench.run(
                "{\"prompt\": \"x\", \"width\": 640, \"aspect_ratio\": \"1:1\"}",
                bench.png("a.png", Bench.solid(40, 30, RED), "image"),
                bench.png("m.png", Bench.mask(80, 60, 0, 0, 40, 60), "mask"));

        assertEquals(40, bench.picture(0).width());
        assertFalse(call().has("width"));
        assertTrue(bench.job.warnings().stream().anyMatch(w -> w.contains("were not used")));
        assertTrue(bench.job.warnings().stream().anyMatch(w -> w.contains("80x60")));
    }

    @ParameterizedTest
    @CsvSource({
        "500,INTERNAL_COMMAND_ERROR",
        "504,INTERNAL_COMMAND_TIMEOUT",
        "422,USER_COMMAND_ERROR"
    })
    void aFailingProviderFailsTheJobWithItsWords(int status, ErrorCode code) {
        AssemblyException failed =
                failure(() -> bench.run("{\"prompt\": \"FAIL:" + status + "\"}"));

        assertEquals(code, failed.error().code());
        assertTrue(failed.error().message().contains(Integer.toString(status)));
    }

    @Test
    void fewerPicturesThanAskedAreDeliveredWithAWarning() throws Exception {
        var results = bench.run("{\"prompt\": \"PARTIAL:2\", \"num_outputs\": 4}");

        assertEquals(2, results.size());
        assertTrue(bench.job.warnings().getFirst().contains("2 of the 4"));
    }

    @Test
    void noPictureAtAllIsAnError() {
        AssemblyException failed = failure(() -> bench.run("{\"prompt\": \"PARTIAL:0\"}"));

        assertEquals(ErrorCode.INTERNAL_COMMAND_ERROR, failed.error().code());
    }

    @Test
    void textFilesServeVariablesOnly() throws Exception {
        var results = bench.run("{\"prompt\": \"x\"}", bench.text("note.txt"));

        assertTrue(call().get("roles").isEmpty());
        assertEquals("note.txt", Bench.origin(results.getFirst()));
    }

    @Test
    void aMaskThatKeepsEverythingIsRefused() throws Exception {
        var image = bench.png("a.png", Bench.solid(40, 30, RED), "image");
        var mask = bench.png("m.png", Bench.solid(40, 30, Color.BLACK), "mask");

        AssemblyException failed = failure(() -> bench.run("{\"prompt\": \"x\"}", image, mask));

        assertEquals(ErrorCode.INVALID_INPUT_ERROR, failed.error().code());
        assertTrue(failed.error().message().contains("m.png marks nothing"));
        assertTrue(provider.calls().isEmpty());
    }

    @Test
    void aTransparentPictureIsItsOwnMask() throws Exception {
        BufferedImage holed = Bench.solid(40, 30, RED);
        Bench.fill(holed, 0, 0, 20, 30, new Color(1, 2, 3, 0));

        bench.run("{\"prompt\": \"x\"}", bench.png("a.png", holed, "image"));

        assertEquals("[\"image\"]", call().get("roles").toString());
        assertEquals(FakeProvider.COLOUR.getRGB(), bench.picture(0).image().getRGB(5, 5));
        assertEquals(RED.getRGB(), bench.picture(0).image().getRGB(30, 5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"prompt": "x", "model": "stability-ai/stable-diffusion-inpainting"} | changes a picture
                    {"prompt": "x", "format": "svg"} | cannot make svg
                    """)
    void whatCannotWorkIsRefusedBeforeAnyCall(String params, String reason) {
        AssemblyException failed = failure(() -> bench.run(params));

        assertEquals(ErrorCode.IMAGE_GENERATE_VALIDATION, failed.error().code());
        assertTrue(failed.error().message().contains(reason), failed.error().message());
        assertTrue(provider.calls().isEmpty());
    }

    @Test
    void svgOfAChangedPictureIsRefused() throws Exception {
        var image = bench.png("a.png", Bench.solid(40, 30, RED), "image");

        AssemblyException failed =
                failure(() -> bench.run("{\"prompt\": \"x\", \"model\": \"recraft-v3\"}", image));

        assertEquals(ErrorCode.IMAGE_GENERATE_VALIDATION, failed.error().code());
        assertTrue(failed.error().message().contains("made of pixels"));
        assertTrue(provider.calls().isEmpty());
    }

    @Test
    void aCancelledJobPublishesNothingMore() {
        bench.job.cancel();

        assertThrows(CancellationException.class, () -> bench.run("{\"prompt\": \"x\"}"));
        assertTrue(bench.job.results().isEmpty());
    }

    @Test
    void roomIsReservedOnceForEverything() throws Exception {
        bench.run(
                "{\"prompt\": \"x\"}",
                bench.png("a.png", Bench.solid(40, 30, RED), "image"),
                bench.png("m.png", Bench.mask(80, 60, 0, 0, 40, 60), "mask"));

        assertEquals(1, bench.job.reservations().size());
        assertTrue(bench.job.reservations().getFirst() >= 4 * 40 * 30 + 80 * 60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                     | is required
                    {"prompt": "  "}                       | blank
                    {"prompt": "x", "num_outputs": 0}      | from 1 to 10
                    {"prompt": "x", "num_outputs": -1}     | from 1 to 10
                    {"prompt": "x", "num_outputs": 1.5}    | from 1 to 10
                    {"prompt": "x", "num_outputs": "2.5"}  | from 1 to 10
                    {"prompt": "x", "num_outputs": 1e9}    | from 1 to 10
                    {"prompt": "x", "num_outputs": 11}     | from 1 to 10
                    {"prompt": "x", "model": "acme/none"}  | known are
                    {"prompt": "${fields.x}", "model": "acme/none"} | known are
                    {"prompt": "x", "provider": "acme"}    | known are
                    {"prompt": "x", "format": "bmp"}       | jpeg
                    {"prompt": "x", "width": 63}           | from 64 to 4096
                    {"prompt": "x", "height": "4097"}      | from 64 to 4096
                    {"prompt": "x", "aspect_ratio": "wide"} | width:height
                    {"prompt": "x", "width": 4096, "aspect_ratio": "1:4"} | 4096x16384
                    {"prompt": "x", "seed": [1]}           | number or a string
                    {"prompt": "x", "model": "flux-schnell", "format": "svg"} | cannot make svg
                    {"prompt": "x", "promt": "y"}          | prompt
                    """)
    void wrongParametersAreRefusedAtCreate(String params, String reason) throws Exception {
        var robot = new ImageGenerateRobot(Bench.CODEC, provider.routing());

        List<Violation> violations =
                ParamBinder.check(
                        robot.about(), "art", (ObjectNode) new ObjectMapper().readTree(params));

        assertEquals(1, violations.size());
        assertEquals(ErrorCode.IMAGE_GENERATE_VALIDATION, violations.getFirst().code());
        assertTrue(violations.getFirst().message().contains(reason), violations.toString());
    }

    @Test
    void aPromptOfAMegabyteIsRefusedAtCreateAndNotRepeated() {
        var robot = new ImageGenerateRobot(Bench.CODEC, provider.routing());
        var params = new ObjectMapper().createObjectNode().put("prompt", "x".repeat(1_000_000));

        List<Violation> violations = ParamBinder.check(robot.about(), "art", params);

        assertEquals(1, violations.size());
        String message = violations.getFirst().message();
        assertTrue(message.contains("1000000 characters; at most 32000"), message);
    }

    @Test
    void declaresWhatItTakes() {
        var about = new ImageGenerateRobot(Bench.CODEC, provider.routing()).about();

        assertFalse(about.needsInput());
        assertEquals("image", about.primaryRole());
        assertTrue(about.roles().isEmpty());
        assertEquals(List.of("image/*", "text/*"), about.accepts());
        assertEquals(Load.NETWORK, about.load().apply(new ObjectMapper().createObjectNode()));
    }
}
