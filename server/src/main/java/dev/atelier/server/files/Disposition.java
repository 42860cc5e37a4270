package dev.atelier.server.files;

import dev.atelier.core.assembly.ContentDisposition;

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

    /**
     * The Content-Disposition header.
     *
     * @param type a media type, with or without parameters
     */
    static String of(String type, String name) {
        int end = type.indexOf(';');
        String mime = (end < 0 ? type : type.substring(0, end)).strip();
        boolean shown = SHOWN.contains(mime.toLowerCase(Locale.ROOT));
        return ContentDisposition.of(shown ? "inline" : "attachment", name);
    }
}
