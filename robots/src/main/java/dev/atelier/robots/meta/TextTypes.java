package dev.atelier.robots.meta;

import dev.atelier.core.port.MetadataReader.MediaType;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Tells kinds of text: by their beginning, and plain ones by the name. */
final class TextTypes {
    private static final List<String> HTML =
            List.of(
                    "<!doctype html",
                    "<html",
                    "<head",
                    "<body",
                    "<script",
                    "<iframe",
                    "<title",
                    "<h1",
                    "<div",
                    "<style",
                    "<table",
                    "<a ",
                    "<br",
                    "<p>",
                    "<img",
                    "<font");

    private TextTypes() {}

    /** The kind of text, or null when the bytes are no text. */
    static @Nullable MediaType of(byte[] head, boolean whole, String name) {
        String text = decode(head, whole);
        if (text == null) {
            return null;
        }
        String start = text.stripLeading().toLowerCase(Locale.ROOT);
        String body = afterComments(start);
        if (HTML.stream().anyMatch(body::startsWith)) {
            return new MediaType("text/html", "document", "html");
        }
        if (start.startsWith("<?xml")) {
            return body.contains("<html")
                    ? new MediaType("text/html", "document", "html")
                    : new MediaType("application/xml", "document", "xml");
        }
        if (start.startsWith("{\\rtf")) {
            return new MediaType("application/rtf", "office", "rtf");
        }
        if (looksLikeJson(start)) {
            return new MediaType("application/json", "document", "json");
        }
        return byName(name);
    }

    private static boolean looksLikeJson(String start) {
        if (start.length() < 2) {
            return false;
        }
        String rest = start.substring(1).stripLeading();
        return switch (start.charAt(0)) {
            case '{' -> rest.startsWith("\"") || rest.startsWith("}");
            case '[' ->
                    !rest.isEmpty()
                            && ("\"{[]-0123456789".indexOf(rest.charAt(0)) >= 0
                                    || rest.startsWith("true")
                                    || rest.startsWith("false")
                                    || rest.startsWith("null"));
            default -> false;
        };
    }

    /** The name may only choose among kinds of text that no browser runs. */
    private static MediaType byName(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (extension) {
            case "csv" -> new MediaType("text/csv", "document", "csv");
            case "tsv" -> new MediaType("text/tab-separated-values", "document", "tsv");
            case "md", "markdown" -> new MediaType("text/markdown", "document", "md");
            case "css" -> new MediaType("text/css", "document", "css");
            case "vtt" -> new MediaType("text/vtt", "document", "vtt");
            case "srt" -> new MediaType("application/x-subrip", "document", "srt");
            case "yaml", "yml" -> new MediaType("application/yaml", "document", "yaml");
            case "log" -> new MediaType("text/plain", "document", "log");
            default -> new MediaType("text/plain", "document", "txt");
        };
    }

    private static String afterComments(String start) {
        String rest = start;
        while (rest.startsWith("<!--") || rest.startsWith("<?")) {
            boolean comment = rest.startsWith("<!--");
            int end = rest.indexOf(comment ? "-->" : "?>");
            if (end < 0) {
                return rest;
            }
            rest = rest.substring(end + (comment ? 3 : 2)).stripLeading();
        }
        return rest;
    }

    private static @Nullable String decode(byte[] head, boolean whole) {
        if (head.length > 1 && (head[0] & 0xFF) + (head[1] & 0xFF) == 0x1FD && head[0] < 0) {
            return new String(head, StandardCharsets.UTF_16).strip();
        }
        String text = strict(head, whole, StandardCharsets.UTF_8);
        if (text == null) {
            text = new String(head, StandardCharsets.ISO_8859_1);
        }
        long odd = text.chars().filter(TextTypes::binary).count();
        if (odd > 0 || text.isEmpty()) {
            return null;
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static @Nullable String strict(byte[] bytes, boolean whole, Charset charset) {
        CharsetDecoder decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), out, whole);
        return result.isError() ? null : out.flip().toString();
    }

    private static boolean binary(int c) {
        return c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1B;
    }
}
