package dev.atelier.robots.generate.provider;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The styles Recraft knows by name, wherever it is served: a family, a family with a style of it
 * such as {@code digital_illustration/pixel_art}, or a name with capitals such as {@code Recraft V3
 * Raw}. Others are said in words.
 */
final class RecraftStyles {
    private static final Set<String> FAMILIES =
            Set.of(
                    "any",
                    "realistic_image",
                    "digital_illustration",
                    "vector_illustration",
                    "icon",
                    "logo_raster");

    /** The family of all drawings. */
    static final String DRAWN = "vector_illustration";

    private static final Set<String> DRAWINGS =
            Set.of("engraving", "line_art", "line_circuit", "linocut");
    private static final Pattern FORM = Pattern.compile("([a-z_]+)(/[a-z0-9_]+)?");

    private RecraftStyles() {}

    /** Null when it is none of theirs. */
    static @Nullable String known(@Nullable String style) {
        String name = style == null ? "" : style.strip();
        Matcher form = FORM.matcher(name);
        boolean family = form.matches() && FAMILIES.contains(form.group(1));
        boolean titled = !name.isEmpty() && Character.isUpperCase(name.charAt(0));
        return family || titled ? name : null;
    }

    /** A style of drawings by the name it has within their family; null for others. */
    static @Nullable String drawing(@Nullable String style) {
        String name = style == null ? "" : style.strip();
        return DRAWINGS.contains(name) ? name : null;
    }

    /** As {@link #known}, of drawings alone and each with its family. */
    static @Nullable String familyOfDrawing(@Nullable String style) {
        String drawing = drawing(style);
        String known = known(style);
        boolean drawn = known != null && known.startsWith(DRAWN);
        return drawing != null ? DRAWN + "/" + drawing : drawn ? known : null;
    }
}
