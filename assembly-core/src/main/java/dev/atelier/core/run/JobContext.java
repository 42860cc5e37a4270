package dev.atelier.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.assembly.IgnoredError;
import dev.atelier.core.assembly.JobInput;
import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Warning;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.Phase;
import dev.atelier.core.instructions.Variables;
import dev.atelier.core.port.Ids;
import dev.atelier.core.port.JobQueue;
import dev.atelier.core.robot.Bands;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.RobotContext;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.zip.CRC32;

/** One job's view of the house, and the way its results take into it. */
final class JobContext implements RobotContext, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RobotContext.class);

    private final JobQueue.Claim claim;
    private final JobRunner.Work work;
    private final RunningJobs.Run run;
    private final JobRunner.Workshop workshop;
    private final AssemblyService service;
    private final List<IgnoredError> ignored;
    private final EmittedFiles results;
    private final long started;
    private @Nullable Path scratch;
    private PixelPool.@Nullable Room room;
    private final Set<String> unfilled = new HashSet<>();
    private int ordinal;

    JobContext(
            JobQueue.Claim claim,
            JobRunner.Work work,
            RunningJobs.Run run,
            JobRunner.Workshop workshop,
            AssemblyService service,
            List<IgnoredError> ignored) {
        this.claim = claim;
        this.work = work;
        this.run = run;
        this.workshop = workshop;
        this.service = service;
        this.ignored = ignored;
        this.results = new EmittedFiles(this, workshop, work, claim.lane().batch(), ignored);
        this.started = workshop.clock().millis();
    }

    @Override
    public JobKey key() {
        return claim.key();
    }

    @Override
    public Path scratch() {
        Path mine = scratch;
        if (mine == null) {
            try {
                Files.createDirectories(workshop.scratch());
                mine = Files.createTempDirectory(workshop.scratch(), "job-");
            } catch (IOException e) {
                throw new IllegalStateException("no scratch folder can be made", e);
            }
            scratch = mine;
        }
        return mine;
    }

    @Override
    public Path open(AssemblyFile file) throws IOException {
        return workshop.files().local(file.sha256());
    }

    @Override
    public void reserve(long pixels) {
        if (room != null) {
            throw new IllegalStateException("a job reserves once, for everything");
        }
        room = room(pixels);
    }

    @Override
    public void requireRoom(long pixels) {
        workshop.pixels().require(pixels);
    }

    @Override
    public void giveBack() {
        if (room != null) {
            room.close();
            room = null;
        }
    }

    /** Room for one picture; null when there is none in it, or the job has reserved for all. */
    PixelPool.@Nullable Room roomOfOne(long pixels) {
        return room == null && pixels > 0 ? room(pixels) : null;
    }

    private PixelPool.Room room(long pixels) {
        try {
            return workshop.pixels().reserve(pixels);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("job cancelled");
        }
    }

    @Override
    public <T> T pixels(Callable<T> task) throws Exception {
        checkCancelled();
        return workshop.pixels().call(claim.lane().batch(), task);
    }

    @Override
    public Bands bands() {
        return (count, band) ->
                workshop.pixels().forEach(claim.lane().batch(), count, band, run::stopped);
    }

    @Override
    public ObjectNode variables() {
        return scope(work.input().inputs());
    }

    @Override
    public ObjectNode describe(AssemblyFile file) {
        return Scope.file(file);
    }

    @Override
    public int depth() {
        return work.request().depth();
    }

    @Override
    public ObjectNode credentials(String name) {
        return workshop.credentials().open(work.request().sender().account(), name);
    }

    @Override
    public String fill(String param, String text, AssemblyFile file) {
        var interpolation = work.step().interpolation();
        if (!interpolation.covers(param) || interpolation.names(param)) {
            return text;
        }
        var inputs = work.input().inputs().stream().filter(in -> in.file().equals(file)).toList();
        var variables =
                new Variables(
                        scope(inputs),
                        workshop.expressions(),
                        ErrorCode.ROBOT_VALIDATION_BASE_ERROR);
        String filled = variables.fill(work.step(), param, text);
        if (!variables.violations().isEmpty()) {
            throw new AssemblyException(AssemblyError.of(variables.violations()));
        }
        variables.missing().stream()
                .filter(unfilled::add)
                .forEach(name ->
                        notice("${" + name + "} has no value for some files; it was left empty."));
        return filled;
    }

    /** The values variables have for these inputs; the first of them is the file. */
    ObjectNode scope(List<JobInput.Input> inputs) {
        return Scope.of(
                new JobInput(key(), inputs),
                work.fields(),
                work.request().parentId(),
                workshop.clock().millis());
    }

    @Override
    public void warn(String message) {
        warn(Warning.Level.WARNING, message);
    }

    @Override
    public void notice(String message) {
        warn(Warning.Level.NOTICE, message);
    }

    private void warn(Warning.Level level, String message) {
        stored(() -> {
            service.warned(key(), level, message);
            return true;
        });
    }

    @Override
    public void progress(int done, int total) {
        workshop.listener().progressed(key(), done, total);
    }

    @Override
    public void checkCancelled() {
        if (run.stopped() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("job cancelled");
        }
    }

    @Override
    public InstantSource clock() {
        return workshop.clock();
    }

    @Override
    public RandomGenerator random() {
        var crc = new CRC32();
        crc.update(key().text().getBytes(StandardCharsets.UTF_8));
        return RandomGeneratorFactory.of("L64X128MixRandom").create(crc.getValue());
    }

    @Override
    public Logger log() {
        return LOG;
    }

    @Override
    public void emit(Emission emission) throws IOException {
        checkCancelled();
        if (passOver()) {
            return;
        }
        int number = ordinal++;
        String id = Ids.fileId(key(), number);
        AssemblyFile file = results.of(id, emission);
        if (file == null) {
            return;
        }
        long now = workshop.clock().millis();
        var event =
                new Event.FileEmitted(
                        now,
                        key(),
                        number,
                        file,
                        claim.lane().batch(),
                        Math.max(0, started - claim.enqueuedAt()),
                        now - started);
        if (!stored(() -> service.emitted(event))) {
            run.stop();
            throw new CancellationException("job cancelled");
        }
    }

    @Override
    public boolean passOver() {
        boolean known = work.emitted().contains(ordinal);
        ordinal += known ? 1 : 0;
        return known;
    }

    private static boolean stored(BooleanSupplier storing) {
        try {
            return storing.getAsBoolean();
        } catch (AssemblyException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new LostRunException("the store failed", e);
        }
    }

    @Override
    public boolean ignore(Phase phase, AssemblyError error) {
        if (!work.step().ignoreErrors().contains(phase)) {
            return false;
        }
        ordinal++;
        ignored.add(new IgnoredError(work.step().name(), phase, error));
        return true;
    }

    @Override
    public void close() {
        giveBack();
        Path mine = scratch;
        if (mine == null) {
            return;
        }
        try (var files = Files.walk(mine)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.warn("scratch folder left behind reason={}", e.toString());
        }
    }
}
