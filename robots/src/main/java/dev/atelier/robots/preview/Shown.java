package dev.atelier.robots.preview;

import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** What came of a way to show a file. */
sealed interface Shown {
    /** A picture, to be written in the format that is asked for. */
    record Still(BufferedImage picture) implements Shown {}

    /** A file that is ready. */
    record Moving(Path bytes, String extension) implements Shown {}
}
