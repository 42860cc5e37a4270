package dev.atelier.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblyLimits;
import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Warning;
import dev.atelier.core.memory.MemoryJobQueue;
import dev.atelier.core.port.AssemblyStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Several services on one store, changes that are not stored, and who listens to them. */
class SharedAssembliesTest {
    private static final String COPY = "{'copied': {'robot': '/test/copy', 'use': ':original'}}";

    private Workbench bench;

    @BeforeEach
    void setUp(@TempDir Path folder) {
        bench = Workbench.usual(folder);
    }

    @AfterEach
    void tearDown() {
        bench.close();
    }

    private ServiceLimits limits(AssemblyLimits assembly, int cached) {
        var usual = bench.limits;
        return new ServiceLimits(
                usual.graph(),
                assembly,
                cached,
                usual.lifetime(),
                usual.jobTime(),
                usual.lostRuns());
    }

    @Test
    void twoServicesOnOneStoreShareTheWork() {
        var one = bench.node();
        var two = bench.node();
        String id = one.service().create(bench.request(COPY, "a.png", "b.png", "c.png"));
        assertEquals(AssemblyStatus.EXECUTING, bench.status(two, id));

        for (int turn = 0; !bench.queue.waiting().isEmpty(); turn++) {
            bench.queue.run(bench.queue.waiting().getFirst(), (turn % 2 == 0 ? one : two).runner());
        }

        assertEquals(AssemblyStatus.COMPLETED, bench.status(one, id));
        assertEquals(AssemblyStatus.COMPLETED, bench.status(two, id));
        assertEquals(3, bench.results(one, id, "copied").size());
        assertEquals(6, bench.queue.taken().size());
    }

    @Test
    void aJobOpenedByTheOtherServiceIsNotThrownAwayAsUnknown() {
        var one = bench.node();
        var two = bench.node();
        String id = one.service().create(bench.request(COPY, "a.png"));
        bench.status(two, id);
        bench.queue.run(bench.queue.waiting(":original"), one.runner());

        bench.queue.run(bench.queue.waiting("copied"), two.runner());

        assertEquals(AssemblyStatus.COMPLETED, bench.status(one, id));
    }

    @Test
    void aChangeThatFailsToBeStoredIsForgotten() {
        var failing = new FailingStore(bench.store);
        bench.store = failing;
        var node = bench.node();
        String id = node.service().create(bench.request(COPY, "a.png"));
        JobKey job = bench.queue.waiting().getFirst().key();
        failing.failOnce(new IllegalStateException("disk full"));

        assertThrows(
                IllegalStateException.class,
                () -> node.service().warned(job, Warning.Level.WARNING, "one"));

        assertEquals(List.of(), node.service().read(id, Assembly::warnings));
        node.service().warned(job, Warning.Level.WARNING, "two");
        assertEquals(
                List.of(Warning.warning(":original", "two")),
                node.service().read(id, Assembly::warnings));
    }

    @Test
    void whoWaitedBehindALostRaceNeverSeesTheChangeThatWasNotStored() {
        var failing = new FailingStore(bench.store);
        bench.store = failing;
        var node = bench.node();
        String id = node.service().create(bench.request(COPY, "a.png"));
        JobKey job = bench.queue.waiting().getFirst().key();
        failing.failOnce(new AssemblyStore.SequenceTakenException(id, 9));

        node.service().warned(job, Warning.Level.WARNING, "once");

        assertEquals(1, node.service().read(id, Assembly::warnings).size());
        assertEquals(
                bench.store.events(id, 0).size(),
                node.service().read(id, Assembly::seq).intValue());
    }

    @Test
    void aRemovalThatFailsTakesTheEndOfTheJobBack() {
        var node = bench.node();
        String id = node.service().create(bench.request(COPY, "a.png"));
        JobKey job = bench.queue.waiting().getFirst().key();

        assertThrows(
                IllegalStateException.class,
                () ->
                        node.service()
                                .finished(
                                        job,
                                        List.of(),
                                        1,
                                        () -> {
                                            throw new IllegalStateException("taken over");
                                        }));

        boolean awaited = node.service().read(id, assembly -> assembly.awaits(job));
        assertTrue(awaited);
        bench.queue.drain(node.runner());
        assertEquals(AssemblyStatus.COMPLETED, bench.status(node, id));
    }

    @Test
    void aListenerThatThrowsIsNoFailure() {
        var node = bench.node();
        String id = node.service().create(bench.request(COPY, "a.png"));
        bench.bus.subscribe(
                id,
                (sequence, event) -> {
                    throw new IllegalStateException("broken pipe");
                });

        bench.queue.drain(node.runner());

        assertEquals(AssemblyStatus.COMPLETED, bench.status(node, id));
    }

    @Test
    void listenersHearEveryStoredEventOnceAndInOrder() {
        var node = bench.node();
        String id = node.service().create(bench.request(COPY, "a.png", "b.png"));
        long before = node.service().read(id, Assembly::seq);
        var heard = new ArrayList<Long>();
        bench.bus.subscribe(id, (sequence, event) -> heard.add(sequence));

        bench.queue.drain(node.runner());

        long after = node.service().read(id, Assembly::seq);
        assertEquals(LongStream.rangeClosed(before + 1, after).boxed().toList(), heard);
    }

    @Test
    void aSmallCacheOnlyCostsTime() {
        bench.limits = limits(AssemblyLimits.DEFAULT, 0);
        var node = bench.node();

        String one = node.service().create(bench.request(COPY, "a.png"));
        String two = node.service().create(bench.request(COPY, "b.png"));
        bench.queue.drain(node.runner());

        assertEquals(AssemblyStatus.COMPLETED, bench.status(node, one));
        assertEquals(AssemblyStatus.COMPLETED, bench.status(node, two));
    }

    @Test
    void twoProcessesWithSmallCachesLoseAndDoubleNothing() {
        bench.limits = limits(AssemblyLimits.DEFAULT, 1);
        var queue = new MemoryJobQueue(bench.transactions, bench.clock, 4);
        var one = bench.node(queue);
        var two = bench.node(queue);
        queue.start(claim ->
                (claim.key().inputKey().hashCode() % 2 == 0 ? one : two).runner().run(claim));
        String steps =
                "{'p': {'robot': '/test/pass', 'use': ':original'},"
                        + " 'q': {'robot': '/test/pass', 'use': [':original', 'p']},"
                        + " 'z': {'robot': '/test/pass', 'use': {'steps': ['p', 'q'],"
                        + " 'bundle_steps': true}}}";

        var ids = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            ids.add(one.service().create(bench.request(steps, "a.png", "b.png", "c.png")));
        }

        assertTrue(queue.awaitIdle(Duration.ofSeconds(30)));
        for (String id : ids) {
            String events = bench.store.events(id, 0).toString();
            assertEquals(AssemblyStatus.COMPLETED, bench.status(one, id), events);
            assertEquals(AssemblyStatus.COMPLETED, bench.status(two, id));
            assertEquals(3, bench.results(two, id, "p").size());
            assertEquals(6, bench.results(two, id, "q").size());
            assertEquals(9, bench.results(two, id, "z").size());
            assertEquals(1, bench.ends(id));
        }
        queue.stop(Duration.ofSeconds(1));
    }
}
