package dev.atelier.robots.generate.engine.painter.scene;

import java.util.List;

/** What the painter can place in a scene, where it lives and how tall it stands by default. */
public enum SubjectKind implements Worded {
    WHALE(
            Home.WATER,
            0.46,
            "whale",
            "humpback",
            "humpback whale",
            "breaching whale",
            "whale breaching",
            "humpback whale breaching",
            "jumping whale",
            "blue whale"),
    SAILING_BOAT(
            Home.WATER, 0.34, "sailing boat", "sailboat", "sailing ship", "yacht", "sail boat"),
    BOAT(Home.WATER, 0.13, "boat", "rowing boat", "rowboat", "fishing boat", "canoe", "dinghy"),
    LIGHTHOUSE(Home.SHORE, 0.42, "lighthouse", "light house"),
    HOUSE(Home.LAND, 0.3, "house", "cottage", "cabin", "farmhouse", "barn", "hut", "home"),
    CASTLE(Home.LAND, 0.5, "castle", "fortress", "palace"),
    TREE(Home.LAND, 0.44, "tree", "oak", "old tree", "lone tree"),
    PINE(Home.LAND, 0.4, "pine", "fir", "spruce", "pine tree", "fir tree", "christmas tree"),
    PALM(Home.LAND, 0.44, "palm", "palm tree", "coconut tree"),
    BIRD(Home.SKY, 0.07, "bird", "gull", "seagull", "swallow", "crow", "eagle"),
    DEER(Home.LAND, 0.26, "deer", "stag", "elk", "moose", "buck"),
    HORSE(Home.LAND, 0.25, "horse", "stallion", "pony", "mare"),
    FOX(Home.LAND, 0.15, "fox"),
    CAT(Home.LAND, 0.17, "cat", "kitten", "kitty"),
    PERSON(
            Home.LAND,
            0.2,
            "person",
            "man",
            "woman",
            "figure",
            "hiker",
            "wanderer",
            "child",
            "girl",
            "boy"),
    BALLOON(Home.SKY, 0.26, "balloon", "hot air balloon"),
    MOON(Home.SKY, 0.16, "moon", "full moon"),
    BICYCLE(Home.LAND, 0.2, "bicycle", "bike");

    /** Where a subject belongs. */
    public enum Home {
        WATER,
        SHORE,
        LAND,
        SKY
    }

    public final Home home;
    public final double height;
    private final String words;

    SubjectKind(Home home, double height, String... words) {
        this.home = home;
        this.height = height;
        this.words = String.join(",", words);
    }

    @Override
    public List<String> words() {
        return Worded.split(words);
    }
}
