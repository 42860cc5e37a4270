package dev.atelier.core.robot;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Load;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.Phase;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a robot declares about itself. Nothing of it changes: each method that sets something gives
 * a new one.
 */
public final class RobotDescriptor<P extends Record> {
    public static final List<String> ANY = List.of("*/*");
    public static final List<String> IMAGES = List.of("image/*");

    private final String name;
    private final Class<P> params;
    private List<String> accepts = ANY;
    private List<String> gives = ANY;
    private Set<String> roles = Set.of();
    private @Nullable String primaryRole;
    private boolean needsInput = true;
    private Function<ObjectNode, Load> load = raw -> Load.PIXELS;
    private ErrorCode validation = ErrorCode.ROBOT_VALIDATION_BASE_ERROR;
    private ErrorCode failure = ErrorCode.INTERNAL_COMMAND_ERROR;
    private Set<Phase> phases = EnumSet.of(Phase.META, Phase.EXECUTE);
    private Set<String> literal = Set.of();
    private Duration waits = Duration.ZERO;
    private Predicate<ObjectNode> spends = raw -> false;
    private Map<String, Consumer<String>> words = Map.of();
    private Consumer<P> whole = params -> {};
    private String summary = "";

    private RobotDescriptor(String name, Class<P> params) {
        this.name = name;
        this.params = params;
    }

    public static <P extends Record> RobotDescriptor<P> of(String name, Class<P> params) {
        return new RobotDescriptor<>(name, params);
    }

    public RobotDescriptor<P> accepting(List<String> patterns) {
        return with(copy -> copy.accepts = List.copyOf(patterns));
    }

    public RobotDescriptor<P> giving(List<String> patterns) {
        return with(copy -> copy.gives = List.copyOf(patterns));
    }

    /** The first role is the primary one. */
    public RobotDescriptor<P> roles(String primary, String... others) {
        var all = new LinkedHashSet<String>(List.of(others));
        all.add(primary);
        return with(copy -> {
            copy.roles = Set.copyOf(all);
            copy.primaryRole = primary;
        });
    }

    /** Any tag will do; {@code primary} is the one of which a run takes one file. */
    public RobotDescriptor<P> anyRole(String primary) {
        return with(copy -> {
            copy.roles = Set.of();
            copy.primaryRole = primary;
        });
    }

    public RobotDescriptor<P> mayRunWithoutInput() {
        return with(copy -> copy.needsInput = false);
    }

    /** It fetches files, so its steps may ignore that one cannot be fetched. */
    public RobotDescriptor<P> imports() {
        return with(copy -> copy.phases = EnumSet.allOf(Phase.class));
    }

    public RobotDescriptor<P> weighs(Load fixed) {
        return weighs(raw -> fixed);
    }

    public RobotDescriptor<P> weighs(Function<ObjectNode, Load> byParams) {
        return with(copy -> copy.load = byParams);
    }

    public RobotDescriptor<P> codes(ErrorCode wrongParams, ErrorCode failed) {
        return with(copy -> {
            copy.validation = wrongParams;
            copy.failure = failed;
        });
    }

    /**
     * The robot is handed these parameters as they are written, and may fill them in itself; see
     * {@link RobotContext#fill}.
     */
    public RobotDescriptor<P> literal(String... names) {
        return with(copy -> copy.literal = Set.of(names));
    }

    /** A job may take this much longer than others, because it waits for somebody else's work. */
    public RobotDescriptor<P> waits(Duration most) {
        return with(copy -> copy.waits = most);
    }

    /**
     * What a text has to be, beyond what its {@link Param} says, to mean something in this house.
     *
     * @param check throws a {@link ParamException} about the value
     */
    public RobotDescriptor<P> checking(String param, Consumer<String> check) {
        var more = new HashMap<>(words);
        more.put(param, check);
        return with(copy -> copy.words = Map.copyOf(more));
    }

    /**
     * How the parameters have to go together in this house, beyond what their record says.
     *
     * @param check throws a {@link ParamException}
     */
    public RobotDescriptor<P> checking(Consumer<P> check) {
        return with(copy -> copy.whole = check);
    }

    /** A job may cost money outside; may look at the step's raw parameters. */
    public RobotDescriptor<P> spends(Predicate<ObjectNode> byParams) {
        return with(copy -> copy.spends = byParams);
    }

    public RobotDescriptor<P> summary(String sentence) {
        return with(copy -> copy.summary = sentence);
    }

    private RobotDescriptor<P> with(Consumer<RobotDescriptor<P>> change) {
        var copy = new RobotDescriptor<>(name, params);
        copy.accepts = accepts;
        copy.gives = gives;
        copy.roles = roles;
        copy.primaryRole = primaryRole;
        copy.needsInput = needsInput;
        copy.load = load;
        copy.validation = validation;
        copy.failure = failure;
        copy.phases = phases;
        copy.literal = literal;
        copy.waits = waits;
        copy.spends = spends;
        copy.words = words;
        copy.whole = whole;
        copy.summary = summary;
        change.accept(copy);
        return copy;
    }

    /** Such as {@code /image/resize}. */
    public String name() {
        return name;
    }

    /** The parameter record. */
    public Class<P> params() {
        return params;
    }

    /** MIME patterns ({@code image/*}) of the inputs it takes; others are skipped. */
    public List<String> accepts() {
        return accepts;
    }

    /** MIME patterns of what it can bring out. */
    public List<String> gives() {
        return gives;
    }

    /** The {@code as} tags it knows; empty when any tag will do. */
    public Set<String> roles() {
        return roles;
    }

    /** The role of which it takes one file a run, repeating the files of other roles. */
    public @Nullable String primaryRole() {
        return primaryRole;
    }

    /** False when it may run without any file. */
    public boolean needsInput() {
        return needsInput;
    }

    /** What a job mostly does; may look at the step's raw parameters. */
    public Function<ObjectNode, Load> load() {
        return load;
    }

    /** Code for wrong parameters. */
    public ErrorCode validation() {
        return validation;
    }

    /** Code for a job that failed for a reason the robot did not name. */
    public ErrorCode failure() {
        return failure;
    }

    /** The phases {@code ignore_errors} may name. */
    public Set<Phase> phases() {
        return phases;
    }

    /** Parameters not interpolated unless {@code interpolate} switches them on. */
    public Set<String> literal() {
        return literal;
    }

    /** Time beyond that of every job. */
    public Duration waits() {
        return waits;
    }

    /** Whether a job with these raw parameters may cost money outside. */
    public Predicate<ObjectNode> spends() {
        return spends;
    }

    /** One sentence. */
    public String summary() {
        return summary;
    }

    /** Runs the check of one parameter; does nothing for one that has none. */
    void check(String param, String value) {
        Consumer<String> check = words.get(param);
        if (check != null) {
            check.accept(value);
        }
    }

    /** Runs the check of all parameters together. */
    void check(Record bound) {
        whole.accept(params.cast(bound));
    }
}
