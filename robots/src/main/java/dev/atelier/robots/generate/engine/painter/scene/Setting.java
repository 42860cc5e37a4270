package dev.atelier.robots.generate.engine.painter.scene;

import java.util.List;

/** Where a scene takes place; several can meet, as in a lake in the mountains. */
public enum Setting implements Worded {
    SEA("sea", "ocean", "seascape", "open water", "atlantic", "pacific", "wave", "bay", "coast"),
    LAKE("lake", "pond", "loch", "lagoon", "fjord"),
    RIVER("river", "stream", "creek", "brook"),
    MOUNTAINS("mountain", "peak", "alp", "summit", "mountain range", "rocky mountain", "volcano"),
    HILLS("hill", "hillside", "valley", "highland", "moor", "countryside", "tuscany"),
    FOREST("forest", "wood", "woodland", "jungle", "taiga", "grove", "rainforest"),
    FIELD("field", "meadow", "grassland", "prairie", "pasture", "farmland", "steppe", "grass"),
    DESERT("desert", "dune", "sand dune", "sahara", "arid"),
    SNOW("snowfield", "arctic", "antarctic", "glacier", "tundra", "winter landscape"),
    BEACH("beach", "shore", "seashore", "seaside", "sand", "tropical island"),
    CITY(
            "city",
            "town",
            "skyline",
            "cityscape",
            "skyscraper",
            "downtown",
            "metropolis",
            "street",
            "urban");

    private final String words;

    Setting(String... words) {
        this.words = String.join(",", words);
    }

    @Override
    public List<String> words() {
        return Worded.split(words);
    }
}
