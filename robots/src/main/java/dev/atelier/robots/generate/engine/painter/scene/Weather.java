package dev.atelier.robots.generate.engine.painter.scene;

import java.util.List;

/** The weather; FAIR lets the seed choose some clouds. */
public enum Weather implements Worded {
    FAIR,
    CLEAR("clear", "clear sky", "cloudless", "blue sky", "sunny"),
    CLOUDY("cloudy", "cloud", "overcast", "grey sky", "gray sky", "clouded"),
    RAIN("rain", "rainy", "raining", "drizzle", "shower", "downpour"),
    SNOW("snow", "snowing", "snowfall", "blizzard", "snowflake"),
    FOG("fog", "foggy", "mist", "misty", "haze", "hazy"),
    STORM("storm", "stormy", "thunderstorm", "lightning", "thunder", "tempest", "hurricane");

    private final String words;

    Weather(String... words) {
        this.words = String.join(",", words);
    }

    @Override
    public List<String> words() {
        return Worded.split(words);
    }

    /** True when rain or snow falls. */
    public boolean falls() {
        return this == RAIN || this == SNOW || this == STORM;
    }
}
