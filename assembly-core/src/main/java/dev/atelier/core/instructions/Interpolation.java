package dev.atelier.core.instructions;

import java.util.Map;
import java.util.Set;

/**
 * Which parameters of a step have their Assembly Variables substituted.
 *
 * @param everywhere the rule for paths not named; false when {@code interpolate} is false
 * @param paths exceptions by dotted path, such as {@code ffmpeg.vf}
 */
public record Interpolation(boolean everywhere, Map<String, Boolean> paths) {
    public static final Interpolation ON = new Interpolation(true, Map.of());
    public static final Interpolation OFF = new Interpolation(false, Map.of());

    public Interpolation {
        paths = Map.copyOf(paths);
    }

    /**
     * The rule for a path: its own, else that of the nearest parent named, else the general one.
     */
    public boolean covers(String path) {
        for (String p = path; !p.isEmpty(); p = parent(p)) {
            Boolean own = paths.get(p);
            if (own != null) {
                return own;
            }
        }
        return everywhere;
    }

    /** As {@link #covers}, for a robot that leaves these parameters as they are written. */
    boolean covers(String path, Set<String> literal) {
        String name = path.split("\\.", 2)[0];
        return literal.contains(name) ? names(name) : covers(path);
    }

    /** Whether the step switches this parameter on by name. */
    public boolean names(String param) {
        return paths.getOrDefault(param, false);
    }

    private static String parent(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }
}
