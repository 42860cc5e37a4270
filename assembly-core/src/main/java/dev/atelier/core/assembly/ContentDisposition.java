package dev.atelier.core.assembly;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** The value of a Content-Disposition header (RFC 6266). */
public final class ContentDisposition {
    private ContentDisposition() {}

    /**
     * A plain name for old clients, the full one encoded.
     *
     * @param kind {@code inline} or {@code attachment}
     * @param name any characters; none of them gets out of the quotes
     */
    public static String of(String kind, String name) {
        return kind + "; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + encoded(name);
    }

    private static String ascii(String name) {
        String plain =
                Normalizer.normalize(name, Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}+", "")
                        .replaceAll("[^A-Za-z0-9 ._~()-]", "_");
        return plain.isBlank() ? "file" : plain;
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
