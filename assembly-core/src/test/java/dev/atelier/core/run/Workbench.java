package dev.atelier.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.AssemblyLimits;
import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.assembly.StepRun;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.graph.GraphLimits;
import dev.atelier.core.instructions.Expressions;
import dev.atelier.core.memory.CountingIds;
import dev.atelier.core.memory.MemoryAssemblyStore;
import dev.atelier.core.memory.MemoryEventBus;
import dev.atelier.core.memory.MemoryFileStore;
import dev.atelier.core.memory.MemoryNotificationQueue;
import dev.atelier.core.memory.MemoryTransactions;
import dev.atelier.core.port.AssemblyStore;
import dev.atelier.core.port.CredentialVault;
import dev.atelier.core.port.JobListener;
import dev.atelier.core.port.JobQueue;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotRegistry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The core on memory ports with test robots: what a test needs to run Assemblies. */
final class Workbench implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final SettableClock clock = new SettableClock();
    final MemoryTransactions transactions = new MemoryTransactions();
    final MemoryEventBus bus = new MemoryEventBus();
    final HandQueue queue = new HandQueue(transactions);
    final MemoryNotificationQueue notifications = new MemoryNotificationQueue(transactions, clock);
    final Path scratch;
    final MemoryFileStore files;
    AssemblyStore store = new MemoryAssemblyStore(transactions, clock, Duration.ofDays(30));
    ServiceLimits limits =
            new ServiceLimits(
                    GraphLimits.DEFAULT,
                    AssemblyLimits.DEFAULT,
                    100,
                    Duration.ofHours(16),
                    Duration.ofMinutes(5),
                    3);

    CredentialVault vault = CredentialVault.EMPTY;
    Expressions expressions = Expressions.NONE;

    private final CountingIds ids = new CountingIds();
    private final PixelPool pixels = new PixelPool(2, 10_000_000);
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("timer").factory());
    private final RobotRegistry robots;

    /** One process on the shared store. */
    record Node(AssemblyService service, JobRunner runner, RunningJobs running) {}

    Workbench(Path folder, Robot<?>... robots) {
        var all = new ArrayList<Robot<?>>(List.of(robots));
        all.add(
                TestRobot.of(
                        "/upload/handle",
                        (params, input, job) ->
                                job.emit(Emission.passOn(input.files().getFirst()))));
        this.robots = new RobotRegistry(all, Set.of());
        this.scratch = folder.resolve("scratch");
        try {
            this.files = new MemoryFileStore(Files.createDirectory(folder.resolve("files")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With robots that copy, make and pass on files. */
    static Workbench usual(Path folder) {
        return new Workbench(
                folder,
                TestRobot.copying("/test/copy"),
                TestRobot.making("/test/make"),
                TestRobot.passing("/test/pass"));
    }

    Node node() {
        return node(queue);
    }

    Node node(JobQueue through) {
        var running = new RunningJobs();
        var ports =
                new AssemblyService.Ports(
                        store, through, notifications, transactions, bus, ids, clock);
        var service = new AssemblyService(ports, robots, running, limits);
        var workshop =
                new JobRunner.Workshop(
                        files,
                        new TestMetadata(),
                        pixels,
                        scratch,
                        clock,
                        JobListener.NONE,
                        vault,
                        expressions,
                        timer);
        return new Node(
                service, new JobRunner(service, robots, running, limits, workshop), running);
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Steps in JSON with single quotes; uploads by name, their content is the name. */
    CreateRequest request(String steps, String... uploads) {
        return request(json(steps), AssemblyFile.emptyJson(), uploads);
    }

    CreateRequest request(JsonNode steps, ObjectNode fields, String... uploads) {
        var list = new ArrayList<CreateRequest.Upload>();
        for (String name : uploads) {
            try {
                var bytes = new ByteArrayInputStream(name.getBytes(StandardCharsets.UTF_8));
                list.add(new CreateRequest.Upload(files.put(bytes), name, "file"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        var kept = Event.Request.of("http://localhost", "{}", Event.Sender.local(null));
        return new CreateRequest(null, steps, fields, list, kept);
    }

    /** How often the Assembly was stored as ended. */
    long ends(String id) {
        return store.events(id, 0).stream().filter(event -> event.ends().isPresent()).count();
    }

    /** Creates an Assembly and runs all its jobs. */
    String run(Node node, String steps, String... uploads) {
        String id = node.service().create(request(steps, uploads));
        queue.drain(node.runner());
        return id;
    }

    AssemblyStatus status(Node node, String id) {
        return node.service().read(id, Assembly::status);
    }

    AssemblyError error(Node node, String id) {
        return node.service().read(id, assembly -> Objects.requireNonNull(assembly.error()));
    }

    List<AssemblyFile> results(Node node, String id, String step) {
        return node.service()
                .read(
                        id,
                        assembly ->
                                assembly.run(step).results().stream()
                                        .map(StepRun.Result::file)
                                        .toList());
    }

    @Override
    public void close() {
        pixels.close();
        timer.shutdownNow();
    }

    Planner planner() {
        return new Planner(robots, limits);
    }
}
