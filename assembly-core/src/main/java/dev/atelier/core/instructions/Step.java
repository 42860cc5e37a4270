package dev.atelier.core.instructions;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Set;

/**
 * One step of the instructions. Treat the JSON members as read-only.
 *
 * @param robot such as {@code /image/resize}
 * @param params the robot's own parameters, as written
 * @param ignoreErrors the phases whose errors do not end the Assembly
 * @param result true to list its files although another step uses them
 * @param batch true for {@code queue: batch}
 * @param forceAccept true to hand over files the robot would skip
 * @param userMeta laid over the {@code user_meta} of every file it emits
 */
public record Step(
        String name,
        String robot,
        Use use,
        ObjectNode params,
        OutputMeta outputMeta,
        Set<Phase> ignoreErrors,
        boolean result,
        boolean batch,
        boolean forceAccept,
        Interpolation interpolation,
        ObjectNode userMeta) {

    /** The step that stands for the uploads, declared or not. */
    public static final String ORIGINAL = ":original";

    public static final String UPLOAD_HANDLE = "/upload/handle";

    public Step {
        ignoreErrors = Set.copyOf(ignoreErrors);
    }

    /** Whether its robot leaves files elsewhere, as all whose name ends so. */
    public boolean stores() {
        return robot.endsWith("/store");
    }

    public boolean isOriginal() {
        return name.equals(ORIGINAL);
    }
}
