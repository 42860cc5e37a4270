package dev.atelier.robots.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.file.Path;

/**
 * A picture as a provider gave it back.
 *
 * @param file read only
 * @param model as a step names it
 * @param meta members of the meta of what is made of it, {@code provider} and {@code model} among
 *     them
 */
public record Edited(Path file, String model, ObjectNode meta) {}
