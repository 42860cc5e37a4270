package dev.atelier.robots;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.instructions.Phase;
import dev.atelier.core.port.CredentialVault;
import dev.atelier.core.robot.Bands;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotInput;

import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * One job as a robot sees it, in a test folder: everything runs at once on the caller's thread, and
 * what the robot emits, warns and reserves is kept to be looked at.
 */
public final class FakeJob implements RobotContext {
    /** A result as the robot left it, its bytes already moved out of the scratch folder. */
    public record Result(Emission emission, Path bytes, String name) {}

    private final Path folder;
    private final Path scratch;
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(20_26);
    private final Map<String, Path> bytesById = new HashMap<>();
    private final List<Emission> emissions = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Long> reservations = new ArrayList<>();
    private final Set<Phase> ignoredPhases = EnumSet.noneOf(Phase.class);
    private final List<AssemblyError> ignored = new ArrayList<>();
    private final ObjectNode variables = AssemblyFile.emptyJson();
    private volatile boolean reserved;
    private final Map<String, ObjectNode> credentials = new HashMap<>();
    private boolean cancelled;

    public FakeJob(Path folder) throws IOException {
        this.folder = folder;
        this.scratch = Files.createDirectories(folder.resolve("scratch"));
        Files.createDirectories(folder.resolve("results"));
        Files.createDirectories(folder.resolve("inputs"));
    }

    /** Makes a file on disk an input; its name is the path's last part. */
    public AssemblyFile add(Path bytes, String mime) throws IOException {
        return add(bytes, bytes.getFileName().toString(), mime);
    }

    public AssemblyFile add(Path bytes, String name, String mime) throws IOException {
        String id = String.format("%032x", bytesById.size() + 1);
        bytesById.put(id, bytes);
        return new AssemblyFile(
                id,
                "0".repeat(64),
                "0".repeat(32),
                Files.size(bytes),
                name,
                mime,
                mime.startsWith("image/") ? "image" : null,
                "file",
                new AssemblyFile.Original(id, name, "", "0".repeat(32)),
                false,
                null,
                AssemblyFile.emptyJson(),
                AssemblyFile.emptyJson());
    }

    public AssemblyFile add(String name, String mime, byte[] content) throws IOException {
        Path bytes = folder.resolve("inputs").resolve(bytesById.size() + "-" + name);
        return add(Files.write(bytes, content), name, mime);
    }

    /** Inputs without tags. */
    public static RobotInput input(AssemblyFile... files) {
        return new RobotInput(
                Arrays.stream(files)
                        .map(file -> new RobotInput.Item(file, ":original", List.of()))
                        .toList());
    }

    /** One input with its tags. */
    public static RobotInput.Item tagged(AssemblyFile file, String... as) {
        return new RobotInput.Item(file, ":original", List.of(as));
    }

    public List<Emission> emissions() {
        return emissions;
    }

    /** The emissions that carry new bytes. */
    public List<Result> results() {
        return results;
    }

    public List<String> warnings() {
        return warnings;
    }

    public List<Long> reservations() {
        return reservations;
    }

    /** From now on {@link #checkCancelled} throws. */
    public void cancel() {
        cancelled = true;
    }

    @Override
    public JobKey key() {
        return new JobKey("a".repeat(32), "step", "input");
    }

    @Override
    public Path scratch() {
        return scratch;
    }

    @Override
    public Path open(AssemblyFile file) throws IOException {
        Path bytes = bytesById.get(file.id());
        if (bytes == null) {
            throw new IOException("No such input: " + file.name());
        }
        return bytes;
    }

    @Override
    public void reserve(long pixels) {
        if (reserved) {
            throw new IllegalStateException("a job reserves once, for everything");
        }
        reserved = true;
        reservations.add(pixels);
    }

    @Override
    public void requireRoom(long pixels) {}

    @Override
    public void giveBack() {
        reserved = false;
    }

    /** Whether room for pixels is held at the moment. */
    public boolean reserved() {
        return reserved;
    }

    @Override
    public <T> T pixels(Callable<T> work) throws Exception {
        checkCancelled();
        return work.call();
    }

    @Override
    public Bands bands() {
        return Bands.SEQUENTIAL;
    }

    @Override
    public void emit(Emission emission) throws IOException {
        emissions.add(emission);
        switch (emission) {
            case Emission.NewFile made -> keep(made, made.bytes(), made.name());
            case Emission.Imported fetched -> keep(fetched, fetched.bytes(), fetched.name());
            case Emission.PassOn _, Emission.Reread _, Emission.Stub _ -> {}
        }
    }

    private void keep(Emission emission, Path bytes, String name) throws IOException {
        Path kept = folder.resolve("results").resolve(results.size() + "-" + name);
        Files.move(bytes, kept);
        results.add(new Result(emission, kept, name));
    }

    @Override
    public boolean passOver() {
        return false;
    }

    /** What was given up, when {@link #ignoring} the phase. */
    public List<AssemblyError> ignored() {
        return ignored;
    }

    /** As a step with {@code ignore_errors}. */
    public FakeJob ignoring(Phase... phases) {
        ignoredPhases.addAll(List.of(phases));
        return this;
    }

    @Override
    public boolean ignore(Phase phase, AssemblyError error) {
        return ignoredPhases.contains(phase) && ignored.add(error);
    }

    @Override
    public ObjectNode variables() {
        return variables;
    }

    /** Knows the name, the size and the metadata of the file. */
    @Override
    public ObjectNode describe(AssemblyFile file) {
        ObjectNode json = AssemblyFile.emptyJson();
        json.put("id", file.id()).put("name", file.name()).put("size", file.size());
        json.set("meta", file.meta());
        return json;
    }

    @Override
    public int depth() {
        return 1;
    }

    /** From now on the account has these. */
    public FakeJob holding(String name, ObjectNode content) {
        credentials.put(name, content);
        return this;
    }

    @Override
    public ObjectNode credentials(String name) {
        ObjectNode content = credentials.get(name);
        return content == null ? CredentialVault.EMPTY.open("test", name) : content;
    }

    /** Knows the name and the metadata of the file. */
    @Override
    public String fill(String param, String text, AssemblyFile file) {
        String filled = text.replace("${file.name}", file.name());
        for (var entry : file.meta().properties()) {
            filled =
                    filled.replace(
                            "${file.meta." + entry.getKey() + "}", entry.getValue().asText());
        }
        return filled;
    }

    @Override
    public void warn(String message) {
        warnings.add(message);
    }

    @Override
    public void notice(String message) {
        warnings.add(message);
    }

    @Override
    public void progress(int done, int total) {}

    @Override
    public void checkCancelled() {
        if (cancelled) {
            throw new CancellationException("The job was cancelled.");
        }
    }

    @Override
    public InstantSource clock() {
        return InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public Logger log() {
        return NOPLogger.NOP_LOGGER;
    }
}
