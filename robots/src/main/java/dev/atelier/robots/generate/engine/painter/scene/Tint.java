package dev.atelier.robots.generate.engine.painter.scene;

import java.util.List;

/** The colours a prompt can give to a subject; NATURAL leaves it as it is. */
public enum Tint implements Worded {
    NATURAL(0x808080),
    RED(0xc8222c, "red"),
    CRIMSON(0xa3142e, "crimson", "scarlet"),
    ORANGE(0xe8792b, "orange"),
    AMBER(0xe9a32f, "amber"),
    YELLOW(0xf0cf3c, "yellow"),
    GOLD(0xd2a437, "golden", "gold"),
    LIME(0x9ccb3b, "lime"),
    GREEN(0x3f9a4a, "green"),
    OLIVE(0x7c7f35, "olive"),
    TEAL(0x1f8a8a, "teal"),
    TURQUOISE(0x36bdb8, "turquoise", "cyan"),
    SKY(0x74b4e6, "light blue", "sky blue"),
    BLUE(0x2a62c4, "blue"),
    NAVY(0x1c2c5c, "navy", "dark blue"),
    VIOLET(0x7a49b8, "violet"),
    PURPLE(0x7d2f8f, "purple"),
    MAGENTA(0xc43a93, "magenta"),
    PINK(0xef8fb0, "pink"),
    BROWN(0x7a4e2c, "brown"),
    BEIGE(0xd8c39c, "beige"),
    WHITE(0xf1efe9, "white"),
    SILVER(0xb9bfc6, "silver"),
    GREY(0x83878c, "grey", "gray"),
    BLACK(0x22242a, "black");

    public final int rgb;
    private final String words;

    Tint(int rgb, String... words) {
        this.rgb = rgb;
        this.words = String.join(",", words);
    }

    @Override
    public List<String> words() {
        return Worded.split(words);
    }
}
