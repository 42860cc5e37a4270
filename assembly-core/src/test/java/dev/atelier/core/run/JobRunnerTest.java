package dev.atelier.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Lane;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.memory.MemoryJobQueue;
import dev.atelier.core.robot.Emission;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** How often, how long and until when jobs run. */
class JobRunnerTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private Workbench bench;

    @BeforeEach
    void setUp(@TempDir Path folder) {
        bench =
                new Workbench(
                        folder,
                        TestRobot.copying("/test/copy"),
                        TestRobot.passing("/test/pass"),
                        TestRobot.making("/test/make"),
                        TestRobot.of(
                                "/test/twice",
                                (params, input, job) -> {
                                    runs.incrementAndGet();
                                    job.emit(TestRobot.made(job, "one.png", "1", null));
                                    meanwhile.get().run();
                                    job.emit(TestRobot.made(job, "two.png", "2", null));
                                }),
                        TestRobot.failing("/test/fail"),
                        TestRobot.of(
                                "/test/ask",
                                about -> about.waits(Duration.ofMinutes(1)),
                                (params, input, job) ->
                                        interrupted.set(never.await(300, TimeUnit.MILLISECONDS))),
                        TestRobot.of(
                                "/test/wait",
                                (params, input, job) -> {
                                    working.countDown();
                                    try {
                                        never.await();
                                    } catch (InterruptedException e) {
                                        interrupted.set(true);
                                        job.emit(Emission.passOn(input.files().getFirst()));
                                    }
                                }));
    }

    @AfterEach
    void tearDown() {
        bench.close();
    }

    @Test
    void aJobThatRunsTwiceHasItsEffectsOnce() {
        var node = bench.node();
        String id =
                node.service()
                        .create(
                                bench.request(
                                        "{'a': {'robot': '/test/twice', 'use':" + " ':original'}}",
                                        "a.png"));
        bench.queue.run(bench.queue.waiting(":original"), node.runner());
        var job = bench.queue.waiting("a");

        meanwhile.set(() -> {
            meanwhile.set(() -> {});
            node.runner().run(job).commit(bench.queue.ending(job.key()));
        });
        bench.queue.run(job, node.runner());
        bench.queue.run(job, node.runner());

        assertEquals(2, runs.get());
        assertEquals(AssemblyStatus.COMPLETED, bench.status(node, id));
        assertEquals(
                List.of("one.png", "two.png"),
                bench.results(node, id, "a").stream().map(AssemblyFile::name).toList());
    }

    @Test
    void aRunThatFollowsACrashBetweenEmissionAndEndAddsOnlyWhatIsMissing() {
        var node = bench.node();
        String id =
                node.service()
                        .create(
                                bench.request(
                                        "{'a': {'robot': '/test/twice', 'use':"
                                                + " ':original', 'result': true}, 'b': {'robot':"
                                                + " '/test/pass', 'use': 'a'}}",
                                        "a.png"));
        bench.queue.run(bench.queue.waiting(":original"), node.runner());
        meanwhile.set(() -> {
            throw new CancellationException("the process went down");
        });
        var job = bench.queue.waiting("a");
        assertThrows(CancellationException.class, () -> node.runner().run(job));
        var first = bench.results(node, id, "a").getFirst();
        meanwhile.set(() -> {});
        var afterCrash = bench.node();

        bench.queue.drain(afterCrash.runner());

        assertEquals(AssemblyStatus.COMPLETED, bench.status(afterCrash, id));
        assertEquals(first, bench.results(afterCrash, id, "a").getFirst());
        assertEquals(2, bench.results(afterCrash, id, "a").size());
        assertEquals(2, bench.results(afterCrash, id, "b").size());
    }

    @Test
    void cancelInterruptsTheRunningJobAndNothingIsPublishedLater() throws Exception {
        var queue = new MemoryJobQueue(bench.transactions, bench.clock, 1);
        var node = bench.node(queue);
        queue.start(node.runner());
        String id =
                node.service()
                        .create(
                                bench.request(
                                        "{'w': {'robot': '/test/wait', 'use': ':original'}}",
                                        "a.png"));
        assertTrue(working.await(SOON.toSeconds(), TimeUnit.SECONDS));
        assertEquals(List.of("w:::original"), node.running().labels(id));

        node.service().cancel(id);

        assertTrue(queue.awaitIdle(SOON));
        assertTrue(interrupted.get());
        assertEquals(AssemblyStatus.CANCELLED, bench.status(node, id));
        assertEquals(List.of(), bench.results(node, id, "w"));
        assertEquals(List.of(), node.running().labels(id));
        queue.stop(SOON);
    }

    private void limitJobs(Duration time) {
        var usual = bench.limits;
        bench.limits =
                new ServiceLimits(
                        usual.graph(),
                        usual.assembly(),
                        usual.cachedAssemblies(),
                        usual.lifetime(),
                        time,
                        usual.lostRuns());
    }

    @Test
    void aJobThatWaitsForOthersMayTakeLongerThanTheRest() {
        limitJobs(Duration.ofMillis(50));
        var node = bench.node();

        String id = bench.run(node, "{'w': {'robot': '/test/ask', 'use': ':original'}}", "a.png");

        assertEquals(AssemblyStatus.COMPLETED, bench.status(node, id));
        assertFalse(interrupted.get());
    }

    @Test
    void aJobThatTakesTooLongFailsTheAssembly() {
        limitJobs(Duration.ofMillis(100));
        var node = bench.node();

        String id = bench.run(node, "{'w': {'robot': '/test/wait', 'use': ':original'}}", "a.png");

        assertEquals(ErrorCode.INTERNAL_COMMAND_TIMEOUT, bench.error(node, id).code());
        assertEquals("w", bench.error(node, id).step());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void aFailedJobStopsTheOthersOfItsAssembly() throws Exception {
        var queue = new MemoryJobQueue(bench.transactions, bench.clock, 2);
        var node = bench.node(queue);
        queue.start(node.runner());
        String id =
                node.service()
                        .create(
                                bench.request(
                                        "{'w': {'robot': '/test/wait', 'use': ':original'},"
                                                + " 'm': {'robot': '/test/make'},"
                                                + " 'f': {'robot': '/test/fail', 'use': 'm',"
                                                + " 'queue': 'batch'}}",
                                        "a.png"));

        assertTrue(queue.awaitIdle(SOON));

        assertEquals(ErrorCode.INVALID_INPUT_ERROR, bench.error(node, id).code());
        assertEquals(List.of(), bench.results(node, id, "w"));
        queue.stop(SOON);
    }

    @Test
    void aDuplicateRunCanBeStoppedToo() throws Exception {
        var running = new RunningJobs();
        var key = new JobKey("a", "s", "i");
        var first = running.begin(key);
        var second = running.begin(key);

        running.end(second);
        running.stop("a");

        assertTrue(first.stopped());
        assertEquals(List.of("s"), running.labels("a"));
    }

    @Test
    void aJobLostTooOftenFails() {
        var node = bench.node();
        String id = node.service().create(bench.request("{'m': {'robot': '/test/make'}}"));
        var job = bench.queue.waiting("m");

        bench.queue.run(new HandQueue.Job(job.key(), Lane.LIVE_PIXELS, 0, 3), node.runner());

        assertEquals(ErrorCode.WORKER_JOB_ERROR, bench.error(node, id).code());
        assertEquals("m", bench.error(node, id).step());
    }

    @Test
    void aJobInterruptedByTheProcessGoingDownIsLostNotFinished() {
        var node = bench.node();
        String failing =
                "{'f': {'robot': '/test/fail', 'use': ':original', 'text': 'interrupted',"
                        + " 'ignore_errors': true}}";
        String id = node.service().create(bench.request(failing, "a.png"));
        bench.queue.run(bench.queue.waiting(":original"), node.runner());
        var job = bench.queue.waiting("f");

        assertThrows(LostRunException.class, () -> node.runner().run(job));

        boolean awaited = node.service().read(id, assembly -> assembly.awaits(job.key()));
        assertTrue(awaited);
    }

    @Test
    void aStoreThatFailsLosesTheRunAndNotTheAssembly() {
        var failing = new FailingStore(bench.store);
        bench.store = failing;
        var node = bench.node();
        String id = node.service().create(bench.request("{'m': {'robot': '/test/make'}}"));
        failing.failOnce(new IllegalStateException("no connection"));

        assertThrows(LostRunException.class, () -> node.runner().run(bench.queue.waiting("m")));
        bench.queue.drain(node.runner());

        assertEquals(AssemblyStatus.COMPLETED, bench.status(node, id));
        assertEquals(1, bench.results(node, id, "m").size());
    }

    @Test
    void aJobOfNoAssemblyIsTakenOffTheQueue() {
        var node = bench.node();
        var key = new JobKey("gone", "s", "i");
        bench.queue.enqueue(key, Lane.LIVE_PIXELS, 0);

        bench.queue.drain(node.runner());

        assertEquals(List.of(), bench.queue.waiting());
    }

    @Test
    void scratchFoldersAreDeletedHoweverAJobEnds() throws IOException {
        var node = bench.node();

        bench.run(node, "{'c': {'robot': '/test/copy', 'use': ':original'}}", "a.png");
        meanwhile.set(() -> {
            throw new IllegalStateException("half way");
        });
        bench.run(node, "{'c': {'robot': '/test/twice', 'use': ':original'}}", "b.png");

        try (var left = Files.list(bench.scratch)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
