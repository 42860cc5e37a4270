package dev.atelier.robots.generate;

import org.jspecify.annotations.Nullable;

/**
 * What a client asks for, apart from the files.
 *
 * @param asked the model that was named, {@code model} unless that is retired
 * @param provider as the client named it
 * @param format null for the model's own
 * @param aspect the shape, in the client's numbers
 */
public record Wish(
        Model model,
        Model asked,
        @Nullable String provider,
        String prompt,
        @Nullable String style,
        @Nullable Quality quality,
        @Nullable OutputFormat format,
        Seed seed,
        int outputs,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable AspectRatio aspect) {

    /** Whether another model than the one that was named, or its successor, makes the picture. */
    boolean standsIn() {
        return !model.isCalled(asked.name())
                && (asked.successor() == null || !model.isCalled(asked.successor()));
    }

    boolean namesSize() {
        return width != null || height != null || aspect != null;
    }
}
