package dev.atelier.robots.generate.engine.painter.scene;

import java.util.List;

/** How a scene is painted. */
public enum Style implements Worded {
    PAINTED("painting", "painterly"),
    FLAT("flat", "illustration", "vector", "poster", "minimalist", "minimal", "flat illustration"),
    SEPIA("sepia", "vintage photo"),
    MONOCHROME("black and white", "monochrome", "greyscale", "grayscale"),
    VIVID("vivid", "vibrant", "colorful", "colourful", "saturated"),
    MUTED("muted", "pastel", "faded", "soft colors", "soft colours", "desaturated");

    private final String words;

    Style(String... words) {
        this.words = String.join(",", words);
    }

    @Override
    public List<String> words() {
        return Worded.split(words);
    }
}
