package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.generate.Bench;
import dev.atelier.robots.generate.Model;
import dev.atelier.robots.generate.ModelCatalogue;
import dev.atelier.robots.generate.ProviderException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** What clients, operators and providers get wrong, with every provider that makes pixels. */
public abstract class BadInputContract extends FailureContract {
    private static final JsonMapper JSON = new JsonMapper();

    /** Whether the model of {@link #words} makes svg, too. */
    protected boolean draws() {
        return false;
    }

    private RobotInput.Item drawn(Bench bench, String role, BufferedImage picture)
            throws IOException {
        return bench.png(role + ".png", picture, role, role);
    }

    private void succeed() {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
    }

    private AssemblyException refused(Bench bench, String params, RobotInput.Item... items) {
        AssemblyException e = Bench.failure(() -> bench.run(params, items));
        assertFalse(e.error().message().contains(KEY), e.error().message());
        assertTrue(bench.job.results().isEmpty());
        return e;
    }

    @Test
    void aMaskOfAnotherSizeIsStretchedAndSaidSo() throws Exception {
        assumeFalse(masked().isBlank());
        succeed();
        Bench bench = bench();

        bench.run(
                masked(),
                input(bench, "IMG", "image.png", "image"),
                drawn(bench, "mask", Bench.mask(128, 32, 64, 0, 64, 32)));

        BufferedImage made = bench.picture(0).image();
        BufferedImage before = before();
        assertEquals("64x64", made.getWidth() + "x" + made.getHeight());
        for (int y = 0; y < 64; y++) {
            assertEquals(before.getRGB(20, y), made.getRGB(20, y));
        }
        assertTrue(bench.job.warnings().stream().anyMatch(w -> w.contains("128x32")));
    }

    private BufferedImage before() throws IOException {
        Path file = Files.write(folder.resolve("before.png"), Fixtures.picture("IMG"));
        return Bench.CODEC.decode(file).image();
    }

    @Test
    void anEmptyMaskIsRefusedBeforeItCosts() throws Exception {
        assumeFalse(masked().isBlank());
        succeed();
        Bench bench = bench();
        var image = input(bench, "IMG", "image.png", "image");
        var mask = drawn(bench, "mask", Bench.solid(64, 64, Color.BLACK));

        AssemblyException e = refused(bench, masked(), image, mask);

        assertEquals(ErrorCode.INVALID_INPUT_ERROR, e.error().code());
        assertTrue(e.error().message().contains("marks nothing"), e.error().message());
        assertTrue(provider.requests().isEmpty());
    }

    @Test
    void aMaskOfEverythingChangesTheWholePicture() throws Exception {
        assumeFalse(masked().isBlank());
        succeed();
        Bench bench = bench();

        bench.run(
                masked(),
                input(bench, "IMG", "image.png", "image"),
                drawn(bench, "mask", Bench.solid(64, 64, Color.WHITE)));

        assertEquals(1, bench.job.results().size());
        assertFalse(bench.meta(0).has("changed_outside_mask"));
    }

    @Test
    void ofAnAnimationTheFirstFrameIsSent() throws Exception {
        assumeFalse(masked().isBlank());
        succeed();
        Bench bench = bench();
        Path animated = Corpus.file("gif/dispose_prev.gif");

        bench.run(
                masked(),
                bench.file(animated, "moving.gif", "image", "image"),
                drawn(bench, "mask", Bench.mask(64, 64, 0, 0, 32, 64)));

        assertTrue(bench.job.warnings().stream().anyMatch(w -> w.contains("first one was used")));
        for (Recorder.Request request : provider.requests()) {
            assertFalse(request.text().contains("GIF89a"));
            assertFalse(request.text().contains("R0lGODlh"));
        }
    }

    /** Every model it has: one that takes pictures keeps the mask, whatever it knows of masks. */
    @Test
    void aMaskIsKeptOrRefusedBeforeItCostsNamingAModelThatTakesOne() throws Exception {
        for (Model model : ModelCatalogue.bundled().models()) {
            String params =
                    "{\"model\": \"%s\", \"prompt\": \"A whale\", \"format\": \"png\"}"
                            .formatted(model.name());
            for (Model.Route route : model.routes()) {
                if (route.provider().equals(adapter().name())) {
                    requireMaskKeptOrRefused(params, route.wordsOnly());
                }
            }
        }
    }

