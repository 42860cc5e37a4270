package dev.atelier.robots.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a model said.
 *
 * @param meta who said it and what it cost
 * @param cutShort whether it stopped for lack of room and not because it was done
 */
public record ChatAnswer(String text, ObjectNode meta, boolean cutShort) {}
