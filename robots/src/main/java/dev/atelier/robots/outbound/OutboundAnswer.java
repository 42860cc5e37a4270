package dev.atelier.robots.outbound;

import java.util.Map;

/**
 * What came back, apart from the body.
 *
 * @param headers by name in lower case; the first of several
 * @param url the one that answered, after redirects
 */
public record OutboundAnswer(int status, Map<String, String> headers, String url) {
    public boolean successful() {
        return status >= 200 && status < 300;
    }
}
