package dev.atelier.robots.generate;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens when nobody with a key serves the model that was asked for. */
public enum Fallback {
    /** The embedded engine steps in as long as no outside provider is set up at all. */
    @JsonProperty("auto")
    AUTO,
    /** The embedded engine always steps in. */
    @JsonProperty("embedded")
    EMBEDDED,
    /** The job fails and names the setting to fill. */
    @JsonProperty("error")
    ERROR
}
