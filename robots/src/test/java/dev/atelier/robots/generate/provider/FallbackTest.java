package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.robots.generate.Bench;
import dev.atelier.robots.generate.Fallback;
import dev.atelier.robots.generate.ImageProvider;
import dev.atelier.robots.generate.MemoryProviderLedger;
import dev.atelier.robots.generate.ModelCatalogue;
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.ProviderRouting;
import dev.atelier.robots.generate.Usd;
import dev.atelier.robots.generate.engine.EmbeddedEngine;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.TestOutbound;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Two providers of one model: when the second is asked, what it is told, and when it is not. */
class FallbackTest {
    @TempDir Path folder;

    private Duration deadline = Duration.ofSeconds(20);
    private final Recorder first = new Recorder();
    private final Recorder second = new Recorder();
    private final Outbound outbound = TestOutbound.configured("127.0.0.0/8", 0);

    @SuppressWarnings("NullAway.Init") // set before each test
    private Shared shared;

    @BeforeEach
    void open() {
        var purse =
                new Purse(
                        new MemoryProviderLedger(folder),
                        ProviderLedger.Budgets.NONE,
                        Usd.parse("0.06"));
        var doors = new ProviderDoors(outbound, outbound, 10_000_000);
        shared = new Shared(doors, purse, Bench.CODEC, InstantSource.system(), _ -> {});
        second.answering(ProviderFakes.replicate(second, Fixtures.picture("RESULT")));
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
        outbound.close();
    }

    private PaidProvider provider(Adapter adapter, String url) {
        var settings =
                new ProviderSettings(
                        () -> "key-of-the-test", url, 4, deadline, Duration.ofMillis(10), Map.of());
        return new PaidProvider(adapter, settings, shared);
    }

    /** Of Replicate and this one, which comes first. */
    private Bench bench(Adapter preferred) throws IOException {
        return bench(
                provider(preferred, first.url()), provider(new Replicate(), second.url() + "/v1"));
    }

    private int benches;

    private Bench bench(ImageProvider... providers) throws IOException {
        var routing =
                new ProviderRouting(
                        ModelCatalogue.bundled(),
                        List.of(providers),
                        new EmbeddedEngine(),
                        Fallback.ERROR);
        return new Bench(Files.createDirectories(folder.resolve("job-" + benches++)), routing);
    }

    private String failure(Bench bench, String params) {
        AssemblyException e = Bench.failure(() -> bench.run(params));
        return e.error().message();
    }

    @Test
    void anEmptyAccountLeadsToTheNextProvider() throws Exception {
        first.answering(
                _ -> Fixtures.answer("openai.responses.json", "/errors/insufficient_quota"));
        Bench bench = bench(new OpenAiImages());

        bench.run("{\"model\": \"gpt-image-2\", \"prompt\": \"A cat\", \"num_outputs\": 2}");

        assertEquals(2, bench.job.results().size());
        assertEquals("replicate", bench.meta(0).path("provider").asText());
        assertTrue(bench.meta(0).path("refused_before").asText().contains("openai answered 429"));
        assertEquals(1, first.requests().size());
    }

    @Test
    void afterARestartTheOneWhoHasTheOrderIsAskedForThePictures() throws Exception {
        first.answering(
                _ -> Fixtures.answer("openai.responses.json", "/errors/insufficient_quota"));
        String params = "{\"model\": \"gpt-image-2\", \"prompt\": \"A cat\"}";
        Recorder.Script makes = ProviderFakes.replicate(second, Fixtures.picture("RESULT"));
        second.answering(request ->
                request.method().equals("GET")
                        ? Recorder.Reply.of(503, "come back later")
                        : makes.answer(request));
        deadline = Duration.ofMillis(400);
        failure(bench(new OpenAiImages()), params);

        second.answering(makes);
        deadline = Duration.ofSeconds(20);
        Bench again = bench(new OpenAiImages());
        again.run(params);

        assertEquals("replicate", again.meta(0).path("provider").asText());
        assertEquals(1, second.requests().stream().filter(r -> r.method().equals("POST")).count());
    }

    @Test
    void aRefusedPromptIsNotHandedToSomebodyElse() throws Exception {
        first.answering(
                _ -> Fixtures.answer("openai.responses.json", "/errors/moderation_blocked"));

        failure(bench(new OpenAiImages()), "{\"model\": \"gpt-image-2\", \"prompt\": \"x\"}");

        assertTrue(second.requests().isEmpty());
    }

