package dev.atelier.robots.generate.engine.painter.scene;

import java.util.List;

/** The season, seen in leaves and grass. */
public enum Season implements Worded {
    ANY,
    SPRING("spring", "springtime", "blossom", "blooming"),
    SUMMER("summer", "summertime"),
    AUTUMN("autumn", "autumnal", "fall foliage", "autumn leaf"),
    WINTER("winter", "wintry", "frosty", "frozen", "snowy", "snow covered", "snow capped");

    private final String words;

    Season(String... words) {
        this.words = String.join(",", words);
    }

    @Override
    public List<String> words() {
        return Worded.split(words);
    }
}
