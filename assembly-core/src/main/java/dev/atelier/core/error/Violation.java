package dev.atelier.core.error;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with instructions.
 *
 * @param path where, as a JSON path such as {@code steps.resized.width}
 * @param message what is wrong and what is allowed
 * @param step the step it concerns, if one is
 */
public record Violation(ErrorCode code, String path, String message, @Nullable String step) {}
