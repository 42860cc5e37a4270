package dev.atelier.robots.generate.engine.painter.scene;

import java.util.List;

/** How the scene is framed. */
public enum Camera implements Worded {
    NORMAL,
    CLOSE("close up", "closeup", "close", "portrait", "macro"),
    WIDE("wide", "wide angle", "panorama", "panoramic", "vast", "aerial", "landscape");

    private final String words;

    Camera(String... words) {
        this.words = String.join(",", words);
    }

    @Override
    public List<String> words() {
        return Worded.split(words);
    }
}
