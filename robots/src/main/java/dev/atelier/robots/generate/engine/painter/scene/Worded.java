package dev.atelier.robots.generate.engine.painter.scene;

import java.util.List;

/** A value that a prompt can name. */
public interface Worded {
    /** The words and phrases that name it, in lower case and singular. */
    List<String> words();

    /** The phrases of a comma-separated list. */
    static List<String> split(String phrases) {
        return phrases.isEmpty() ? List.of() : List.of(phrases.split(",", -1));
    }
}
