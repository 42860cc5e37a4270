package dev.atelier.robots.generate.engine.painter;

import dev.atelier.robots.generate.engine.painter.scene.Scene;
import dev.atelier.robots.generate.engine.painter.scene.Subject;

import java.util.List;
import java.util.Optional;

/**
 * What the painter made of a prompt: the scene, the words it understood and those it passed over.
 * {@code wanted} is what an instruction asks to be put into the picture.
 */
public record Reading(
        Scene scene, List<String> understood, List<String> ignored, Optional<Subject> wanted) {
    public Reading {
        understood = List.copyOf(understood);
        ignored = List.copyOf(ignored);
    }

    /** The subject to place into an existing picture, if the prompt names one to put there. */
    public Optional<Subject> requested() {
        return wanted;
    }
}
