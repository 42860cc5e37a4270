package dev.atelier.server.queue;

import static dev.atelier.core.port.SampleEvents.created;
import static dev.atelier.core.port.SampleEvents.finished;
import static dev.atelier.core.port.SampleEvents.id;
import static dev.atelier.core.port.SampleEvents.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.Lane;
import dev.atelier.core.port.JobQueue.Claim;
import dev.atelier.core.port.JobQueue.Finish;
import dev.atelier.server.store.jdbc.Database;
import dev.atelier.server.store.jdbc.JdbcAssemblyStore;
import dev.atelier.server.store.jdbc.OnPostgres;
import dev.atelier.server.store.jdbc.OnSqlite;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Jobs whose process died, and processes that hear of each other's jobs. */
class LostRunTest {
    private static final LaneSettings SETTINGS =
            LaneSettings.forCores("here", 2).withThreads(2).withHeartbeat(Duration.ofMillis(200));

    @RegisterExtension final OnSqlite sqlite = new OnSqlite();
    @RegisterExtension final OnPostgres postgres = new OnPostgres();

    private final BlockingQueue<Claim> claims = new LinkedBlockingQueue<>();

    private static DbSchedulerQueue queue(
            Database database, QueueDialect dialect, LaneSettings settings) {
        return TestPorts.queue(database, dialect, InstantSource.system(), settings);
    }

    private Finish end(Database database, Claim claim) {
        return ending -> {
            database.run(ending::over);
            claims.add(claim);
        };
    }

    private Claim next() throws InterruptedException {
        Claim claim = claims.poll(10, TimeUnit.SECONDS);
        assertNotNull(claim, "no job ended within 10 s");
        return claim;
    }

    @Test
    void startOnSqliteTakesBackWhatTheProcessBeforeHeldAndFencesIt() throws Exception {
        var database = sqlite.database();
        var store = new JdbcAssemblyStore(database, InstantSource.system(), Duration.ofHours(1));
        store.create(id(1), List.of(created(id(1))));
        var blocked = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var refused = new CountDownLatch(1);
        var before = queue(database, QueueDialect.SQLITE, SETTINGS);
        before.start(claim -> {
            blocked.countDown();
            await(release);
            return ending -> {
                try {
                    database.run(() -> {
                        store.append(id(1), 1, List.of(finished(claim.key())));
                        ending.over();
                    });
                } finally {
                    refused.countDown();
                }
            };
        });
        before.enqueue(job(1, "root"), Lane.LIVE_PIXELS, 0);
        await(blocked);

        var after = queue(database, QueueDialect.SQLITE, SETTINGS);
        after.start(claim -> end(database, claim));

        assertEquals(1, next().lostRuns());
        release.countDown();
        await(refused);
        before.stop(Duration.ofSeconds(5));
        after.stop(Duration.ofSeconds(5));
        assertEquals(1, store.events(id(1), 0).size(), "the lost run's end was undone");
    }

    @Test
    void runThatThrowsIsCountedAndRunsAgain() throws Exception {
        var database = sqlite.database();
        var queue = queue(database, QueueDialect.SQLITE, SETTINGS);
        queue.start(claim -> {
            if (claim.lostRuns() < 2) {
                throw new IllegalStateException("lost on purpose");
            }
            return end(database, claim);
        });

        queue.enqueue(job(1, "root"), Lane.LIVE_PIXELS, 0);

        assertEquals(2, next().lostRuns());
        queue.stop(Duration.ofSeconds(5));
    }

    @Test
    void missedHeartbeatsOnPostgresGiveTheJobToAnotherProcess() throws Exception {
        var database = postgres.database();
        var queue = queue(database, QueueDialect.POSTGRES, SETTINGS);
        queue.enqueue(job(1, "root"), Lane.BATCH_NETWORK, 0);
        database.write(connection -> {
            try (var statement =
                    connection.prepareStatement(
                            "update job_batch_network set picked = true, version = 2,"
                                    + " picked_by = 'dead', last_heartbeat = ?")) {
                statement.setObject(1, Instant.now().minusSeconds(60).atOffset(ZoneOffset.UTC));
                return statement.executeUpdate();
            }
        });

        queue.start(claim -> end(database, claim));

        assertEquals(1, next().lostRuns());
        queue.stop(Duration.ofSeconds(5));
    }

    @Test
    void processHearsOfJobsEnqueuedByAnotherWithoutWaitingForAPoll() throws Exception {
        var settings = SETTINGS.withPolling(Duration.ofMinutes(5));
        var database = postgres.database();
        var worker = queue(database, QueueDialect.POSTGRES, settings);
        worker.start(claim -> end(database, claim));
        try (var elsewhere = postgres.another()) {
            var sender = queue(elsewhere, QueueDialect.POSTGRES, settings);
            awaitListening(database);

            for (int i = 0; i < 5; i++) {
                sender.enqueue(job(1, "input" + i), Lane.LIVE_NETWORK, 0);
                assertEquals("input" + i, next().key().inputKey());
            }
        }
        worker.stop(Duration.ofSeconds(5));
    }

    private static void awaitListening(Database database) throws InterruptedException {
        var never = new CountDownLatch(1);
        boolean listening = false;
        for (int i = 0; i < 500 && !listening; i++) {
            assertTrue(!never.await(10, TimeUnit.MILLISECONDS));
            listening =
                    database.read(connection -> {
                        try (var statement =
                                        connection.prepareStatement(
                                                "select 1 from pg_stat_activity"
                                                        + " where datname ="
                                                        + " current_database()"
                                                        + " and query ilike 'listen%'");
                                var rows = statement.executeQuery()) {
                            return rows.next();
                        }
                    });
        }
        assertTrue(listening);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
