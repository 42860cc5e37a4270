package dev.atelier.robots.generate.engine.painter.scene;

import java.util.List;

/** What an abstract picture is made of; NONE for a scene. */
public enum Abstraction implements Worded {
    NONE,
    FLOW("abstract", "swirl", "flow"),
    CELLS("mosaic", "voronoi", "stained glass"),
    CIRCLES("circle", "bubble", "dot"),
    ARCS("truchet", "maze", "geometric", "pattern"),
    WAVES("gradient", "layered wave");

    private final String words;

    Abstraction(String... words) {
        this.words = String.join(",", words);
    }

    @Override
    public List<String> words() {
        return Worded.split(words);
    }
}
