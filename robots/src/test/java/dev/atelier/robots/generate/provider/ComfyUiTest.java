package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.robots.generate.Bench;
import dev.atelier.robots.generate.DyingLedger;
import dev.atelier.robots.generate.ProviderLedger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** ComfyUI with workflows of the test, held against requests composed from its source. */
class ComfyUiTest extends BadInputContract {
    private static final String FILE = "comfyui.json";
    private static final JsonMapper JSON = new JsonMapper();
    private static final String WORDS =
            """
            {"3": {"class_type": "KSampler", "inputs": {
                "seed": "{{seed}}", "steps": 4, "cfg": 1, "sampler_name": "euler",
                "scheduler": "simple", "denoise": 1, "model": ["4", 0], "positive": ["6", 0],
                "negative": ["7", 0], "latent_image": ["5", 0]}},
             "4": {"class_type": "CheckpointLoaderSimple",
                "inputs": {"ckpt_name": "model.safetensors"}},
             "5": {"class_type": "EmptyLatentImage",
                "inputs": {"width": "{{width}}", "height": "{{height}}", "batch_size": 1}},
             "6": {"class_type": "CLIPTextEncode",
                "inputs": {"text": "{{prompt}}", "clip": ["4", 1]}},
             "7": {"class_type": "CLIPTextEncode",
                "inputs": {"text": "{{negative}}", "clip": ["4", 1]}},
             "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["4", 2]}},
             "9": {"class_type": "SaveImage",
                "inputs": {"filename_prefix": "atelier", "images": ["8", 0]}}}
            """;
    private static final String MASK =
            """
            {"1": {"class_type": "LoadImage", "inputs": {"image": "{{image}}"}},
             "2": {"class_type": "LoadImageMask",
                "inputs": {"image": "{{mask}}", "channel": "red"}},
             "3": {"class_type": "Paint", "inputs": {"seed": "{{seed}}",
                "text": "masterpiece, {{prompt}}", "image": ["1", 0], "mask": ["2", 0]}},
             "4": {"class_type": "SaveImage", "inputs": {"images": ["3", 0]}}}
            """;

    private String base = "";

    @BeforeEach
    void writeWorkflows() throws IOException {
        options.put("workflow", write("words.json", WORDS));
        options.put("workflow_mask", write("mask.json", MASK));
    }

