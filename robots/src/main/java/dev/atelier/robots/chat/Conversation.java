package dev.atelier.robots.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.JobKey;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/**
 * What a model is told, the last turn being the one it answers.
 *
 * @param job that asks; the same work has the same key after a crash
 * @param model as the step names it; null for the one the service prefers
 * @param schema a JSON Schema the answer follows; null for free text
 * @param effort how long to think; null for the model's own habit
 */
public record Conversation(
        JobKey job,
        @Nullable String model,
        List<Turn> turns,
        @Nullable ObjectNode schema,
        @Nullable String effort) {

    /** Who speaks. */
    public enum Speaker {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /** One message. */
    public record Turn(Speaker speaker, List<Part> parts) {
        public Turn {
            parts = List.copyOf(parts);
        }

        static Turn of(Speaker speaker, String text) {
            return new Turn(speaker, List.of(new Words(text)));
        }
    }

    /** A piece of a message. */
    public sealed interface Part {}

    public record Words(String text) implements Part {}

    /** A picture, upright, in a format every model reads. */
    public record Shown(Path file, String mime) implements Part {}

    /** A PDF. */
    public record Paper(Path file, String name) implements Part {}

    public Conversation {
        turns = List.copyOf(turns);
    }
}
