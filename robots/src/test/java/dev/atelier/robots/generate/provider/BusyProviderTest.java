package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.robot.NotYetException;
import dev.atelier.robots.generate.Bench;
import dev.atelier.robots.generate.Fallback;
import dev.atelier.robots.generate.MemoryProviderLedger;
import dev.atelier.robots.generate.ModelCatalogue;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.ProviderRouting;
import dev.atelier.robots.generate.Usd;
import dev.atelier.robots.generate.Workplace;
import dev.atelier.robots.generate.engine.EmbeddedEngine;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.TestOutbound;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What jobs do whose provider has no time for them, or is left alone. */
class BusyProviderTest {
    private static final String WORDS = "{\"model\": \"gpt-image-2\", \"prompt\": \"sea\"}";
    private static final FailureRules RULES =
            new FailureRules(2, Duration.ofSeconds(30), Duration.ofMinutes(5));

    private static final FailureRules LENIENT =
            new FailureRules(20, Duration.ofSeconds(30), Duration.ofMinutes(5));

    @TempDir private Path folder;

    private Recorder recorder = new Recorder();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Duration deadline = Duration.ofSeconds(20);
    private Outbound door;
    private PaidProvider provider;

    @BeforeEach
    void open() {
        door = TestOutbound.configured("127.0.0.0/8", 0);
        provider = provider();
    }

    private PaidProvider provider() {
        return provider(RULES);
    }

    private PaidProvider provider(FailureRules rules) {
        var settings =
                new ProviderSettings(
                        () -> "key-of-the-test",
                        recorder.url(),
                        1,
                        deadline,
                        Duration.ofMillis(10),
                        rules,
                        Map.of());
        var purse =
                new Purse(
                        new MemoryProviderLedger(folder),
                        ProviderLedger.Budgets.NONE,
                        Usd.parse("0.06"));
        var doors = new ProviderDoors(door, door, 50_000_000);
        return new PaidProvider(
                new OpenAiImages(),
                settings,
                new Shared(doors, purse, Bench.CODEC, () -> now, _ -> {}));
    }

    @AfterEach
    void close() {
        release.countDown();
        recorder.close();
        door.close();
    }

    private Bench bench(String job) throws Exception {
        var routing =
                new ProviderRouting(
                        ModelCatalogue.bundled(),
                        List.of(provider),
                        new EmbeddedEngine(),
                        Fallback.ERROR);
        return new Bench(Files.createDirectories(folder.resolve(job)), routing);
    }

    private static Recorder.Reply picture() {
        return Recorder.Reply.json(
                "{\"data\": [{\"b64_json\": \"%s\"}]}"
                        .formatted(Base64.getEncoder().encodeToString(Fixtures.picture("RESULT"))));
    }

    @Test
    void aJobWithoutAPermitIsPutOffBeforeItReadsItsPictures() throws Exception {
        recorder.answering(_ -> {
            asked.countDown();
            release.await();
            return picture();
        });
        Bench first = bench("first");
        Thread working = Thread.ofVirtual().start(() -> run(first));
        assertTrue(asked.await(10, TimeUnit.SECONDS));

        Bench second = bench("second");
        Path image = Files.write(folder.resolve("i.png"), Fixtures.picture("IMG"));
        var wait =
                assertThrows(
                        NotYetException.class,
                        () -> second.run(WORDS, second.file(image, "i.png", "image", "image")));

        assertTrue(second.job.reservations().isEmpty());
        var called = new ArrayList<String>();
        wait.line()
                .join(
                        new NotYetException.Place(
                                second.job.key(), "anna", () -> called.add("second")));
        release.countDown();
        working.join();
        assertEquals(List.of("second"), called);
        assertEquals(1, recorder.requests().size());
    }

