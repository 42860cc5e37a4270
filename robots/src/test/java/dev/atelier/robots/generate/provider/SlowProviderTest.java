package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.robots.generate.Bench;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.ProviderException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider that takes the work, answers questions and puts its pictures elsewhere: what is asked
 * where with which headers, and what is left after a restart.
 */
class SlowProviderTest extends FailureContract {
    private final Recorder elsewhere =
            new Recorder()
                    .answering(_ -> Recorder.Reply.bytes("image/png", Fixtures.picture("RESULT")));

    /** Accepts, is asked twice, answers with an address. */
    private static final class Slow implements Adapter {
        @Override
        public String name() {
            return "openai";
        }

        @Override
        public String baseUrl() {
            return "";
        }

        @Override
        public Map<String, String> auth(String key) {
            return Map.of("X-Key", key);
        }

        @Override
        public Terms terms(GenerateRequest request) {
            return new Terms(1, MaskForm.WHITE, true);
        }

        @Override
        public Ask submit(Chunk chunk, Desk desk) {
            ObjectNode body = AssemblyFile.emptyJson().put("prompt", desk.prompt());
            return Ask.post("/make", body);
        }

        @Override
        public Reply submitted(Answer answer, Chunk chunk) throws ProviderException {
            return new Reply.Accepted((ObjectNode) answer.json());
        }

        @Override
        public Ask poll(ObjectNode ticket) {
            return Ask.get(ticket.path("ask").asText());
        }

        @Override
        public Reply polled(Answer answer, ObjectNode ticket, Chunk chunk)
                throws ProviderException {
            String url = answer.json().path("url").asText("");
            return url.isEmpty()
                    ? new Reply.Working()
                    : new Reply.Finished(java.util.List.of(Made.at(url)));
        }

        @Override
        public ProviderException refusal(Answer answer) {
            return Refusals.byStatus(name(), answer, "");
        }
    }

    @AfterEach
    void closeElsewhere() {
        elsewhere.close();
    }

    @Override
    protected Adapter adapter() {
        return new Slow();
    }

    @Override
    protected String words() {
        return "{\"model\": \"gpt-image-2\", \"prompt\": \"A red bicycle\"}";
    }

    @Override
    protected String masked() {
        return words();
    }

    @Override
    protected Recorder.Script succeeding(byte[] picture) {
        elsewhere.answering(_ -> Recorder.Reply.bytes("image/png", picture));
        var questions = new AtomicInteger();
        return request ->
                request.method().equals("POST")
                        ? Recorder.Reply.json("{\"ask\": \"/jobs/7\"}")
                        : Recorder.Reply.json(
                                questions.incrementAndGet() % 2 == 1
                                        ? "{}"
                                        : "{\"url\": \"%s/p.png\"}".formatted(elsewhere.url()));
    }

    @Test
    void anotherHostIsNeverShownTheKey() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));

        bench().run(words());

        assertEquals(KEY, provider.requests().getLast().headers().get("x-key"));
        assertEquals(1, elsewhere.requests().size());
        assertFalse(elsewhere.requests().getFirst().headers().containsValue(KEY));
        assertFalse(elsewhere.requests().getFirst().headers().containsKey("x-key"));
    }

    @Test
    void questionsAtAnotherHostGoThereWithoutTheKey() throws Exception {
        elsewhere.answering(request ->
                request.path().equals("/jobs/7")
                        ? Recorder.Reply.json("{\"url\": \"%s/p.png\"}".formatted(elsewhere.url()))
                        : Recorder.Reply.bytes("image/png", Fixtures.picture("RESULT")));
        provider.answering(
                _ -> Recorder.Reply.json("{\"ask\": \"%s/jobs/7\"}".formatted(elsewhere.url())));

        bench().run(words());

        elsewhere
                .requests()
                .forEach(request -> assertFalse(request.headers().containsKey("x-key")));
    }

    @Test
    void aRedirectOfTheProviderIsNotFollowed() throws Exception {
        provider.answering(
                _ -> Recorder.Reply.of(302, "").with("location", elsewhere.url() + "/steal"));

        Bench bench = bench();
        Bench.failure(() -> bench.run(words()));

        assertEquals(0, elsewhere.requests().size());
    }

    @Test
    void acceptedWorkIsAskedAfterAgainWhenTheJobRunsAgain() throws Exception {
        deadline = java.time.Duration.ofMillis(400);
        provider.answering(request ->
                request.method().equals("POST")
                        ? Recorder.Reply.json("{\"ask\": \"/jobs/7\"}")
                        : Recorder.Reply.json("{}"));
        Bench first = bench();
        AssemblyException late = Bench.failure(() -> first.run(words()));
        assertEquals(ErrorCode.INTERNAL_COMMAND_TIMEOUT, late.error().code());

        provider.answering(succeeding(Fixtures.picture("RESULT")));
        deadline = java.time.Duration.ofSeconds(20);
        Bench again = bench();
        again.run(words());

        assertEquals(1, again.job.results().size());
        assertEquals(1, paid().size());
    }

    @Test
    void aPictureWhoseAddressIsGoneIsPaidForAndNotOrderedAgain() throws Exception {
        provider.answering(succeeding(Fixtures.picture("RESULT")));
        elsewhere.answering(_ -> Recorder.Reply.of(404, "gone"));

        Bench bench = bench();
        AssemblyException e = Bench.failure(() -> bench.run(words()));
        Bench again = bench();
        Bench.failure(() -> again.run(words()));

        assertTrue(e.error().message().contains("404"), e.error().message());
        assertEquals(1, paid().size());
    }
}
