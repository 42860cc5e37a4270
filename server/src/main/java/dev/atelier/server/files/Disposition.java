package dev.atelier.server.files;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** Whether a browser may show a file itself, and under which name it saves it. */
final class Disposition {
    /** Types that cannot run anything. */
    private static final Set<String> SHOWN =
            Set.of(
                    "image/png",
                    "image/jpeg",
                    "image/gif",
                    "image/webp",
                    "image/avif",
                    "video/mp4",
                    "video/webm",
                    "audio/mpeg",
                    "audio/mp3",
                    "audio/wav",
                    "audio/x-wav");

    private Disposition() {}

    /** The Content-Disposition header: a plain name for old clients, the full one encoded. */
    static String of(String mime, String name) {
        String kind = SHOWN.contains(mime.toLowerCase(Locale.ROOT)) ? "inline" : "attachment";
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
