package dev.atelier.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.AssemblyLimits;
import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.assembly.Lane;
import dev.atelier.core.assembly.Warning;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

class AssemblyServiceTest {
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
    void anAssemblyRunsFromUploadToResult() {
        var node = bench.node();

        String id = bench.run(node, COPY, "a.png", "b.png");

        assertEquals(AssemblyStatus.COMPLETED, bench.status(node, id));
        assertEquals(
                List.of("a.png", "b.png"),
                bench.results(node, id, "copied").stream().map(AssemblyFile::name).toList());
    }

    @Test
    void refusedInstructionsLeaveAFailedAssemblyWithTheIdInTheError() {
        var node = bench.node();
        var wrong = bench.request("{'a': {'robot': '/test/copy', 'use': 'nobody'}}", "a.png");

        var refused = assertThrows(AssemblyException.class, () -> node.service().create(wrong));

        assertEquals(ErrorCode.ASSEMBLY_STEP_UNKNOWN_USE, refused.error().code());
        String id = String.valueOf(refused.error().details().get("assembly_id"));
        assertEquals(AssemblyStatus.FAILED, bench.status(node, id));
        assertEquals(ErrorCode.ASSEMBLY_STEP_UNKNOWN_USE, bench.error(node, id).code());
        assertEquals(List.of(), bench.queue.waiting());
    }

    @Test
    void allRobotsAndParametersAtFaultAreNamedAtOnce() {
        var violations =
                bench.planner()
                        .check(
                                Workbench.json(
                                        "{'a': {'robot': '/test/copi', 'use': ':original'},"
                                                + " 'b': {'robot': '/test/copy', 'use': 'a',"
                                                + " 'number': 101, 'nmber': 1}}"));

        assertEquals(
                List.of("steps.a.robot", "steps.b.nmber", "steps.b.number"),
                violations.stream().map(v -> v.path()).sorted().toList());
        assertTrue(violations.getFirst().message().contains("did you mean `/test/copy`"));
    }

    @Test
    void anIdIsUsedOnce() {
        var node = bench.node();
        var first = bench.request(COPY);
        var named =
                new CreateRequest(
                        "ab".repeat(16), first.steps(), first.fields(), List.of(), first.request());
        node.service().create(named);

        var again = assertThrows(AssemblyException.class, () -> node.service().create(named));
        var elsewhere =
                assertThrows(AssemblyException.class, () -> bench.node().service().create(named));

        assertEquals(ErrorCode.DO_NOT_REUSE_ASSEMBLY_IDS, again.error().code());
        assertEquals(ErrorCode.DO_NOT_REUSE_ASSEMBLY_IDS, elsewhere.error().code());
    }

    @Test
    void anUnknownAssemblyIsNotFound() {
        var node = bench.node();

        var unknown =
                assertThrows(
                        AssemblyException.class, () -> node.service().read("nope", Assembly::seq));

        assertEquals(ErrorCode.ASSEMBLY_NOT_FOUND, unknown.error().code());
    }

    @Test
    void aLadderOfStepsIsRefusedBeforeItRuns() {
        var steps = new StringBuilder("{'s0': {'robot': '/test/copy', 'use': ':original'}");
        steps.append(", 's1': {'robot': '/test/copy', 'use': [':original', 's0']}");
        for (int i = 2; i < 30; i++) {
            steps.append(
                    ", 's%d': {'robot': '/test/copy', 'use': ['s%d', 's%d']}"
                            .formatted(i, i - 1, i - 2));
        }

        var violations = bench.planner().check(Workbench.json(steps + "}"));

        assertEquals(ErrorCode.MAX_NUMBER_OF_FILES_EXCEEDED, violations.getFirst().code());
    }

    @Test
    void moreFilesThanAllowedEndTheAssembly() {
        bench.limits = limits(new AssemblyLimits(20, 1000), 3);
        var node = bench.node();

        String id = bench.run(node, "{'many': {'robot': '/test/make', 'number': 30}}");

        assertEquals(ErrorCode.MAX_NUMBER_OF_FILES_EXCEEDED, bench.error(node, id).code());
        assertEquals(21, bench.results(node, id, "many").size());
        assertEquals(List.of(), bench.queue.waiting());
    }

