package dev.atelier.server.http;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * The head of one part of a multipart form.
 *
 * @param name the form field
 * @param filename null when the part names none
 * @param contentType null when the part states none
 */
public record Part(String name, @Nullable String filename, @Nullable String contentType) {

    /** A part with a file name is a file, and so is one that says it is no text. */
    boolean isFile() {
        if (filename != null || contentType == null) {
            return filename != null;
        }
        String type = contentType.toLowerCase(Locale.ROOT);
        return !type.startsWith("text/")
                && !type.startsWith("application/json")
                && !type.startsWith("application/x-www-form-urlencoded");
    }
}
