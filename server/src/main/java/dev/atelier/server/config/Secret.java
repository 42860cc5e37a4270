package dev.atelier.server.config;

/** A value that must never be printed: only {@link #reveal} gives it away. */
public record Secret(String value) {
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
