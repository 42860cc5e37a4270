package dev.atelier.robots.chat;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.robots.chat.Conversation.Part;
import dev.atelier.robots.chat.Conversation.Speaker;
import dev.atelier.robots.chat.Conversation.Turn;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts a step's words and its files together. */
final class Asking {
    private Asking() {}

    /**
     * @param enclosed goes to the end of the last message
     */
    static Conversation of(AiChatRobot.Params params, List<Part> enclosed, JobKey job) {
        var turns = new ArrayList<Turn>();
        if (params.systemMessage() != null) {
            turns.add(Turn.of(Speaker.SYSTEM, params.systemMessage()));
        }
        turns.addAll(params.messages().turns());
        var parts = new ArrayList<>(turns.removeLast().parts());
        parts.addAll(enclosed);
        turns.add(new Turn(Speaker.USER, parts));
        return new Conversation(
                job,
                params.model(),
                turns,
                params.schema() == null ? null : params.schema().root(),
                effort(params.reasoningEffort()));
    }

    private static @Nullable String effort(AiChatRobot.@Nullable Effort effort) {
        return effort == null ? null : effort.name().toLowerCase(Locale.ROOT);
    }
}
