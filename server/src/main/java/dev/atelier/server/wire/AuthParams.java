package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What {@code params.auth} says.
 *
 * @param key null only where a bearer token may stand for it
 * @param expires when the request dies, null when it does not say
 * @param nonce whether the request is meant to be used once
 * @param referer a regular expression, null for none
 */
public record AuthParams(
        @Nullable String key, @Nullable Instant expires, boolean nonce, @Nullable String referer) {
    private static final AuthParams NONE = new AuthParams(null, null, false, null);

    /** Reads them; complaints come in the order clients know. */
    public static final class Reader {
        private final InboundJson json;

        public Reader(InboundJson json) {
            this.json = json;
        }

        /**
         * @throws AssemblyException for the first thing wrong
         */
        public AuthParams read(@Nullable String params) {
            ObjectNode object = CreateParamsReader.object(json, params);
            JsonNode auth = object.get("auth");
            if (absent(auth)) {
                throw refused(ErrorCode.NO_AUTH_PARAMETER, "; send {\"auth\": {\"key\": …}, …}.");
            }
            if (!auth.isObject()) {
                throw refused(ErrorCode.NO_OBJECT_AUTH_PARAMETER, ".");
            }
            if (absent(auth.get("key"))) {
                throw refused(ErrorCode.NO_AUTH_KEY_PARAMETER, ".");
            }
            if (!auth.get("key").isTextual()) {
                throw refused(ErrorCode.INVALID_AUTH_KEY_PARAMETER, ".");
            }
            return of(object, auth);
        }

        /** For a request with a bearer token, which needs none of it. */
        public AuthParams readOptional(@Nullable String params) {
            if (params == null) {
                return NONE;
            }
            ObjectNode object = CreateParamsReader.object(json, params);
            return object.get("auth") instanceof ObjectNode auth ? of(object, auth) : NONE;
        }
    }

    private static AuthParams of(ObjectNode params, JsonNode auth) {
        JsonNode key = auth.get("key");
        return new AuthParams(
                key != null && key.isTextual() ? key.textValue() : null,
                expires(auth.get("expires")),
                !absent(auth.get("nonce")) || !absent(params.get("nonce")),
                referer(auth.get("referer")));
    }

    private static @Nullable Instant expires(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        return WireDates.parse(node.isTextual() ? node.textValue() : "")
                .orElseThrow(() ->
                        new AssemblyException(
                                ErrorCode.INVALID_AUTH_EXPIRES_PARAMETER,
                                "params.auth.expires is not a time; write it as"
                                    + " 2030-01-31T12:00:00.000Z or 2030/01/31 12:00:00+00:00."));
    }

    /**
     * The expression that params demand of the Referer, those of a template included.
     *
     * @throws AssemblyException {@code INVALID_AUTH_REFERER_PARAMETER} when it is no text
     */
    public static @Nullable String refererOf(ObjectNode params) {
        return referer(params.path("auth").get("referer"));
    }

    private static @Nullable String referer(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw new AssemblyException(
                    ErrorCode.INVALID_AUTH_REFERER_PARAMETER,
                    "params.auth.referer must be a string, a regular expression.");
        }
        return node.textValue();
    }

    private static boolean absent(@Nullable JsonNode node) {
        return node == null || node.isNull();
    }

    private static AssemblyException refused(ErrorCode code, String more) {
        return new AssemblyException(code, code.defaultMessage().replaceFirst("\\.$", "") + more);
    }
}
