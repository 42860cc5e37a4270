package dev.atelier.robots.generate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a generated picture may be written as. JPG and JPEG differ in the file's name only. */
public enum OutputFormat {
    JPEG,
    JPG,
    PNG,
    GIF,
    WEBP,
    SVG;

    /** The extension is the spelling the client used. */
    @JsonValue
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static OutputFormat named(String extension) {
        return of(extension)
                .orElseThrow(() -> new IllegalArgumentException("no such format: " + extension));
    }

    public static Optional<OutputFormat> of(String extension) {
        return Arrays.stream(values()).filter(f -> f.extension().equals(extension)).findFirst();
    }

    public boolean vector() {
        return this == SVG;
    }

    /** Whether both are written by the same encoder. */
    public boolean sameAs(OutputFormat other) {
        return this == other || (jpeg() && other.jpeg());
    }

    private boolean jpeg() {
        return this == JPEG || this == JPG;
    }
}
