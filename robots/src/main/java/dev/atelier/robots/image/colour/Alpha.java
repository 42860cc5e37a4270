package dev.atelier.robots.image.colour;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.function.IntUnaryOperator;

/** What can be done to the transparency of a picture. */
public enum Alpha {
    @JsonProperty("Activate")
    ACTIVATE,
    @JsonProperty("Background")
    BACKGROUND,
    @JsonProperty("Copy")
    COPY,
    @JsonProperty("Deactivate")
    DEACTIVATE,
    @JsonProperty("Extract")
    EXTRACT,
    @JsonProperty("Off")
    OFF,
    @JsonProperty("On")
    ON,
    @JsonProperty("Opaque")
    OPAQUE,
    @JsonProperty("Remove")
    REMOVE,
    @JsonProperty("Set")
    SET,
    @JsonProperty("Shape")
    SHAPE,
    @JsonProperty("Transparent")
    TRANSPARENT;

    /**
     * @param background an opaque colour
     */
    public IntUnaryOperator on(int background) {
        return switch (this) {
            case ACTIVATE, ON, SET -> p -> p;
            case DEACTIVATE, OFF, OPAQUE -> p -> p | 0xFF000000;
            case TRANSPARENT -> p -> p & 0xFFFFFF;
            case BACKGROUND -> p -> p >>> 24 == 0 ? background & 0xFFFFFF : p;
            case COPY -> p -> Tone.luma(p) << 24 | (p & 0xFFFFFF);
            case SHAPE -> p -> Tone.luma(p) << 24 | (background & 0xFFFFFF);
            case EXTRACT -> p -> 0xFF000000 | ((p >>> 24) * 0x010101);
            case REMOVE -> p -> over(p, background);
        };
    }

    private static int over(int top, int bottom) {
        double share = (top >>> 24) / 255.0;
        int out = 0xFF000000;
        for (int shift = 0; shift < 24; shift += 8) {
            double under = bottom >> shift & 0xFF;
            out |= Tone.byteOf(under + ((top >> shift & 0xFF) - under) * share) << shift;
        }
        return out;
    }
}