    @Test
    void aCancelledAssemblyStaysCancelledAndItsJobsAreTakenBack() {
        var node = bench.node();
        String id = node.service().create(bench.request(COPY, "a.png"));

        node.service().cancel(id);
        node.service().cancel(id);

        assertEquals(AssemblyStatus.CANCELLED, bench.status(node, id));
        assertEquals(List.of(), bench.queue.waiting());
        assertEquals(1, bench.ends(id));
    }

    @Test
    void nothingIsAddedToAnAssemblyThatIsOver() {
        var node = bench.node();
        String id = bench.run(node, COPY, "a.png");
        long before = node.service().read(id, Assembly::seq);
        var job = node.service().read(id, a -> a.run("copied").jobs().iterator().next().key());
        var late = bench.results(node, id, "copied").getFirst();

        node.service().warned(job, Warning.Level.WARNING, "late");
        node.service().finished(job, List.of(), 1, () -> {});
        node.service().failed(job, AssemblyError.of(ErrorCode.SERVER_500, "late"), () -> {});
        boolean awaited =
                node.service().emitted(new Event.FileEmitted(1, job, 7, late, false, 0, 0));

        assertFalse(awaited);
        assertEquals(before, node.service().read(id, Assembly::seq));
    }

    @Test
    void aFileOfAJobThatHasEndedIsRefusedSoThatClosedStepsStayClosed() {
        var node = bench.node();
        String id = node.service().create(bench.request(COPY, "a.png", "b.png"));
        bench.queue.run(bench.queue.waiting().get(0), node.runner());
        var done = node.service().read(id, a -> a.run(":original").jobs().iterator().next());

        boolean awaited =
                node.service()
                        .emitted(
                                new Event.FileEmitted(
                                        1,
                                        done.key(),
                                        9,
                                        done.inputs().getFirst().file(),
                                        false,
                                        0,
                                        0));

        assertFalse(awaited);
        bench.queue.drain(node.runner());
        assertEquals(2, bench.results(node, id, "copied").size());
    }

    @Test
    void batchStepsWaitInTheBatchLane() {
        var node = bench.node();
        node.service().create(bench.request("{'m': {'robot': '/test/make', 'queue': 'batch'}}"));

        assertEquals(Lane.BATCH_PIXELS, bench.queue.waiting("m").lane());
    }

    @Test
    void originalMayBeDeclaredInTheMiddle() {
        var node = bench.node();

        String id =
                bench.run(
                        node,
                        "{'copied': {'robot': '/test/copy', 'use': ':original'},"
                                + " ':original': {'robot': '/upload/handle', 'result': true},"
                                + " 'again': {'robot': '/test/copy', 'use': ['copied']}}",
                        "a.png");

        assertEquals(AssemblyStatus.COMPLETED, bench.status(node, id));
        assertEquals(
                List.of(":original", "again"),
                node.service()
                        .read(
                                id,
                                a -> a.resultSteps().stream().map(r -> r.step().name()).toList()));
    }

    @Test
    void anAbortedRequestLeavesARecord() {
        var node = bench.node();
        var request = bench.request(COPY);
        var named =
                new CreateRequest(
                        "cd".repeat(16), null, request.fields(), List.of(), request.request());

        node.service().aborted(named, "The browser went away.");

        assertEquals(AssemblyStatus.ABORTED, bench.status(node, "cd".repeat(16)));
        assertEquals(ErrorCode.REQUEST_PREMATURE_CLOSED, bench.error(node, "cd".repeat(16)).code());
    }

    @Test
    void aThousandFilesRunThroughTwoSteps() {
        var node = bench.node();
        var one = bench.request(COPY.replace("copy", "pass"), "a.png");
        var many =
                new CreateRequest(
                        null,
                        one.steps(),
                        one.fields(),
                        Collections.nCopies(1000, one.uploads().getFirst()),
                        one.request());

        String id = node.service().create(many);
        bench.queue.drain(node.runner());

        assertEquals(AssemblyStatus.COMPLETED, bench.status(node, id));
        assertEquals(1000, bench.results(node, id, "copied").size());
        assertEquals(2000, bench.queue.taken().size());
    }
}
