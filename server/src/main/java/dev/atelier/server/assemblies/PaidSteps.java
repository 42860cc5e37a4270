package dev.atelier.server.assemblies;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.run.Planner;
import dev.atelier.server.auth.Caller;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Keeps a key that leaked out of a page from spending money: steps that cost something need a
 * signature or come out of a template.
 */
public final class PaidSteps {
    private final boolean guarded;
    private final Planner planner;

    /**
     * @param guarded false when the operator trusts everybody with a key
     */
    public PaidSteps(boolean guarded, Planner planner) {
        this.guarded = guarded;
        this.planner = planner;
    }

    /**
     * @param sent the steps the client has a say in
     * @param steps as they would run, a template's laid under them
     * @throws AssemblyException {@code NO_SIGNATURE_FIELD} naming those that cost something
     */
    void require(@Nullable JsonNode sent, @Nullable JsonNode steps, Caller caller) {
        if (!guarded || caller.signed()) {
            return;
        }
        List<String> names = planner.spending(sent, steps);
        if (!names.isEmpty()) {
            throw new AssemblyException(
                    ErrorCode.NO_SIGNATURE_FIELD,
                    "The request carries no signature field, and what costs money needs one: step %s. Sign the request, or keep the steps in a template; the operator can set auth.paid_needs_signature=false."
                            .formatted(String.join(", ", names)));
        }
    }
}
