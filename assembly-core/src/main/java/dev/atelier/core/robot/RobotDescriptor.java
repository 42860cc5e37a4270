package dev.atelier.core.robot;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Load;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.Phase;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a robot declares about itself.
 *
 * @param name such as {@code /image/resize}
 * @param params the parameter record
 * @param accepts MIME patterns ({@code image/*}) of the inputs it takes; others are skipped
 * @param gives MIME patterns of what it can bring out
 * @param roles the {@code as} tags it knows; empty when any tag will do
 * @param primaryRole the role of which it takes one file a run, repeating the files of other roles
 * @param needsInput false when it may run without any file
 * @param load what a job mostly does; may look at the step's raw parameters
 * @param validation code for wrong parameters
 * @param failure code for a job that failed for a reason the robot did not name
 * @param phases the phases {@code ignore_errors} may name
 * @param literal parameters not interpolated unless {@code interpolate} switches them on
 * @param summary one sentence
 */
public record RobotDescriptor<P extends Record>(
        String name,
        Class<P> params,
        List<String> accepts,
        List<String> gives,
        Set<String> roles,
        @Nullable String primaryRole,
        boolean needsInput,
        Function<ObjectNode, Load> load,
        ErrorCode validation,
        ErrorCode failure,
        Set<Phase> phases,
        Set<String> literal,
        String summary) {

    public static final List<String> ANY = List.of("*/*");
    public static final List<String> IMAGES = List.of("image/*");

    public static <P extends Record> RobotDescriptor<P> of(String name, Class<P> params) {
        return new RobotDescriptor<>(
                name,
                params,
                ANY,
                ANY,
                Set.of(),
                null,
                true,
                raw -> Load.PIXELS,
                ErrorCode.ROBOT_VALIDATION_BASE_ERROR,
                ErrorCode.INTERNAL_COMMAND_ERROR,
                EnumSet.of(Phase.META, Phase.EXECUTE),
                Set.of(),
                "");
    }

    public RobotDescriptor<P> accepting(List<String> patterns) {
        return new RobotDescriptor<>(
                name,
                params,
                List.copyOf(patterns),
                gives,
                roles,
                primaryRole,
                needsInput,
                load,
                validation,
                failure,
                phases,
                literal,
                summary);
    }

    public RobotDescriptor<P> giving(List<String> patterns) {
        return new RobotDescriptor<>(
                name,
                params,
                accepts,
                List.copyOf(patterns),
                roles,
                primaryRole,
                needsInput,
                load,
                validation,
                failure,
                phases,
                literal,
                summary);
    }

    /** The first role is the primary one. */
    public RobotDescriptor<P> roles(String primary, String... others) {
        var all = new java.util.LinkedHashSet<String>(List.of(others));
        all.add(primary);
        return new RobotDescriptor<>(
                name,
                params,
                accepts,
                gives,
                Set.copyOf(all),
                primary,
                needsInput,
                load,
                validation,
                failure,
                phases,
                literal,
                summary);
    }

    /** Any tag will do; {@code primary} is the one of which a run takes one file. */
    public RobotDescriptor<P> anyRole(String primary) {
        return new RobotDescriptor<>(
                name,
                params,
                accepts,
                gives,
                Set.of(),
                primary,
                needsInput,
                load,
                validation,
                failure,
                phases,
                literal,
                summary);
    }

    public RobotDescriptor<P> mayRunWithoutInput() {
        return new RobotDescriptor<>(
                name,
                params,
                accepts,
                gives,
                roles,
                primaryRole,
                false,
                load,
                validation,
                failure,
                phases,
                literal,
                summary);
    }

    /** It fetches files, so its steps may ignore that one cannot be fetched. */
    public RobotDescriptor<P> imports() {
        return new RobotDescriptor<>(
                name,
                params,
                accepts,
                gives,
                roles,
                primaryRole,
                needsInput,
                load,
                validation,
                failure,
                EnumSet.allOf(Phase.class),
                literal,
                summary);
    }

    public RobotDescriptor<P> weighs(Load fixed) {
        return weighs(raw -> fixed);
    }

    public RobotDescriptor<P> weighs(Function<ObjectNode, Load> byParams) {
        return new RobotDescriptor<>(
                name,
                params,
                accepts,
                gives,
                roles,
                primaryRole,
                needsInput,
                byParams,
                validation,
                failure,
                phases,
                literal,
                summary);
    }

    public RobotDescriptor<P> codes(ErrorCode wrongParams, ErrorCode failed) {
        return new RobotDescriptor<>(
                name,
                params,
                accepts,
                gives,
                roles,
                primaryRole,
                needsInput,
                load,
                wrongParams,
                failed,
                phases,
                literal,
                summary);
    }

    public RobotDescriptor<P> summary(String sentence) {
        return new RobotDescriptor<>(
                name,
                params,
                accepts,
                gives,
                roles,
                primaryRole,
                needsInput,
                load,
                validation,
                failure,
                phases,
                literal,
                sentence);
    }
}
