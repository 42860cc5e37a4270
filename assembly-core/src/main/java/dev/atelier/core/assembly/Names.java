package dev.atelier.core.assembly;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The parts of a file name. */
public final class Names {
    private static final int MAX_NAME_BYTES = 200;
    private static final Pattern LEADING_DOTS = Pattern.compile("^\\.+");

    private Names() {}

    /** The name without its last extension; the whole name when it has none. */
    public static String basename(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    /** The last extension in lower case without the dot; empty when there is none. */
    public static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * A name fit for one segment of a URL or a path: letters, digits and {@code - _ . ~}, at most
     * 200 bytes of UTF-8, no leading dot; {@code file} when nothing is left.
     */
    public static String urlName(String name) {
        String flat = Normalizer.normalize(name, Normalizer.Form.NFC);
        String last = flat.substring(Math.max(flat.lastIndexOf('/'), flat.lastIndexOf('\\')) + 1);
        var safe = new StringBuilder();
        last.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT && !Character.isISOControl(c))
                .forEach(c -> safe.appendCodePoint(isSafe(c) ? c : '-'));
        String trimmed = shorten(LEADING_DOTS.matcher(safe).replaceFirst(""));
        return trimmed.isEmpty() ? "file" : trimmed;
    }

    private static boolean isSafe(int c) {
        return Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0;
    }

    /** Cuts the base name, or, when the extension alone is too long, simply the end. */
    private static String shorten(String name) {
        if (bytes(name) <= MAX_NAME_BYTES) {
            return name;
        }
        String extension = extension(name);
        String dotted = extension.isEmpty() ? "" : "." + extension;
        int room = MAX_NAME_BYTES - bytes(dotted);
        return room > 0 ? cut(basename(name), room) + dotted : cut(name, MAX_NAME_BYTES);
    }

    /** The longest beginning that takes no more than so many bytes. */
    private static String cut(String text, int maxBytes) {
        int end = 0;
        int left = maxBytes;
        while (end < text.length()) {
            String next = Character.toString(text.codePointAt(end));
            left -= bytes(next);
            if (left < 0) {
                break;
            }
            end += next.length();
        }
        return text.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