    private static void run(Bench bench) {
        try {
            bench.run(WORDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aJobWhoseProviderIsLeftAloneWaitsInsteadOfFailing() throws Exception {
        recorder.answering(_ -> Recorder.Reply.of(429, "{}").with("retry-after", "3600"));
        for (int i = 0; i < RULES.most(); i++) {
            Bench refused = bench("refused-" + i);
            Bench.failure(() -> refused.run(WORDS));
        }
        recorder.answering(_ -> picture());

        Bench early = bench("early");
        var wait = assertThrows(NotYetException.class, () -> early.run(WORDS));
        assertEquals(RULES.pause(), wait.atMost());
        assertEquals(RULES.most(), recorder.requests().size());

        now = now.plus(wait.atMost());
        Bench later = bench("later");
        later.run(WORDS);
        assertEquals(1, later.job.results().size());
    }

    @Test
    void aJobThatIsAskedToWaitAgainAndAgainDoesSoWithoutFailing() throws Exception {
        recorder.answering(_ ->
                recorder.requests().size() <= 3
                        ? Recorder.Reply.of(429, "{}").with("retry-after", "7")
                        : picture());
        provider = provider(LENIENT);
        Bench bench = bench("job");

        var wait = assertThrows(NotYetException.class, () -> bench.run(WORDS));
        assertEquals(Duration.ofSeconds(7), wait.atMost());
        assertEquals(3, recorder.requests().size());

        bench.run(WORDS);
        assertEquals(1, bench.job.results().size());
        assertEquals(4, recorder.requests().size());
    }

    @Test
    void aProviderThatWasThereBeforeIsWaitedForWhenItIsGone() throws Exception {
        provider = provider(LENIENT);
        Bench never = bench("never");
        recorder.close();
        Bench.failure(() -> never.run(WORDS));

        recorder = new Recorder().answering(_ -> picture());
        provider = provider(LENIENT);
        bench("before").run(WORDS);
        recorder.close();
        Bench gone = bench("gone");

        String another = "{\"model\": \"gpt-image-2\", \"prompt\": \"sea\", \"num_outputs\": 2}";
        assertThrows(NotYetException.class, () -> gone.run(another));
    }

    @Test
    void aProviderThatOnlyFailsIsNotWaitedForLongerThanThePatienceAllows() throws Exception {
        recorder.answering(_ -> Recorder.Reply.of(429, "{}").with("retry-after", "3600"));
        Bench first = bench("first");
        Bench.failure(() -> first.run(WORDS));
        now = now.plus(RULES.patience());
        for (int i = 0; i < RULES.most(); i++) {
            Bench refused = bench("refused-" + i);
            Bench.failure(() -> refused.run(WORDS));
        }
        now = now.plusSeconds(1);

        Bench late = bench("late");
        AssemblyException gone = Bench.failure(() -> late.run(WORDS));

        assertTrue(gone.error().message().contains("is not asked"), gone.error().message());
    }

    /** Work that uploads something before it is asked for. */
    private final class Uploading implements PaidWork {
        private final Bench bench;
        private int prepared;

        Uploading(Bench bench) {
            this.bench = bench;
        }

        ProviderLedger.Entry call() throws Exception {
            try {
                return provider.service().call(this, Workplace.of(bench.job), Usd.parse("0.06"));
            } catch (ProviderException e) {
                PaidService.requireEnd(e);
                throw e;
            }
        }

        @Override
        public JobKey job() {
            return bench.job.key();
        }

        @Override
        public int first() {
            return 0;
        }

        @Override
        public int count() {
            return 1;
        }

        @Override
        public String model() {
            return "uploading";
        }

        @Override
        public String key() {
            return "upload";
        }

        @Override
        public Ask submit() throws Exception {
            prepared++;
            provider.service().free(Ask.get("/upload"), Workplace.of(bench.job), key());
            throw new IllegalStateException("uploaded");
        }

        @Override
        public Reply submitted(Answer answer) {
            throw new IllegalStateException();
        }

        @Override
        public void check(Path file) {}
    }

    @Test
    void nothingIsUploadedWithoutAPermit() throws Exception {
        recorder.answering(_ -> Recorder.Reply.json("{}"));
        var work = new Uploading(bench("second"));
        try (var _ = provider.turn(new JobKey("a", "s", "first"))) {
            assertThrows(NotYetException.class, work::call);
            assertEquals(0, work.prepared);
        }
        assertThrows(IllegalStateException.class, work::call);
        assertEquals(1, work.prepared);
    }

    @Test
    void anUploadThatIsAskedToWaitLetsTheJobWaitAndCountsAsAFailure() throws Exception {
        recorder.answering(_ -> Recorder.Reply.of(429, "{}").with("retry-after", "7"));
        var work = new Uploading(bench("job"));

        assertEquals(
                Duration.ofSeconds(7), assertThrows(NotYetException.class, work::call).atMost());
        assertThrows(NotYetException.class, work::call);
        assertEquals(RULES.pause(), assertThrows(NotYetException.class, work::call).atMost());

        assertEquals(RULES.most(), work.prepared);
    }

    @Test
    void anUploadThatFindsNobodyWaitsOnlyWhereSomebodyWasBefore() throws Exception {
        recorder.answering(_ -> picture());
        bench("before").run(WORDS);
        var work = new Uploading(bench("job"));
        recorder.close();
        assertThrows(NotYetException.class, work::call);

        provider = provider();
        assertThrows(ProviderException.class, work::call);
    }

    @Test
    void aRequestOfSeveralSlowCallsMakesTheNextOneInAnotherRun() throws Exception {
        deadline = Duration.ofMillis(500);
        provider = provider();
        recorder.answering(_ -> {
            assertFalse(release.await(100, TimeUnit.MILLISECONDS));
            return picture();
        });
        String three = "{\"model\": \"dall-e-3\", \"prompt\": \"sea\", \"num_outputs\": 2}";
        Bench bench = bench("slow");

        assertThrows(NotYetException.class, () -> bench.run(three));
        assertEquals(1, bench.job.results().size());
        Bench again = bench("again");
        again.run(three);

        assertEquals(2, recorder.requests().size());
        assertEquals(2, again.job.results().size());
    }
}
