package dev.atelier.server.http;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** The name an upload is known by: what the client sent, without what could do harm. */
public final class FileNames {
    private static final int MAX_BYTES = 200;

    private FileNames() {}

    public static String of(Part part) {
        String sent = part.filename() == null ? part.name() : part.filename();
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String clean = clean(last);
        return clean.isEmpty() ? "file" : shorten(clean);
    }

    /** Composed letters; no control, formatting (such as right-to-left) or unpaired characters. */
    private static String clean(String name) {
        var kept = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFC)
                .codePoints()
                .filter(FileNames::harmless)
                .forEach(kept::appendCodePoint);
        String trimmed = kept.toString().strip();
        return trimmed.matches("\\.+") ? "" : trimmed;
    }

    private static boolean harmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    /** Cuts the middle out of a long name, so that its extension stays. */
    private static String shorten(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
        int room = MAX_BYTES - extension.getBytes(StandardCharsets.UTF_8).length;
        var start = new StringBuilder();
        int used = 0;
        for (int i = 0; i < name.length(); i = name.offsetByCodePoints(i, 1)) {
            String character = Character.toString(name.codePointAt(i));
            used += character.getBytes(StandardCharsets.UTF_8).length;
            if (used > room) {
                break;
            }
            start.append(character);
        }
        return start + extension;
    }
}
