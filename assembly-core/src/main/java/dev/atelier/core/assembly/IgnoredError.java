package dev.atelier.core.assembly;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.instructions.Phase;

/** An error that {@code ignore_errors} let pass. */
public record IgnoredError(String step, Phase phase, AssemblyError error) {}
