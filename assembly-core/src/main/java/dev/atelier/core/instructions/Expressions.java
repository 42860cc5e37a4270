package dev.atelier.core.instructions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

/** Computes what is more than a look-up, such as {@code Math.max(10, file.meta.width)}. */
@FunctionalInterface
public interface Expressions {
    /** Computes nothing. */
    Expressions NONE =
            (source, variables) -> {
                throw new AssemblyException(
                        ErrorCode.SCRIPT_RUN_VALIDATION, "Expressions cannot be computed here.");
            };

    /**
     * The value of the last expression in a piece of JavaScript.
     *
     * @param variables what it can see, by name
     * @return JSON null when it has none
     * @throws AssemblyException {@code SCRIPT_RUN_VALIDATION} with the reason, when it fails, takes
     *     too long or too much memory, or gives what is no JSON
     * @throws java.util.concurrent.CancellationException when the thread is interrupted
     */
    JsonNode value(String source, ObjectNode variables);
}
