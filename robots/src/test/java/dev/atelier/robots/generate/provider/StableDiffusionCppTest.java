package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.robots.generate.Bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The server of stable-diffusion.cpp, held against requests composed from its documents. */
class StableDiffusionCppTest extends BadInputContract {
    private static final String FILE = "sdcpp-native.json";
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    protected Adapter adapter() {
        return new StableDiffusionCpp();
    }

    @Override
    protected boolean charges() {
        return false;
    }

    @Override
    protected String words() {
        return "{\"model\": \"sdcpp\", \"prompt\": \"A red bicycle\"}";
    }

    @Override
    protected String masked() {
        return "{\"model\": \"sdcpp\", \"prompt\": \"A whale\", \"seed\": 42}";
    }

    @Override
    protected Recorder.Script succeeding(byte[] picture) {
        String image = Base64.getEncoder().encodeToString(picture);
        return request ->
                request.method().equals("POST")
                        ? Fixtures.answer(FILE, "/responses/accepted")
                        : Recorder.Reply.json(done(ordered(), image).toString());
    }

    private int ordered() throws IOException {
        return JSON.readTree(paid().getLast().body()).path("batch_count").asInt();
    }

    private static ObjectNode done(int count, String image) {
        ObjectNode done = JSON.createObjectNode().put("status", "completed");
        for (int i = 0; i < count; i++) {
            done.withArray("/result/images").addObject().put("index", i).put("b64_json", image);
        }
        return done;
    }

    /** What its documents show, working once before it is done. */
    private Recorder.Script documented(String end) {
        var questions = new AtomicInteger();
        return request -> {
            if (request.method().equals("POST")) {
                return Fixtures.answer(FILE, "/responses/accepted");
            }
            String name = questions.incrementAndGet() == 1 ? "generating" : end;
            return Fixtures.answer(FILE, "/responses/" + name);
        };
    }

    @Test
    void wordsGoOutAsComposedAndTheJobIsFollowed() throws Exception {
        options = Map.of("steps", "4", "cfg_scale", "1.0");
        provider.answering(documented("completed"));
        Bench bench = bench();

        bench.run(
                """
                {"model": "sdcpp", "prompt": "A red bicycle", "seed": 42,
                 "width": 1024, "height": 576, "num_outputs": 3}
                """);

        assertPaid(0, Fixtures.request(FILE, "img_gen-n3", 0));
        assertEquals("/sdcpp/v1/jobs/job_x", provider.requests().getLast().path());
        assertEquals(3, provider.requests().size());
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

        ObjectNode expected = Fixtures.request(FILE, "inpaint", 0);
        ((ObjectNode) expected.path("json"))
                .put("width", 64)
                .put("height", 64)
                .put("embed_image_metadata", false);
        assertEquals(expected.path("json"), Canonical.of(paid().getFirst()).path("json"));
    }

    @Test
    void picturesToLookAtAreSentAlong() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(
                words(),
                input(bench, "IMG", "a.png", "first"),
                input(bench, "IMG", "b.png", "second"));

        JsonNode sent = Canonical.of(paid().getFirst()).at("/json/ref_images");
        assertEquals("[\"IMG\",\"IMG\"]", sent.toString());
    }

    @ParameterizedTest
    @CsvSource({"failed, returned empty results", "gone, does not know the order"})
    void aJobThatFailsIsToldInItsWordsAndNotOrderedAgain(String end, String words)
            throws Exception {
        provider.answering(documented(end));
        Bench bench = bench();

        AssemblyException e = Bench.failure(() -> bench.run(words()));

        assertTrue(e.error().message().contains(words), e.error().message());
        assertEquals(1, paid().size());
    }

    @Test
    void aFullQueueIsWaitedFor() throws Exception {
        var orders = new AtomicInteger();
        Recorder.Script later = succeeding(Fixtures.picture("RESULT"));
        provider.answering(request ->
                paid(request) && orders.incrementAndGet() == 1
                        ? Recorder.Reply.of(429, "{\"error\": \"job queue is full\"}")
                        : later.answer(request));
        Bench bench = bench();

        bench.run(words());

        assertEquals(1, bench.job.results().size());
        assertEquals(2, waits.getFirst().toSeconds());
    }
}
