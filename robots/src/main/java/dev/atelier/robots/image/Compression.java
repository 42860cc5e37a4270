package dev.atelier.robots.image;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.atelier.robots.codec.Packing;

/** How a result is to be compressed, where its format leaves the choice. */
enum Compression {
    @JsonProperty("LZW")
    LZW,
    @JsonProperty("Zip")
    ZIP,
    @JsonProperty("RLE")
    RLE,
    @JsonProperty("JPEG")
    JPEG,
    @JsonProperty("Group4")
    GROUP4,
    @JsonProperty("Fax")
    FAX,
    @JsonProperty("None")
    NONE,
    @JsonProperty("Lossless")
    LOSSLESS;

    Packing.Tiff tiff() {
        return switch (this) {
            case LZW, LOSSLESS -> Packing.Tiff.LZW;
            case ZIP -> Packing.Tiff.ZIP;
            case RLE -> Packing.Tiff.RLE;
            case JPEG -> Packing.Tiff.JPEG;
            case GROUP4 -> Packing.Tiff.GROUP4;
            case FAX -> Packing.Tiff.FAX;
            case NONE -> Packing.Tiff.NONE;
        };
    }

    /** Whether four inks can be compressed so. */
    boolean holdsInks() {
        return this != JPEG && this != GROUP4 && this != FAX;
    }
}
