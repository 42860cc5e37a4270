package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Auth keys as the API shows and takes them. */
public final class KeyJson {
    private static final String CDN = "is_allowed_for_smartcdn";

    private KeyJson() {}

    /** What is shown of a key: everything but its secret. */
    public record Shown(
            String id,
            String key,
            String scope,
            String description,
            @Nullable String algorithm,
            boolean secretShown,
            long created,
            long modified) {}

    /** What a create or change says; null where it says nothing. */
    public record Sent(
            @Nullable String key,
            @Nullable String scope,
            @Nullable String description,
            @Nullable String algorithm,
            @Nullable Boolean secretShown) {}

    /**
     * @param code what a wrong member is reported as
     * @throws AssemblyException for the first thing wrong
     */
    public static Sent read(ObjectNode params, ErrorCode code) {
        if (Boolean.TRUE.equals(flag(params, CDN, code))) {
            throw new AssemblyException(
                    code, "There is no Smart CDN here; leave " + CDN + " out or send false.");
        }
        return new Sent(
                text(params, "auth_key", code),
                text(params, "scope", code),
                text(params, "description", code),
                text(params, "signature_algo", code),
                flag(params, "can_show_auth_secret", code));
    }

    private static @Nullable String text(ObjectNode params, String name, ErrorCode code) {
        JsonNode node = params.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw new AssemblyException(code, name + " must be a string.");
        }
        return node.asText().strip();
    }

    private static @Nullable Boolean flag(ObjectNode params, String name, ErrorCode code) {
        JsonNode node = params.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        return switch (node.asText()) {
            case "1", "true" -> true;
            case "0", "false" -> false;
            default -> throw new AssemblyException(code, name + " must be true or false.");
        };
    }

    /** The one answer besides {@link #secret} that holds a secret. */
    public static ObjectNode created(Shown key, String secret) {
        ObjectNode body = one("AUTH_KEY_CREATED", "The auth key was created.", key);
        if (body.get("auth_key") instanceof ObjectNode shown) {
            shown.put("auth_secret", secret);
        }
        return body;
    }

    public static ObjectNode updated(Shown key) {
        return one("AUTH_KEY_UPDATED", "The auth key was updated.", key);
    }

    private static ObjectNode one(String ok, String message, Shown key) {
        ObjectNode body = ok(ok, message);
        show(body.putObject("auth_key"), key);
        return body;
    }

    private static ObjectNode ok(String ok, String message) {
        return AssemblyFile.emptyJson().put("ok", ok).put("message", message);
    }

    private static void show(ObjectNode item, Shown key) {
        item.put("id", key.id());
        item.put("auth_key", key.key());
        item.put("scope", key.scope());
        item.put("description", key.description());
        item.put("signature_algo", key.algorithm());
        item.put("is_active", true);
        item.put("can_show_auth_secret", key.secretShown());
        item.put(CDN, false);
        item.put("created", WireDates.iso(key.created()));
        item.put("modified", WireDates.iso(key.modified()));
        item.putNull("last_used");
    }

    public static ObjectNode list(List<Shown> keys) {
        ObjectNode body = ok("AUTH_KEYS_FOUND", "The auth keys were found.");
        ArrayNode items = body.putArray("auth_keys");
        keys.forEach(key -> show(items.addObject(), key));
        return body;
    }

    public static ObjectNode deleted() {
        return ok("AUTH_KEY_DELETED", "The auth key was deleted.");
    }

    public static ObjectNode scopes(List<String> names) {
        ObjectNode body = ok("AUTH_KEY_SCOPES_FOUND", "The scopes were found.");
        names.forEach(body.putArray("scopes")::add);
        return body;
    }

    public static ObjectNode secret(String key, String secret) {
        return ok("AUTH_SECRET_RETRIEVED", "The secret of the auth key.")
                .put("auth_key", key)
                .put("auth_secret", secret);
    }
}
