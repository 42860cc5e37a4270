package dev.atelier.robots.preview;

import java.util.List;
import java.util.Locale;

/** What a clip can be written as, each by an encoder of ffmpeg. */
enum ClipFormat {
    WEBP,
    APNG,
    AVIF,
    GIF;

    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it keeps what is transparent. */
    boolean hasAlpha() {
        return switch (this) {
            case WEBP, APNG, GIF -> true;
            case AVIF -> false;
        };
    }

    /** What follows the other filters: a GIF gets the best colours for each of its frames. */
    String filter() {
        return switch (this) {
            case WEBP -> ",format=bgra";
            case APNG -> ",format=rgba";
            case AVIF -> ",format=yuv420p";
            case GIF ->
                    ",format=bgra,split[a][b];[a]palettegen=stats_mode=single[p];"
                            + "[b][p]paletteuse=new=1:dither=bayer:bayer_scale=4";
        };
    }

    /**
     * The encoders to try, with their settings.
     *
     * @param veiled whether something half transparent stands in each frame, which must not add up
     */
    List<List<String>> encoders(boolean veiled) {
        return switch (this) {
            // whole frames look better than the differences of libwebp_anim, which leave blocks
            case WEBP ->
                    veiled
                            ? List.of(List.of("libwebp_anim", "-quality", "90"))
                            : List.of(List.of("libwebp", "-quality", "80"));
            case APNG -> List.of(List.of("apng", "-pred", "mixed"));
            case AVIF ->
                    List.of(
                            List.of("libaom-av1", "-crf", "30", "-b:v", "0", "-cpu-used", "6"),
                            List.of("libsvtav1", "-crf", "35"));
            case GIF -> List.of(List.of("gif"));
        };
    }

    /** How it is said that it runs for ever or once; an AVIF does when nothing is said. */
    List<String> loop(boolean forever) {
        return switch (this) {
            case WEBP -> List.of("-loop", forever ? "0" : "1");
            case APNG -> List.of("-plays", forever ? "0" : "1");
            case AVIF -> forever ? List.of() : List.of("-loop", "1");
            case GIF -> List.of("-loop", forever ? "0" : "-1");
        };
    }
}
