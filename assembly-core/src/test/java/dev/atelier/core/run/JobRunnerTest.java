package dev.atelier.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Lane;
import dev.atelier.core.assembly.Warning;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.memory.MemoryJobQueue;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.RobotDescriptor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

class JobRunnerTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final List<TestRobot.Params> bound = new ArrayList<>();
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
                                "/test/images",
                                about -> about.accepting(RobotDescriptor.IMAGES),
                                (params, input, job) -> runs.incrementAndGet()),
                        TestRobot.of("/test/bind", (params, input, job) -> bound.add(params)),
                        TestRobot.of(
                                "/test/twice",
                                (params, input, job) -> {
                                    runs.incrementAndGet();
                                    job.emit(TestRobot.made(job, "one.png", "1", null));
                                    meanwhile.get().run();
                                    job.emit(TestRobot.made(job, "two.png", "2", null));
                                }),
                        TestRobot.of(
                                "/test/fail",
                                about ->
                                        about.codes(
                                                ErrorCode.IMAGE_RESIZE_VALIDATION,
                                                ErrorCode.IMAGE_RESIZE_ERROR),
                                (params, input, job) -> fail(String.valueOf(params.text()))),
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

    private static void fail(String how) throws Exception {
        switch (how) {
            case "io" -> throw new IOException("the disk is full");
            case "gone" -> throw new NoSuchFileException("/srv/secret/path");
            case "bug" -> throw new IllegalStateException("a secret of the house");
            case "stack" -> throw new StackOverflowError();
            case "memory" -> throw new OutOfMemoryError("Java heap space");
            case "declined" ->
                    throw new AssemblyException(ErrorCode.FILE_FILTER_DECLINED_FILE, "no");
            case "meta" -> throw new AssemblyException(ErrorCode.FILE_META_DATA_ERROR, "no");
            case "interrupted" -> throw new InterruptedException();
            case "cancelled" -> throw new CancellationException();
            default -> throw new AssemblyException(ErrorCode.INVALID_INPUT_ERROR, how);
        }
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
    void whatARobotThrowsBecomesTheRightError() {
        assertEquals("the disk is full", messageOf("io", ErrorCode.IMAGE_RESIZE_ERROR));
        assertFalse(messageOf("bug", ErrorCode.IMAGE_RESIZE_ERROR).contains("secret"));
        assertFalse(messageOf("gone", ErrorCode.IMAGE_RESIZE_ERROR).contains("secret"));
        messageOf("stack", ErrorCode.IMAGE_RESIZE_ERROR);
        messageOf("memory", ErrorCode.IMAGE_RESIZE_ERROR);
        assertEquals("too small", messageOf("too small", ErrorCode.INVALID_INPUT_ERROR));
    }

    private String messageOf(String how, ErrorCode code) {
        var node = bench.node();
        String id = bench.run(node, failing(how, "false"), "a.png");
        assertEquals(code, bench.error(node, id).code());
        assertEquals("f", bench.error(node, id).step());
        return bench.error(node, id).message();
    }

    private static String failing(String how, String ignore) {
        return "{'f': {'robot': '/test/fail', 'use': ':original', 'text': '%s', 'ignore_errors': %s}}"
                .formatted(how, ignore);
    }

    @Test
    void ignoreErrorsLetsThePhasesPassThatItNames() {
        assertIgnored("x", "true", "EXECUTE");
        assertIgnored("x", "['execute']", "EXECUTE");
        assertIgnored("meta", "['meta']", "META");
        assertNotIgnored("x", "['meta']", ErrorCode.INVALID_INPUT_ERROR);
        assertNotIgnored("meta", "['execute']", ErrorCode.FILE_META_DATA_ERROR);
    }

    @Test
    void aDeclinedFileIsNeverIgnored() {
        assertNotIgnored("declined", "true", ErrorCode.FILE_FILTER_DECLINED_FILE);
    }

    private void assertIgnored(String how, String ignore, String phase) {
        var node = bench.node();
        String id = bench.run(node, failing(how, ignore), "a.png", "b.png");
        assertEquals(AssemblyStatus.COMPLETED, bench.status(node, id));
        assertEquals(
                List.of(phase, phase),
                node.service()
                        .read(
                                id,
                                a ->
                                        a.ignoredErrors().stream()
                                                .map(e -> e.phase().name())
                                                .toList()));
    }

    private void assertNotIgnored(String how, String ignore, ErrorCode code) {
        var node = bench.node();
        assertEquals(
                code, bench.error(node, bench.run(node, failing(how, ignore), "a.png")).code());
    }

    @Test
    void aBrokenUploadFailsUnlessItsMetadataErrorsAreIgnored() {
        var node = bench.node();
        String copy = "'c': {'robot': '/test/pass', 'use': ':original'}}";

        String strict = bench.run(node, "{" + copy, "broken.png");
        String lax =
                bench.run(
                        node,
                        "{':original': {'robot': '/upload/handle', 'ignore_errors': ['meta']},"
                                + copy,
                        "broken.png");

        assertEquals(ErrorCode.FILE_META_DATA_ERROR, bench.error(node, strict).code());
        assertEquals(AssemblyStatus.COMPLETED, bench.status(node, lax));
        assertEquals(1, node.service().<Integer>read(lax, a -> a.ignoredErrors().size()));
        assertTrue(bench.results(node, lax, "c").getFirst().meta().isEmpty());
    }

    @Test
    void outputMetaFalseReadsNothing() {
        var node = bench.node();

        String id =
                bench.run(
                        node,
                        "{':original': {'robot': '/upload/handle', 'output_meta': false},"
                                + " 'c': {'robot': '/test/copy', 'use': ':original',"
                                + " 'output_meta': 'false', 'text': 'broken'}}",
                        "broken.png");

        assertEquals(AssemblyStatus.COMPLETED, bench.status(node, id));
        assertTrue(bench.results(node, id, "c").getFirst().meta().isEmpty());
    }

    @Test
    void userMetaIsInheritedAndTheStepsOwnMembersWin() {
        var node = bench.node();

        String id =
                bench.run(
                        node,
                        "{':original': {'robot': '/upload/handle', 'user_meta': {'a': 1, 'b': 1}},"
                                + " 'c': {'robot': '/test/copy', 'use': ':original',"
                                + " 'user_meta': {'b': 2}}}",
                        "a.png");

        assertEquals(
                Workbench.json("{'a': 1, 'b': 2}"),
                bench.results(node, id, "c").getFirst().userMeta());
    }

    @Test
    void filesOfTypesARobotDoesNotTakeAreSkippedUnlessForced() {
        var node = bench.node();
        String step = "{'i': {'robot': '/test/images', 'use': ':original' %s}}";

        bench.run(node, step.formatted(""), "note.txt", "a.png");
        assertEquals(1, runs.get());

        bench.run(node, step.formatted(", 'force_accept': true"), "note.txt");
        assertEquals(2, runs.get());
    }

    @Test
    void variablesAreBoundPerJobAndMissingOnesWarn() {
        var node = bench.node();

        String id =
                bench.run(
                        node,
                        "{'b': {'robot': '/test/bind', 'use': ':original', 'number':"
                                + " '${file.size}', 'text': '${file.name} ${fields.nope}'}}",
                        "abc.png");

        assertEquals(List.of(new TestRobot.Params("abc.png ", 7)), bound);
        assertEquals(
                List.of(
                        Warning.warning(
                                "b", "${fields.nope} has no value here; it was left empty.")),
                node.service().read(id, Assembly::warnings));
    }

    @Test
    void aVariableOfTheWrongTypeFailsTheJobWithTheRobotsCode() {
        var node = bench.node();

        String id =
                bench.run(
                        node,
                        "{'f': {'robot': '/test/fail', 'use': ':original', 'number':"
                                + " '${file.name}'}}",
                        "abc.png");

        assertEquals(ErrorCode.IMAGE_RESIZE_VALIDATION, bench.error(node, id).code());
        assertEquals("f", bench.error(node, id).step());
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
        String id = node.service().create(bench.request(failing("interrupted", "true"), "a.png"));
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
