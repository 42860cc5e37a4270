package dev.atelier.robots.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/**
 * One picture as a provider made it.
 *
 * @param engine what really made it, such as {@code embedded/scene-painter}
 * @param origin how it came about, for the mark in the file
 * @param seed it was made with
 * @param warnings for the Assembly
 * @param meta further members of the file's meta
 */
public record GeneratedImage(
        Content content,
        String engine,
        Origin origin,
        long seed,
        List<String> warnings,
        ObjectNode meta) {

    /** The picture itself. */
    public sealed interface Content {}

    /** Not yet written as a file. */
    public record Pixels(BufferedImage image) implements Content {}

    /** A file in the job's scratch folder; what it is, is found in its bytes. */
    public record Encoded(Path file) implements Content {}

    /** A drawing. */
    public record Drawing(String svg) implements Content {}

    /** The kinds of making that the mark of origin tells apart. */
    public enum Origin {
        /** Computed by rules. */
        ALGORITHM,
        /** A picture of somebody's, changed in part by rules. */
        ALGORITHM_IN_PICTURE,
        /** Made by a trained model. */
        MODEL,
        /** A picture of somebody's, changed in part by a trained model. */
        MODEL_IN_PICTURE
    }

    public GeneratedImage {
        warnings = List.copyOf(warnings);
    }
}
