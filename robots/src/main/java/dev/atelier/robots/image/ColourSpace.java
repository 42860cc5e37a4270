package dev.atelier.robots.image;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The colour spaces a result can be in. */
enum ColourSpace {
    @JsonProperty("sRGB")
    SRGB,
    @JsonProperty("RGB")
    RGB,
    @JsonProperty("Gray")
    GRAY,
    @JsonProperty("CMYK")
    CMYK
}
