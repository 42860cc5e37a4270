package dev.atelier.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.error.ErrorCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class RecoveryTest {
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

    @Test
    void recoveryPutsBackWhatTheQueueLost() {
        var node = bench.node();
        String id = node.service().create(bench.request(COPY, "a.png", "b.png"));
        bench.queue.run(bench.queue.waiting().getFirst(), node.runner());
        bench.queue.forget();
        var afterCrash = bench.node();

        new Recovery(bench.store, afterCrash.service()).sweep();
        bench.queue.drain(afterCrash.runner());

        assertEquals(AssemblyStatus.COMPLETED, bench.status(afterCrash, id));
        assertEquals(2, bench.results(afterCrash, id, "copied").size());
    }

    @Test
    void recoveryEndsWhatRanTooLong() {
        var node = bench.node();
        String id = node.service().create(bench.request(COPY, "a.png"));
        bench.clock.advance(Duration.ofHours(17));

        new Recovery(bench.store, node.service()).sweep();

        assertEquals(ErrorCode.ASSEMBLY_EXPIRED, bench.error(node, id).code());
        assertEquals(List.of(), bench.queue.waiting());
    }

    @Test
    void oneAssemblyThatCannotBeRecoveredDoesNotKeepTheOthersWaiting() {
        var failing = new FailingStore(bench.store);
        bench.store = failing;
        var node = bench.node();
        node.service().create(bench.request(COPY, "a.png"));
        String second = node.service().create(bench.request(COPY, "b.png"));
        bench.clock.advance(Duration.ofHours(17));
        failing.failOnce(new UnsupportedOperationException("odd"));

        new Recovery(bench.store, node.service()).sweep();

        assertEquals(AssemblyStatus.FAILED, bench.status(node, second));
    }
}
