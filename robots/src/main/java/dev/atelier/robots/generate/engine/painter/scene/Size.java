package dev.atelier.robots.generate.engine.painter.scene;

import java.util.List;

/** How large a subject is against its usual size. */
public enum Size implements Worded {
    USUAL,
    SMALL("small", "tiny", "little", "distant"),
    LARGE("large", "big", "huge", "giant", "enormous", "massive", "gigantic");

    private final String words;

    Size(String... words) {
        this.words = String.join(",", words);
    }

    @Override
    public List<String> words() {
        return Worded.split(words);
    }
}
