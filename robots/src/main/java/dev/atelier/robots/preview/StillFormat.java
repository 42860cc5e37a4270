package dev.atelier.robots.preview;

import dev.atelier.robots.codec.ImageFormat;

/** What a preview that does not move can be written as. */
enum StillFormat {
    PNG,
    JPG,
    JPEG,
    WEBP,
    GIF,
    AVIF;

    ImageFormat written() {
        return switch (this) {
            case PNG -> ImageFormat.PNG;
            case JPG, JPEG -> ImageFormat.JPEG;
            case WEBP -> ImageFormat.WEBP;
            case GIF -> ImageFormat.GIF;
            case AVIF -> ImageFormat.AVIF;
        };
    }
}
