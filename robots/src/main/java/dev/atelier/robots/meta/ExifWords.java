package dev.atelier.robots.meta;

import org.jspecify.annotations.Nullable;

/** What the numbers of EXIF mean, in the words ExifTool uses for them. */
final class ExifWords {
    private ExifWords() {}

    static @Nullable String orientation(int value) {
        return switch (value) {
            case 1 -> "Horizontal (normal)";
            case 2 -> "Mirror horizontal";
            case 3 -> "Rotate 180";
            case 4 -> "Mirror vertical";
            case 5 -> "Mirror horizontal and rotate 270 CW";
            case 6 -> "Rotate 90 CW";
            case 7 -> "Mirror horizontal and rotate 90 CW";
            case 8 -> "Rotate 270 CW";
            default -> null;
        };
    }

    static @Nullable String exposureMode(int value) {
        return switch (value) {
            case 0 -> "Auto";
            case 1 -> "Manual";
            case 2 -> "Auto bracket";
            default -> null;
        };
    }

    static @Nullable String whiteBalance(int value) {
        return switch (value) {
            case 0 -> "Auto";
            case 1 -> "Manual";
            default -> null;
        };
    }

    static @Nullable String meteringMode(int value) {
        return switch (value) {
            case 0 -> "Unknown";
            case 1 -> "Average";
            case 2 -> "Center-weighted average";
            case 3 -> "Spot";
            case 4 -> "Multi-spot";
            case 5 -> "Multi-segment";
            case 6 -> "Partial";
            case 255 -> "Other";
            default -> null;
        };
    }

    static @Nullable String flash(int value) {
        return switch (value) {
            case 0x00 -> "No Flash";
            case 0x01 -> "Fired";
            case 0x05 -> "Fired, Return not detected";
            case 0x07 -> "Fired, Return detected";
            case 0x08 -> "On, Did not fire";
            case 0x09 -> "On, Fired";
            case 0x0d -> "On, Return not detected";
            case 0x0f -> "On, Return detected";
            case 0x10 -> "Off, Did not fire";
            case 0x14 -> "Off, Did not fire, Return not detected";
            case 0x18 -> "Auto, Did not fire";
            case 0x19 -> "Auto, Fired";
            case 0x1d -> "Auto, Fired, Return not detected";
            case 0x1f -> "Auto, Fired, Return detected";
            case 0x20 -> "No flash function";
            case 0x30 -> "Off, No flash function";
            case 0x41 -> "Fired, Red-eye reduction";
            case 0x45 -> "Fired, Red-eye reduction, Return not detected";
            case 0x47 -> "Fired, Red-eye reduction, Return detected";
            case 0x49 -> "On, Red-eye reduction";
            case 0x4d -> "On, Red-eye reduction, Return not detected";
            case 0x4f -> "On, Red-eye reduction, Return detected";
            case 0x50 -> "Off, Red-eye reduction";
            case 0x58 -> "Auto, Did not fire, Red-eye reduction";
            case 0x59 -> "Auto, Fired, Red-eye reduction";
            case 0x5d -> "Auto, Fired, Red-eye reduction, Return not detected";
            case 0x5f -> "Auto, Fired, Red-eye reduction, Return detected";
            default -> null;
        };
    }
}