    private void requireMaskKeptOrRefused(String params, boolean wordsOnly) throws Exception {
        if (!wordsOnly) {
            requireKeptOutsideTheMask(params);
            return;
        }
        int before = provider.requests().size();
        Bench bench = forgetful();
        var image = input(bench, "IMG", "image.png", "image");
        var mask = input(bench, "MASK_ALPHA", "mask.png", "mask");

        String told = Bench.failure(() -> bench.run(params, image, mask)).error().message();

        assertEquals(before, provider.requests().size());
        assertTrue(
                ModelCatalogue.bundled().models().stream()
                        .filter(model -> !params.contains(model.name()))
                        .anyMatch(model ->
                                told.contains(model.name())
                                        || model.aliases().stream().anyMatch(told::contains)),
                told);
    }

    @ParameterizedTest
    @CsvSource({
        "401, INTERNAL_COMMAND_ERROR",
        "402, INTERNAL_COMMAND_ERROR",
        "403, INTERNAL_COMMAND_ERROR"
    })
    void aWrongOrExpiredKeyOrAnEmptyAccountCostsNothingAndCanBeMended(int status, ErrorCode code)
            throws Exception {
        provider.answering(_ -> Recorder.Reply.of(status, "{\"error\": \"" + KEY + "\"}"));

        assertEquals(code, refused(bench(), words()).error().code());

        succeed();
        Bench mended = bench();
        mended.run(words());
        assertEquals(1, mended.job.results().size());
        assertEquals(2, paid().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{\"data\": [], \"images\": []}"})
    void anAnswerWithoutAPictureIsAnErrorAndNotOrderedAgain(String body) throws Exception {
        provider.answering(_ -> Recorder.Reply.json(body));

        refused(bench(), words());
        refused(bench(), words());

        assertEquals(1, paid().size());
    }

    @Test
    void aJpegBecomesTheFormatThatWasAskedFor() throws Exception {
        Path jpeg = folder.resolve("made.jpg");
        BufferedImage red = Bench.solid(48, 48, Color.RED);
        Bench.CODEC.encode(red, Encoding.of(ImageFormat.JPEG), jpeg);
        provider.answering(succeeding(Files.readAllBytes(jpeg)));
        Bench bench = bench();

        bench.run(with(words(), "format", "png"));

        assertEquals(ImageFormat.PNG, bench.picture(0).probe().format());
    }

    @Test
    void aPictureOfAnotherSizeIsBroughtToTheOneAskedFor() throws Exception {
        succeed();
        Bench bench = bench();

        bench.run(with(with(words(), "width", "96"), "height", "64"));

        assertEquals("96x64", bench.picture(0).width() + "x" + bench.picture(0).height());
        assertEquals("32x32", bench.meta(0).path("resized_from").asText());
    }

    @Test
    void aDrawingIsRefusedBeforeItCosts() throws Exception {
        assumeFalse(draws());
        Bench bench = bench();

        AssemblyException e = Bench.failure(() -> bench.run(with(words(), "format", "svg")));

        assertTrue(e.error().message().contains("cannot make svg"), e.error().message());
        assertTrue(provider.requests().isEmpty());
    }

    @Test
    void theLongestPromptIsSentWhole() throws Exception {
        succeed();
        String prompt = "ü".repeat(31_990) + " the end";
        Bench bench = bench();

        bench.run(with(words(), "prompt", prompt));

        String sent = new String(paid().getFirst().body(), StandardCharsets.UTF_8);
        assertTrue(sent.contains("üü the end"));
    }

    @Test
    void anOrderIsNotFollowedToAnotherPlace() throws Exception {
        var seen = new AtomicInteger();
        try (var elsewhere = new Recorder()) {
            elsewhere.answering(_ -> {
                seen.incrementAndGet();
                return Recorder.Reply.of(200, "{}");
            });
            provider.answering(
                    _ -> Recorder.Reply.of(307, "").with("location", elsewhere.url() + "/steal"));

            refused(bench(), words());
        }
        assertEquals(0, seen.get());
        assertEquals(1, paid().size());
    }

    @Test
    void tryingItOutOrdersNothingAndTellsAWrongKey() throws Exception {
        provider.answering(_ -> Recorder.Reply.json("{}"));
        String told = paidProvider().test(folder);
        assertTrue(paid().isEmpty());
        assumeFalse(provider.requests().isEmpty(), told);

        provider.answering(_ -> Recorder.Reply.of(401, "{\"error\": \"" + KEY + "\"}"));
        var wrong = assertThrows(ProviderException.class, () -> paidProvider().test(folder));

        assertEquals(ProviderException.Kind.AUTH, wrong.kind());
        assertFalse(String.valueOf(wrong.getMessage()).contains(KEY));
        assertTrue(paid().isEmpty());
    }

    private static String with(String params, String name, String value) throws IOException {
        return ((ObjectNode) JSON.readTree(params)).put(name, value).toString();
    }

    /** Whether its model of {@link #words} lets one choose. */
    protected boolean hasQualities() {
        return false;
    }

    @Test
    void aQualityIsHonouredOrSaidToBeLeftOut() throws Exception {
        succeed();
        Bench plain = bench();
        plain.run(words());
        Bench fine = forgetful();

        fine.run(with(words(), "quality", "high"));

        boolean told =
                fine.job.warnings().stream().anyMatch(w -> w.contains("no choice of quality"));
        assertEquals(!hasQualities(), told, fine.job.warnings()::toString);
        assertEquals(hasQualities(), cost(fine) > cost(plain));
    }

    private static double cost(Bench bench) {
        return bench.meta(0).path("cost_estimate").asDouble();
    }

    @Test
    void aFormatMadeHereIsSaidInTheMeta() throws Exception {
        succeed();
        Bench bench = bench();

        bench.run(with(words(), "format", "gif"));

        assertEquals(ImageFormat.GIF, bench.picture(0).probe().format());
        assertEquals("png", bench.meta(0).path("converted_from").asText());
    }

    private void refusedUnasked(String params, String reason) {
        AssemblyException e = Bench.failure(() -> bench().run(params));
        assertTrue(e.error().message().contains(reason), e.error().message());
        assertTrue(provider.requests().isEmpty());
    }

    @Test
    void elevenPicturesAreRefusedBeforeTheyCost() throws Exception {
        refusedUnasked(with(words(), "num_outputs", "11"), "from 1 to 10");
    }

    @Test
    void aPromptOfAMegabyteIsRefusedBeforeItCosts() throws Exception {
        refusedUnasked(with(words(), "prompt", "x".repeat(1_000_000)), "at most 32000");
    }

    @Test
    void anUnknownModelIsRefusedWithTheNearest() throws Exception {
        String model = JSON.readTree(words()).path("model").asText();

        refusedUnasked(with(words(), "model", model + "x"), "did you mean " + model + "?");
    }

    /** All it says, with every address of its own at a name that is not the configured one. */
    private Recorder.Script elsewhere(Recorder.Script script) {
        return request -> {
            Recorder.Reply reply = script.answer(request);
            if (!(reply instanceof Recorder.Says says) || isPicture(says)) {
                return reply;
            }
            String text = new String(says.body(), StandardCharsets.UTF_8);
            byte[] moved =
                    text.replace("//127.0.0.1:", "//localhost:").getBytes(StandardCharsets.UTF_8);
            return new Recorder.Says(says.status(), says.headers(), moved);
        };
    }

    private static boolean isPicture(Recorder.Says says) {
        return says.headers().getOrDefault("content-type", "").startsWith("image/");
    }

    @Test
    void anotherHostIsAskedWithoutTheKey() throws Exception {
        provider.answering(elsewhere(succeeding(Fixtures.picture("RESULT"))));
        Bench bench = bench();

        bench.run(words());

        assertEquals(1, bench.job.results().size());
        for (Recorder.Request request : provider.requests()) {
            boolean home = request.headers().getOrDefault("host", "").startsWith("127.0.0.1:");
            boolean shown = request.headers().toString().contains(KEY);
            assertTrue(home || !shown, request.path());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.1.2.3/secret",
                "http://169.254.169.254/latest",
                "http://[fd00::1]/"
            })
    void aPictureIsNotFetchedFromAPrivateAddress(String inside) throws Exception {
        Recorder.Script script = elsewhere(succeeding(Fixtures.picture("RESULT")));
        var fetched = new AtomicInteger();
        provider.answering(request -> {
            Recorder.Reply reply = script.answer(request);
            boolean picture =
                    request.method().equals("GET")
                            && reply instanceof Recorder.Says says
                            && isPicture(says)
                            && request.headers().getOrDefault("host", "").startsWith("localhost:");
            if (picture) {
                fetched.incrementAndGet();
            }
            return picture ? Recorder.Reply.of(302, "").with("location", inside) : reply;
        });
        Bench bench = bench();
        AssemblyException e = null;
        try {
            bench.run(words());
        } catch (AssemblyException refused) {
            e = refused;
        }
        assumeTrue(fetched.get() > 0);

        assertTrue(e != null && e.error().message().contains("could not be fetched"));
        assertEquals(1, paid().size());
        assertTrue(bench.job.results().isEmpty());
    }
}
