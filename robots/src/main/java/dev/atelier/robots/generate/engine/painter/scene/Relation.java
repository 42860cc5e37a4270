package dev.atelier.robots.generate.engine.painter.scene;

import java.util.List;

/** Where a subject stands. */
public enum Relation implements Worded {
    ANYWHERE,
    LEFT("on the left", "left side", "to the left"),
    RIGHT("on the right", "right side", "to the right"),
    CENTRE("in the middle", "in the center", "in the centre", "centered", "centred"),
    NEAR("in the foreground", "in front of", "foreground", "up close"),
    FAR(
            "in the distance",
            "in the background",
            "far away",
            "behind",
            "on the horizon",
            "background");

    private final String words;

    Relation(String... words) {
        this.words = String.join(",", words);
    }

    @Override
    public List<String> words() {
        return Worded.split(words);
    }
}