    @Test
    void aPromptRefusedInPartIsNotHandedOnEither() throws Exception {
        first.answering(_ ->
                first.requests().size() == 1
                        ? Recorder.Reply.of(400, "{\"message\": \"stopped by moderation\"}")
                        : Recorder.Reply.of(401, "no such key"));

        String told =
                failure(
                        bench(new Recraft()),
                        "{\"model\": \"recraft-v3\", \"prompt\": \"x\", \"num_outputs\": 7}");

        assertEquals(2, first.requests().size(), told);
        assertTrue(told.contains("moderation") && told.contains("no such key"), told);
        assertTrue(second.requests().isEmpty());
    }

    @Test
    void afterOnePictureThatMayHaveBeenBilledNothingIsOrderedElsewhere() throws Exception {
        first.answering(_ ->
                first.requests().size() == 1
                        ? Recorder.Reply.of(500, "it broke")
                        : Recorder.Reply.of(401, "no such key"));

        String told =
                failure(
                        bench(new GeminiImages()),
                        "{\"model\": \"google/nano-banana\", \"prompt\": \"x\", \"num_outputs\":"
                                + " 2}");

        assertTrue(told.contains("it broke") && told.contains("no such key"), told);
        assertTrue(second.requests().isEmpty());
    }

    @Test
    void anOrderThatCannotBeAskedAfterIsNotPlacedAgainElsewhere() throws Exception {
        first.answering(request ->
                request.method().equals("POST")
                        ? Recorder.Reply.json("{\"id\": \"t\"}")
                        : Recorder.Reply.of(403, "the key was revoked"));

        String told =
                failure(
                        bench(new BlackForestLabs()),
                        "{\"model\": \"flux-1.1-pro-ultra\", \"prompt\": \"x\"}");

        assertTrue(told.contains("the key was revoked"), told);
        assertFalse(told.contains("Then:"), told);
        assertTrue(second.requests().isEmpty());
    }

    private static final String THREE =
            "{\"model\": \"recraft-v3\", \"prompt\": \"x\", \"format\": \"png\", \"num_outputs\":"
                    + " 3}";

    private long ordered(Recorder provider) {
        return provider.requests().stream().filter(r -> r.method().equals("POST")).count();
    }

    @Test
    void picturesOfOneOrderThatIsLostAreNotOrderedOneByOneElsewhere() throws Exception {
        first.answering(_ -> Recorder.Reply.of(500, "it broke"));
        failure(bench(provider(new Recraft(), first.url())), THREE);

        Bench bench = bench(provider(new Replicate(), second.url() + "/v1"));
        String told = failure(bench, THREE);

        assertTrue(told.contains("it broke"), told);
        assertEquals(1, ordered(first));
        assertEquals(0, ordered(second));
    }

    @Test
    void whatIsThereIsFoundThoughTheNextProviderWouldCutTheRequestOtherwise() throws Exception {
        String eight = "{\"model\": \"gpt-image-2\", \"prompt\": \"A cat\", \"num_outputs\": 8}";
        Recorder.Script makes = ProviderFakes.fal(first, Fixtures.picture("RESULT"));
        first.answering(request ->
                first.requests().size() == 1
                        ? Fixtures.answer("fal.responses.json", "/errors/content_policy")
                        : makes.answer(request));
        assertEquals(4, bench(provider(new Fal(), first.url())).run(eight).size());

        Bench bench = bench(provider(new Replicate(), second.url() + "/v1"));
        bench.run(eight);

        assertEquals(4, bench.job.results().size());
        assertEquals(0, ordered(second));
    }

    @Test
    void eachIsToldOfTheMaskInItsOwnWay() throws Exception {
        first.answering(
                _ -> Fixtures.answer("openai.responses.json", "/errors/insufficient_quota"));
        Bench bench = bench(new OpenAiImages());
        Path image = Files.write(folder.resolve("image"), Fixtures.picture("IMG"));
        Path mask = Files.write(folder.resolve("mask"), Fixtures.picture("MASK_BW"));

        bench.run(
                "{\"model\": \"gpt-image-2\", \"prompt\": \"A whale\"}",
                bench.file(image, "sea.png", "image", "image"),
                bench.file(mask, "area.png", "mask", "mask"),
                bench.file(image, "style.png", "photo", "like-this"));

        String toFirst = first.requests().getFirst().text();
        String toSecond = second.requests().getFirst().text();
        assertTrue(toFirst.contains("2. \"style.png\""), toFirst);
        assertFalse(toFirst.contains("white where to change"), toFirst);
        assertTrue(toSecond.contains("2. \\\"area.png\\\""), toSecond);
        assertTrue(toSecond.contains("3. \\\"style.png\\\""), toSecond);
    }
}
