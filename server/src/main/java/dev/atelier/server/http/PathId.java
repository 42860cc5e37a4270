package dev.atelier.server.http;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads ids out of paths. */
public final class PathId {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern ABOUT =
            Pattern.compile("/(assemblies|assembly_notifications)/([0-9a-f]{32})((?:/.*)?)");
    private static final Set<String> CREATES = Set.of("POST", "PUT");

    private PathId() {}

    /** A path parameter; empty when the route has none of that name. */
    public static String param(RoutingContext rc, String name) {
        return Objects.requireNonNullElse(rc.pathParam(name), "");
    }

    public static boolean valid(String id) {
        return FORM.matcher(id).matches();
    }

    /**
     * The Assembly a request speaks of.
     *
     * @throws AssemblyException {@code ASSEMBLY_NOT_FOUND} when no Assembly can have that id
     */
    public static String assembly(RoutingContext rc) {
        String id = param(rc, "id");
        if (!valid(id)) {
            throw new AssemblyException(ErrorCode.ASSEMBLY_NOT_FOUND, "There is no such Assembly.");
        }
        return id;
    }

    /** The Assembly a request other than a create names in its path; null for none. */
    static @Nullable String existing(RoutingContext rc) {
        Matcher path = ABOUT.matcher(rc.normalizedPath());
        if (!path.matches()) {
            return null;
        }
        boolean alone = path.group(3).isEmpty() && path.group(1).equals("assemblies");
        return alone && CREATES.contains(rc.request().method().name()) ? null : path.group(2);
    }

    /** The id a client made for a new Assembly, null when it leaves that to us. */
    public static @Nullable String clientMade(RoutingContext rc) {
        String id = param(rc, "id");
        if (id.isEmpty()) {
            return null;
        }
        if (!valid(id)) {
            throw new AssemblyException(
                    ErrorCode.INVALID_FORM_DATA,
                    "An Assembly id has 32 hexadecimal digits in lower case.");
        }
        return id;
    }
}
