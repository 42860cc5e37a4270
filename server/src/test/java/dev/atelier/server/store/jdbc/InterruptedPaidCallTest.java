package dev.atelier.server.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.robots.generate.Bench;
import dev.atelier.robots.generate.Fallback;
import dev.atelier.robots.generate.ModelCatalogue;
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.ProviderRouting;
import dev.atelier.robots.generate.Usd;
import dev.atelier.robots.generate.engine.EmbeddedEngine;
import dev.atelier.robots.generate.provider.Adapter;
import dev.atelier.robots.generate.provider.Fixtures;
import dev.atelier.robots.generate.provider.OpenAiImages;
import dev.atelier.robots.generate.provider.PaidProvider;
import dev.atelier.robots.generate.provider.Pause;
import dev.atelier.robots.generate.provider.ProviderDoors;
import dev.atelier.robots.generate.provider.ProviderFakes;
import dev.atelier.robots.generate.provider.ProviderSettings;
import dev.atelier.robots.generate.provider.Purse;
import dev.atelier.robots.generate.provider.Recorder;
import dev.atelier.robots.generate.provider.Replicate;
import dev.atelier.robots.generate.provider.Shared;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.TestOutbound;
import dev.atelier.server.store.fs.FsFileStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * A job whose thread is interrupted while the provider works, as a cancel and a shutdown do it, on
 * the database that loses its connections by that.
 */
class InterruptedPaidCallTest {
    private static final String WORDS = "{\"model\": \"%s\", \"prompt\": \"A red bicycle\"}";

    @RegisterExtension final OnPostgres on = new OnPostgres();
    @TempDir Path folder;

    private final Recorder provider = new Recorder();
    private final Outbound outbound = TestOutbound.configured("127.0.0.0/8", 0);

    @AfterEach
    void close() {
        provider.close();
        outbound.close();
    }

    private Bench bench(Adapter adapter, String path) throws Exception {
        var files = FsFileStore.open(folder.resolve("files"), InstantSource.system());
        var ledger = new JdbcProviderLedger(on.database(), files);
        var purse = new Purse(ledger, ProviderLedger.Budgets.NONE, Usd.parse("0.06"));
        var doors = new ProviderDoors(outbound, outbound, 10_000_000);
        var shared = new Shared(doors, purse, Bench.CODEC, InstantSource.system(), Pause.REAL);
        var settings =
                new ProviderSettings(
                        () -> "key-of-the-test",
                        provider.url() + path,
                        4,
                        Duration.ofSeconds(20),
                        Duration.ofMillis(10),
                        Map.of());
        var routing =
                new ProviderRouting(
                        ModelCatalogue.bundled(),
                        List.of(new PaidProvider(adapter, settings, shared)),
                        new EmbeddedEngine(),
                        Fallback.ERROR);
        return new Bench(folder, routing);
    }

    /** Runs as a job of a queue does, and interrupts it as soon as the order has arrived. */
    private void interrupt(Bench bench, String model, Recorder.Script then) throws Exception {
        Thread job =
                Thread.ofVirtual()
                        .unstarted(() -> {
                            try {
                                bench.run(WORDS.formatted(model));
                            } catch (Exception e) {
                                return; // what the job learns is of no interest to whoever cancels
                            }
                        });
        provider.answering(request -> {
            job.interrupt();
            return then.answer(request);
        });
        job.start();
        assertTrue(job.join(Duration.ofSeconds(20)));
    }

    private List<String> states() {
        return on.database()
                .read(connection -> {
                    try (Statement select = connection.createStatement();
                            ResultSet rows =
                                    select.executeQuery("select state from provider_call")) {
                        return rows.next() ? List.of(rows.getString(1)) : List.of();
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({
        "/success/generate, DONE",
        "/errors/moderation_blocked, RELEASED",
        "/errors/server_error, LOST"
    })
    void whatTheProviderAnswersIsBooked(String answer, String state) throws Exception {
        interrupt(
                bench(new OpenAiImages(), ""),
                "gpt-image-2",
                _ -> Fixtures.answer("openai.responses.json", answer));

        assertEquals(List.of(state), states());
        assertEquals(1, provider.requests().size());
    }

    @Test
    void anAcceptedOrderIsBookedAndAskedAfterByTheNextRun() throws Exception {
        Recorder.Script makes = ProviderFakes.named("replicate", provider);
        interrupt(bench(new Replicate(), "/v1"), "flux-schnell", makes);
        assertEquals(List.of("ACCEPTED"), states());

        provider.answering(makes);
        Bench again = bench(new Replicate(), "/v1");
        again.run(WORDS.formatted("flux-schnell"));

        assertEquals(1, again.job.results().size());
        assertEquals(List.of("DONE"), states());
        assertEquals(
                1, provider.requests().stream().filter(r -> r.method().equals("POST")).count());
    }
}