    private String write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return file.toString();
    }

    @Override
    protected Adapter adapter() {
        return new ComfyUi();
    }

    @Override
    protected String basePath() {
        return base;
    }

    @Override
    protected boolean charges() {
        return false;
    }

    @Override
    protected boolean paid(Recorder.Request request) {
        return request.path().equals("/prompt");
    }

    @Override
    protected String words() {
        return "{\"model\": \"comfyui\", \"prompt\": \"A red bicycle\"}";
    }

    @Override
    protected String masked() {
        return "{\"model\": \"comfyui\", \"prompt\": \"A whale\", \"seed\": 42}";
    }

    @Override
    protected Recorder.Script succeeding(byte[] picture) {
        return request -> {
            String path = request.path();
            if (path.equals("/upload/image")) {
                return uploaded(request);
            }
            if (path.equals("/prompt")) {
                return accepted(request);
            }
            return path.startsWith("/view")
                    ? Recorder.Reply.bytes("image/png", picture)
                    : history(path.substring("/history/".length()), "history_done");
        };
    }

    private static Recorder.Reply uploaded(Recorder.Request request) {
        var name = java.util.regex.Pattern.compile("filename=\"([^\"]+)\"").matcher(request.text());
        String file = name.find() ? name.group(1) : "?";
        return Recorder.Reply.json(
                "{\"name\": \"%s\", \"subfolder\": \"atelier\", \"type\": \"input\"}"
                        .formatted(file));
    }

    private static Recorder.Reply accepted(Recorder.Request request) throws IOException {
        JsonNode id = JSON.readTree(request.body()).path("prompt_id");
        return Recorder.Reply.json("{\"prompt_id\": %s, \"node_errors\": {}}".formatted(id));
    }

    /** The documented history, for another order. */
    private static Recorder.Reply history(String id, String name) {
        JsonNode documented = Fixtures.file(FILE).at("/responses/" + name + "/json");
        ObjectNode mine = JSON.createObjectNode();
        mine.set(id, documented.properties().iterator().next().getValue());
        return Recorder.Reply.json(mine.toString());
    }

    @Test
    void wordsGoOutAsComposedUnderAnIdOfOurs() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                """
                {"model": "flux-schnell", "prompt": "A red bicycle", "seed": 42,
                 "width": 1024, "height": 576, "format": "png", "num_outputs": 2}
                """);

        ObjectNode expected = Fixtures.request(FILE, "prompt", 0);
        var body = (ObjectNode) expected.path("json");
        ((ObjectNode) body.at("/prompt/5/inputs")).put("batch_size", 1);
        String id = JSON.readTree(paid().getFirst().body()).path("prompt_id").asText();
        body.put("prompt_id", id);
        assertPaid(0, expected);
        assertEquals(36, java.util.UUID.fromString(id).toString().length());
        assertEquals(2, paid().size());
        assertEquals(43, Canonical.of(paid().get(1)).at("/json/prompt/3/inputs/seed").asInt());
        assertEquals(
                "/view?filename=atelier_00001_.png&subfolder=&type=output",
                provider.requests().getLast().path());
    }

    @Test
    void picturesAreUploadedFirstAndNamedInTheWorkflow() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                masked(),
                input(bench, "IMG", "image.png", "image"),
                input(bench, "MASK_ALPHA", "mask.png", "mask"));

        assertEquals(
                Fixtures.request(FILE, "upload-image", 0).toPrettyString(),
                Canonical.of(provider.requests().getFirst()).toPrettyString());
        JsonNode upload = Canonical.of(provider.requests().get(1));
        assertTrue(upload.toString().contains("MASK_BW"), upload::toString);
        JsonNode prompt = Canonical.of(paid().getFirst()).at("/json/prompt");
        String image = prompt.at("/1/inputs/image").asText();
        String mask = prompt.at("/2/inputs/image").asText();
        assertTrue(image.matches("atelier/atelier-\\w+-image\\.png"), image);
        assertTrue(mask.matches("atelier/atelier-\\w+-mask\\.png"), mask);
        assertEquals("masterpiece, A whale", prompt.at("/3/inputs/text").asText());
    }

    @Test
    void aPromptThatLooksLikeASlotStaysAsItIs() throws Exception {
        String within = WORDS.replace("\"{{prompt}}\"", "\"a photo, {{prompt}}\"");
        options.put("workflow", write("within.json", within));
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run("{\"model\": \"comfyui\", \"prompt\": \"{{seed}} $1 \\\\ \\\"\"}");

        JsonNode text = Canonical.of(paid().getFirst()).at("/json/prompt/6/inputs/text");
        assertEquals("a photo, {{seed}} $1 \\ \"", text.asText());
    }

    @Test
    void withoutAWorkflowForMasksTheKeptPartIsPutBack() throws Exception {
        options.remove("workflow_mask");
        String whole = MASK.replace("{{mask}}", "fixed.png");
        options.put("workflow_image", write("image.json", whole));

        Bench bench = requireKeptOutsideTheMask();

        assertTrue(bench.job.warnings().toString().contains("is not told of the mask"));

        long uploads =
                provider.requests().stream().filter(r -> r.path().startsWith("/upload")).count();
        assertEquals(1, uploads);
    }

    @Test
    void itIsFollowedThroughQueueAndHistory() throws Exception {
        var questions = new AtomicInteger();
        Recorder.Script done = succeeding(Fixtures.picture("RESULT"));
        provider.answering(request -> {
            String id = request.path().replace("/history/", "");
            if (request.path().equals("/queue")) {
                String mine = JSON.readTree(paid().getFirst().body()).path("prompt_id").asText();
                return Recorder.Reply.json(
                        """
                        {"queue_running": [[1, "%s", {}, {}, []]], "queue_pending": []}
                        """
                                .formatted(mine));
            }
            boolean early = request.path().contains(id) && questions.incrementAndGet() < 5;
            return request.path().startsWith("/history") && early
                    ? Fixtures.answer(FILE, "/responses/history_pending")
                    : done.answer(request);
        });
        Bench bench = bench();

        bench.run(words());

        assertEquals(1, bench.job.results().size());
        assertEquals(1, paid().size());
        assertTrue(provider.requests().stream().anyMatch(r -> r.path().equals("/queue")));
    }

    @Test
    void anOrderThatIsInNeitherQueueNorHistoryIsLost() throws Exception {
        provider.answering(request ->
                switch (request.path()) {
                    case "/prompt" -> accepted(request);
                    case "/queue" ->
                            Recorder.Reply.json("{\"queue_running\": [], \"queue_pending\": []}");
                    default -> Fixtures.answer(FILE, "/responses/history_pending");
                });
        Bench bench = bench();

        AssemblyException e = Bench.failure(() -> bench.run(words()));

        assertTrue(e.error().message().contains("was it restarted"), e.error().message());
        assertEquals(4, provider.requests().size());
    }

    private void die() {
        ProviderLedger real = ledger;
        ledger = new DyingLedger(real);
        assertThrows(DyingLedger.Killed.class, () -> bench().run(words()));
        ledger = real;
    }

    @Test
    void anOrderThatArrivedBeforeACrashIsFoundByItsId() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        die();

        Bench again = bench();
        again.run(words());

        assertEquals(1, again.job.results().size());
        assertEquals(1, paid().size());
    }

    @Test
    void anOrderThatNeverArrivedBeforeACrashIsSentOnceMore() throws Exception {
        Recorder.Script all = succeeding(Fixtures.picture("RESULT"));
        provider.answering(request ->
                switch (request.path().split("/", -1)[1]) {
                    case "queue" ->
                            Recorder.Reply.json("{\"queue_running\": [], \"queue_pending\": []}");
                    case "history" ->
                            paid().size() == 1
                                    ? Fixtures.answer(FILE, "/responses/history_pending")
                                    : all.answer(request);
                    default -> all.answer(request);
                });
        die();

        Bench again = bench();
        again.run(words());

        assertEquals(1, again.job.results().size());
        assertEquals(2, paid().size());
        assertEquals(paid().get(0).text(), paid().get(1).text());
    }

    @Test
    void itMayBeBehindAPath() throws Exception {
        base = "/comfy";
        Recorder.Script all = succeeding(Fixtures.picture("RESULT"));
        provider.answering(request -> {
            assertTrue(request.path().startsWith(base + "/"), request.path());
            return all.answer(
                    new Recorder.Request(
                            request.method(),
                            request.path().substring(base.length()),
                            request.headers(),
                            request.body()));
        });
        Bench bench = bench();

        bench.run(words());

        assertEquals(1, bench.job.results().size());
        assertTrue(provider.requests().getLast().path().startsWith("/comfy/view?"));
    }

    @Test
    void aNodeThatFailsIsNamed() throws Exception {
        provider.answering(request ->
                request.path().equals("/prompt")
                        ? accepted(request)
                        : history(request.path().substring("/history/".length()), "history_error"));
        Bench bench = bench();

        AssemblyException e = Bench.failure(() -> bench.run(words()));

        String message = e.error().message();
        assertTrue(message.contains("node 3 (KSampler): CUDA out of memory"), message);
    }

    @Test
    void aWorkflowThatDoesNotFitIsToldWithItsNode() throws Exception {
        provider.answering(_ -> Fixtures.answer(FILE, "/responses/prompt_invalid"));
        Bench bench = bench();

        AssemblyException e = Bench.failure(() -> bench.run(words()));

        String message = e.error().message();
        assertTrue(message.contains("node 4 (CheckpointLoaderSimple): Value not in"), message);
        assertEquals(1, paid().size());
    }

    @Test
    void aMissingWorkflowIsToldWithItsSetting() throws Exception {
        options.clear();
        Bench bench = bench();
        var image = input(bench, "IMG", "image.png", "image");

        String words = Bench.failure(() -> bench.run(words())).error().message();
        String picture = Bench.failure(() -> bench.run(words(), image)).error().message();

        assertTrue(words.contains("set providers.comfyui.workflow."), words);
        assertTrue(picture.contains("set providers.comfyui.workflow_image."), picture);
        assertTrue(provider.requests().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workflow | {{prompt}} | fixed | lacks {{prompt}}",
                "workflow | \"{{seed}}\" | 7 | lacks {{seed}}",
                "workflow | {{negative}} | {{image}} | has {{image}}, but",
                "workflow | {{negative}} | {{sampler}} | has the slot {{sampler}}; known are",
                "workflow | class_type | type | is no workflow for the API",
                "workflow | KSampler\" | KSampler | cannot be read as JSON",
                "workflow_mask | {{negative}} | x | lacks {{image}}"
            })
    void aWorkflowWithoutItsSlotsIsToldAtStart(
            String setting, String part, String instead, String reason) throws Exception {
        String file = write("bad.json", WORDS.replace(part, instead));
        Adapter adapter = adapter();

        var refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> adapter.configured(Map.of(setting, file)));

        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith("providers.comfyui." + setting + " "), message);
        assertTrue(message.contains(reason), message);
    }
}
