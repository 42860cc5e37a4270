package dev.atelier.robots.image;

/** The colour spaces a result can be in. */
enum ColourSpace {
    SRGB,
    RGB,
    GRAY,
    CMYK
}
