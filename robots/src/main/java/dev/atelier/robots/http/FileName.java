package dev.atelier.robots.http;

import dev.atelier.core.assembly.Names;
import dev.atelier.robots.outbound.OutboundAnswer;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to call a file: by its Content-Disposition, else by the last part of its URL. */
final class FileName {
    private static final Pattern EXTENDED =
            Pattern.compile("(?i)filename\\*\\s*=\\s*([\\w-]{1,40})'[^']{0,40}'([^;\\s]{1,2000})");
    private static final Pattern PLAIN =
            Pattern.compile("(?i)filename\\s*=\\s*(?:\"([^\"]{1,2000})\"|([^;\\s]{1,2000}))");

    private static final Pattern PATH = Pattern.compile("[^/?#]*//[^/?#]*/(?:[^?#]*/)?([^/?#]*)");

    private FileName() {}

    static String of(OutboundAnswer answer, String asked) {
        String header = answer.headers().getOrDefault("content-disposition", "");
        String named = disposition(header);
        return Names.urlName(named.isEmpty() ? last(asked) : named);
    }

    /** By the URL alone. */
    static String of(String url) {
        return Names.urlName(last(url));
    }

    private static String disposition(String header) {
        Matcher extended = EXTENDED.matcher(header);
        if (extended.find()) {
            return decoded(extended.group(2), extended.group(1));
        }
        Matcher plain = PLAIN.matcher(header);
        if (!plain.find()) {
            return "";
        }
        return plain.group(1) == null ? plain.group(2) : plain.group(1);
    }

    private static String last(String url) {
        Matcher path = PATH.matcher(url);
        return path.lookingAt() ? decoded(path.group(1), "UTF-8") : "";
    }

    private static String decoded(String text, String charset) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), charset(charset));
        } catch (IllegalArgumentException broken) {
            return text;
        }
    }

    private static Charset charset(String name) {
        return Charset.forName(name, StandardCharsets.UTF_8);
    }
}
