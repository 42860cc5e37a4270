package dev.atelier.server.http;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the header lines of one multipart part. */
final class PartHeaders {
    private PartHeaders() {}

    /**
     * @param lines the header block without the empty line at its end
     * @throws MalformedFormException when the part cannot be told from its headers
     */
    static Part parse(String lines) {
        var headers = new HashMap<String, String>();
        for (String line : lines.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        String disposition = headers.get("content-disposition");
        if (disposition == null || !disposition.toLowerCase(Locale.ROOT).startsWith("form-data")) {
            throw new MalformedFormException(
                    "a part has no header \"Content-Disposition: form-data\"");
        }
        Map<String, String> params = parameters(disposition);
        String name = params.get("name");
        if (name == null || name.isEmpty()) {
            throw new MalformedFormException("a part has no name");
        }
        refuseControls(name);
        return new Part(name, filename(params), headers.get("content-type"));
    }

    private static void refuseControls(String name) {
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new MalformedFormException("the name of a part holds control characters");
        }
    }

    private static @Nullable String filename(Map<String, String> params) {
        String extended = params.get("filename*");
        if (extended != null && extended.toLowerCase(Locale.ROOT).startsWith("utf-8'")) {
            String encoded = extended.substring(extended.lastIndexOf('\'') + 1);
            try {
                return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new MalformedFormException("the file name of a part is badly encoded");
            }
        }
        return params.get("filename");
    }

    /** The {@code ; key=value} parts of a header; a value may be quoted. */
    private static Map<String, String> parameters(String header) {
        var found = new HashMap<String, String>();
        int i = header.indexOf(';');
        while (i >= 0 && i < header.length()) {
            int equals = header.indexOf('=', i);
            if (equals < 0) {
                break;
            }
            String key = header.substring(i + 1, equals).strip().toLowerCase(Locale.ROOT);
            var value = new StringBuilder();
            i = value(header, equals + 1, value);
            found.putIfAbsent(key, unescape(value.toString()));
            i = header.indexOf(';', i);
        }
        return found;
    }

    /** Reads one value from {@code start}; returns where it ended. */
    private static int value(String header, int start, StringBuilder value) {
        int i = start;
        if (i >= header.length() || header.charAt(i) != '"') {
            while (i < header.length() && header.charAt(i) != ';') {
                value.append(header.charAt(i++));
            }
            return i;
        }
        for (i++; i < header.length() && header.charAt(i) != '"'; i++) {
            char c = header.charAt(i);
            boolean escape = c == '\\' && i + 1 < header.length();
            if (escape && (header.charAt(i + 1) == '"' || header.charAt(i + 1) == '\\')) {
                i++;
                c = header.charAt(i);
            }
            value.append(c);
        }
        return i;
    }

    /** Browsers write these three characters this way, and no others. */
    private static String unescape(String value) {
        return value.strip().replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    }
}
