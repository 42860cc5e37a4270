package dev.atelier.robots.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.robot.ParamException;
import dev.atelier.robots.chat.Conversation.Part;
import dev.atelier.robots.chat.Conversation.Speaker;
import dev.atelier.robots.chat.Conversation.Turn;
import dev.atelier.robots.chat.Conversation.Words;

import java.util.ArrayList;
import java.util.List;

/** The {@code messages} of a step: a prompt, or a conversation so far. */
public record Messages(List<Turn> turns) {

    /**
     * @throws ParamException naming the message that cannot be read
     */
    @JsonCreator
    public static Messages parse(JsonNode node) {
        if (node.isTextual()) {
            return new Messages(List.of(user(node.textValue())));
        }
        if (!node.isArray() || node.isEmpty()) {
            throw new ParamException("", "must be a prompt, or a list of {role, content}");
        }
        var turns = new ArrayList<Turn>();
        for (int i = 0; i < node.size(); i++) {
            turns.add(turn(node.get(i), "message " + (i + 1) + " "));
        }
        if (turns.getLast().speaker() != Speaker.USER) {
            throw new ParamException("", "must end with a message of the role user");
        }
        return new Messages(List.copyOf(turns));
    }

    private static Turn user(String text) {
        if (text.isBlank()) {
            throw new ParamException("", "is blank; say what the model should do");
        }
        return Turn.of(Speaker.USER, text);
    }

    private static Turn turn(JsonNode node, String which) {
        Speaker speaker =
                switch (node.path("role").asText()) {
                    case "system", "developer" -> Speaker.SYSTEM;
                    case "user" -> Speaker.USER;
                    case "assistant" -> Speaker.ASSISTANT;
                    default ->
                            throw new ParamException(
                                    "", which + "needs a role: system, user or assistant");
                };
        JsonNode content = node.path("content");
        if (content.isTextual()) {
            return Turn.of(speaker, content.textValue());
        }
        var parts = new ArrayList<Part>();
        for (JsonNode part : content) {
            if (!part.path("type").asText().equals("text") || !part.path("text").isTextual()) {
                throw new ParamException(
                        "",
                        which
                                + "may hold parts of type text only; pictures and documents are"
                                + " given as input files of the step");
            }
            parts.add(new Words(part.path("text").textValue()));
        }
        if (parts.isEmpty()) {
            throw new ParamException("", which + "needs content");
        }
        return new Turn(speaker, parts);
    }
}
