package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.generate.Bench;
import dev.atelier.robots.generate.Fallback;
import dev.atelier.robots.generate.ModelCatalogue;
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.ProviderRouting;
import dev.atelier.robots.generate.Usd;
import dev.atelier.robots.generate.engine.EmbeddedEngine;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What every adapter must prove, over the whole of /image/generate: it pays once, keeps what it
 * paid for, tells failures apart and keeps the mask.
 */
public abstract class AdapterContract extends AdapterBench {
    @Test
    void makesAPictureAndTellsAboutWhatItCosts() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        Bench bench = bench();

        bench.run(words());

        assertEquals(1, bench.job.results().size());
        assertEquals(adapter().name(), bench.meta(0).path("provider").asText());
        assertEquals(charges(), bench.meta(0).path("cost_estimate").asDouble() > 0);
        assertTrue(bench.meta(0).has("native_model"));
    }

    @Test
    void aStyleWithoutANameOfTheirsIsSaidInThePromptAndInTheMeta() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        var params = (ObjectNode) new JsonMapper().readTree(words());
        params.put("style", "moss-covered");
        Bench bench = bench();

        bench.run(params.toString());

        String asked = paid().getFirst().text();
        assertTrue(asked.contains(", moss-covered style"), asked);
        assertEquals("moss-covered", bench.meta(0).path("style_in_prompt").asText());
    }

    @Test
    void aJobThatRunsAgainDoesNotPayAgain() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        bench().run(words());
        int before = provider.requests().size();

        Bench again = bench();
        again.run(words());

        assertEquals(1, again.job.results().size());
        assertEquals(before, provider.requests().size());
    }

    @Test
    void theKeyIsSentInTheHeaderOnly() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        bench().run(words());

        for (Recorder.Request request : paid()) {
            adapter()
                    .auth(KEY)
                    .forEach((name, value) ->
                            assertEquals(
                                    value,
                                    request.headers()
                                            .get(name.toLowerCase(java.util.Locale.ROOT))));
            assertFalse(request.path().contains(KEY));
            assertFalse(request.text().contains(KEY));
        }
    }

    @Test
    void aServerErrorIsNotSentAgain() throws Exception {
        provider.answering(_ -> Recorder.Reply.of(500, "it broke"));

        failure(bench());
        failure(bench());

        assertEquals(1, paid().size());
    }

    @Test
    void anAnswerThatNeverComesIsNotOrderedTwice() throws Exception {
        deadline = Duration.ofMillis(300);
        provider.answering(_ -> new Recorder.Hangs());

        AssemblyException first = failure(bench());
        failure(bench());

        assertEquals(ErrorCode.INTERNAL_COMMAND_TIMEOUT, first.error().code());
        assertEquals(1, paid().size());
    }

    @Test
    void aConnectionThatBreaksAfterTheOrderIsNotTriedAgain() throws Exception {
        provider.answering(_ -> new Recorder.Breaks());

        failure(bench());

        assertEquals(1, paid().size());
    }

    @Test
    void aProviderThatIsNotThereWasNotPaid() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        failure(bench(paidProvider("http://127.0.0.1:9")));

        bench().run(words());

        assertEquals(1, paid().size());
    }

    @Test
    void whoIsAskedToWaitWaitsAndThenPaysOnce() throws Exception {
        var calls = new AtomicInteger();
        Recorder.Script later = succeeding(Fixtures.picture("RESULT"));
        provider.answering(request ->
                paid(request) && calls.incrementAndGet() == 1
                        ? Recorder.Reply.of(429, "{}").with("retry-after", "7")
                        : later.answer(request));
        Bench bench = bench();

        bench.run(words());

        assertEquals(1, bench.job.results().size());
        assertEquals(7, waits.getFirst().toSeconds());
        assertEquals(calls.get(), paid().size());
    }

    @Test
    void whoIsAskedToWaitTooLongIsToldSo() throws Exception {
        provider.answering(_ -> Recorder.Reply.of(429, "{}").with("retry-after", "3600"));

        failure(bench());

        assertEquals(1, paid().size());
    }

    @Test
    void aPageInsteadOfAnAnswerIsAnErrorAndNoPicture() throws Exception {
        provider.answering(_ -> Recorder.Reply.of(200, "<html>Hello</html>"));

        failure(bench());

        assertEquals(1, paid().size());
    }

    @Test
    void garbageInsteadOfAPictureIsAnErrorAndNoPicture() throws Exception {
        provider.answering(
                succeeding(
                        "this is no picture at all"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        failure(bench());
        failure(bench());

        assertEquals(1, paid().size());
    }

    @Test
    void aJobThatWaitsForItsPictureHoldsNoneItself() throws Exception {
        Recorder.Script later = succeeding(Fixtures.picture("RESULT"));
        Bench bench = bench();
        var held = new CopyOnWriteArrayList<Boolean>();
        provider.answering(request -> {
            if (paid(request)) {
                held.add(bench.job.reserved());
            }
            return later.answer(request);
        });

        if (masked().isBlank()) {
            bench.run(words());
        } else {
            bench.run(
                    masked(),
                    input(bench, "IMG", "image.png", "image"),
                    input(bench, "MASK_ALPHA", "mask.png", "mask"));
        }

        assertFalse(held.isEmpty());
        assertFalse(held.contains(true), "room for pixels was held while the provider worked");
        assertFalse(bench.job.reservations().isEmpty());
    }

    @Test
    void whatIsOverBudgetIsNotOrdered() throws Exception {
        assumeTrue(charges());
        budgets = new ProviderLedger.Budgets(Usd.parse("0.000001"), null, null);
        provider.answering(succeeding(Fixtures.picture("RESULT")));

        AssemblyException refused = failure(bench());

        assertTrue(refused.error().message().contains("budget"), refused.error().message());
        assertEquals(0, paid().size());
    }

    @Test
    void notOnePixelOutsideTheMaskChanges() throws Exception {
        assumeFalse(masked().isBlank());

        requireKeptOutsideTheMask();
    }

    @Test
    void aSampleRunsHereUnchangedOnceTheDefaultModelIsOfThisProvider() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        JsonNode sample = Fixtures.sample("variants").at("/steps/painted");
        ObjectNode params = ((ObjectNode) sample).deepCopy();
        params.remove(List.of("robot", "output_meta"));
        String model = new JsonMapper().readTree(words()).path("model").asText();
        Bench bench =
                new Bench(
                        folder,
                        new ProviderRouting(
                                ModelCatalogue.bundled().withDefault(model),
                                List.of(paidProvider()),
                                new EmbeddedEngine(),
                                Fallback.AUTO));

        bench.run(params.toString());

        assertEquals(4, bench.job.results().size());
        for (int i = 0; i < 4; i++) {
            assertEquals(adapter().name(), bench.meta(i).path("provider").asText());
            assertEquals(ImageFormat.JPEG, bench.picture(i).probe().format());
        }
    }
}
