package dev.atelier.robots.outbound;

import java.net.URI;

/** The host in a URL, for messages that must not repeat the rest. */
public final class UrlHost {
    private UrlHost() {}

    /** Empty when the URL cannot be read. */
    public static String of(String url) {
        try {
            return String.valueOf(URI.create(url).getHost());
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }
}
