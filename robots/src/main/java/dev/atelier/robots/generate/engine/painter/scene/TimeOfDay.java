package dev.atelier.robots.generate.engine.painter.scene;

import java.util.List;

/** When a scene takes place; ANY lets the seed choose an afternoon light. */
public enum TimeOfDay implements Worded {
    ANY,
    DAWN("dawn", "sunrise", "early morning", "daybreak", "first light"),
    DAY("day", "noon", "midday", "daylight", "daytime", "bright sun", "sunlit"),
    GOLDEN_HOUR("golden hour", "golden light", "late afternoon", "evening light", "warm light"),
    SUNSET("sunset", "sundown", "setting sun"),
    DUSK("dusk", "twilight", "blue hour", "evening", "nightfall"),
    NIGHT("night", "midnight", "nighttime", "starry", "moonlight", "moonlit", "starry night");

    private final String words;

    TimeOfDay(String... words) {
        this.words = String.join(",", words);
    }

    @Override
    public List<String> words() {
        return Worded.split(words);
    }
}
