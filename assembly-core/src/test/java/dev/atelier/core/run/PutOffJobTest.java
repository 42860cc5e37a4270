package dev.atelier.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Lane;
import dev.atelier.core.port.JobQueue;
import dev.atelier.core.robot.NotYetException;
import dev.atelier.core.robot.NotYetException.Place;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Jobs that wait for somebody else without a thread. */
class PutOffJobTest {
    private static final String STEPS = "{'l': {'robot': '/test/later', 'use': ':original'}}";

    private final List<Place> line = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private int busy = 1;
    private int runs;
    private long work;
    private Workbench bench;

    @BeforeEach
    void setUp(@TempDir Path folder) {
        bench =
                new Workbench(
                        folder,
                        TestRobot.of(
                                "/test/later",
                                (params, input, job) -> {
                                    runs++;
                                    job.emit(TestRobot.made(job, "one.png", "1", null));
                                    assertTrue(!never.await(work, TimeUnit.MILLISECONDS));
                                    if (runs <= busy) {
                                        throw new NotYetException(
                                                "busy", Duration.ofSeconds(30), line::add);
                                    }
                                    job.emit(TestRobot.made(job, "two.png", "2", null));
                                }));
    }

    @AfterEach
    void tearDown() {
        bench.close();
    }

    private String create(Workbench.Node node) {
        String id = node.service().create(bench.request(STEPS, "a.png"));
        bench.queue.run(bench.queue.waiting(":original"), node.runner());
        return id;
    }

    @Test
    void theJobIsPutBackJoinsTheLineAndKeepsWhatItPublished() {
        var node = bench.node();
        String id = create(node);
        var job = bench.queue.waiting("l");

        bench.queue.run(job, node.runner());

        assertEquals(bench.clock.instant().plusSeconds(30), bench.queue.resting().get(job.key()));
        assertEquals(AssemblyStatus.EXECUTING, bench.status(node, id));
        assertEquals(List.of(), node.running().labels(id));
        assertEquals(job.key(), line.getFirst().job());
        assertEquals(Event.Sender.LOCAL_ACCOUNT, line.getFirst().account());

        assertTrue(line.getFirst().ready().getAsBoolean());
        assertTrue(bench.queue.resting().isEmpty());
        bench.queue.run(job, node.runner());

        assertEquals(AssemblyStatus.COMPLETED, bench.status(node, id));
        assertEquals(
                List.of("one.png", "two.png"),
                bench.results(node, id, "l").stream().map(AssemblyFile::name).toList());
        assertEquals(2, runs);
    }

    /** A database whose connections break when whoever uses them is interrupted. */
    private record Breakable(HandQueue real) implements JobQueue {
        @Override
        public boolean hasten(Claim claim) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("connection closed");
            }
            return real.hasten(claim);
        }

        @Override
        public void enqueue(JobKey key, Lane lane, int priority) {
            real.enqueue(key, lane, priority);
        }

        @Override
        public void cancelAll(String assemblyId) {
            real.cancelAll(assemblyId);
        }

        @Override
        public void start(Handler handler) {
            real.start(handler);
        }

        @Override
        public void stop(Duration grace) {
            real.stop(grace);
        }

        @Override
        public Map<Lane, Integer> depth() {
            return real.depth();
        }
    }

    @Test
    void theJobIsCalledByOneThatIsBeingCancelled() {
        var node = bench.node(new Breakable(bench.queue));
        create(node);
        bench.queue.run(bench.queue.waiting("l"), node.runner());

        Thread.currentThread().interrupt();
        boolean known = line.getFirst().ready().getAsBoolean();

        assertTrue(Thread.interrupted());
        assertTrue(known);
        assertTrue(bench.queue.resting().isEmpty());
    }

    @Test
    void everyRunHasItsTimeAnew() {
        bench.limits =
                new ServiceLimits(
                        bench.limits.graph(),
                        bench.limits.assembly(),
                        bench.limits.cachedAssemblies(),
                        bench.limits.lifetime(),
                        Duration.ofMillis(600),
                        bench.limits.lostRuns());
        work = 350;
        busy = 2;
        var node = bench.node();
        String id = create(node);

        bench.queue.drain(node.runner());

        assertEquals(3, runs);
        assertEquals(AssemblyStatus.COMPLETED, bench.status(node, id));
    }

    @Test
    void aJobNobodyWantsAnyMoreIsTakenOffWhenItsTimeComes() throws IOException {
        var node = bench.node();
        String id = create(node);
        var job = bench.queue.waiting("l");
        bench.queue.run(job, node.runner());

        node.service().cancel(id);
        assertFalse(line.getFirst().ready().getAsBoolean());
        bench.queue.run(job, node.runner());

        assertEquals(1, runs);
        assertEquals(AssemblyStatus.CANCELLED, bench.status(node, id));
        assertEquals(List.of(), bench.queue.waiting());
        try (var left = Files.list(bench.scratch)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
