package dev.atelier.core.instructions;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Parsed Assembly Instructions.
 *
 * @param steps by name, in the order written; {@code :original} is always there, first when it was
 *     not declared
 */
public record Instructions(SequencedMap<String, Step> steps) {
    public Instructions {
        steps = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(steps));
    }

    /**
     * @throws IllegalArgumentException for a name that is not a step
     */
    public Step step(String name) {
        Step step = steps.get(name);
        if (step == null) {
            throw new IllegalArgumentException("no step " + name);
        }
        return step;
    }
}
