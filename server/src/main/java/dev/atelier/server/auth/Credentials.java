package dev.atelier.server.auth;

import org.jspecify.annotations.Nullable;

/**
 * What a request says about its sender, as received.
 *
 * @param params the exact text of the params field, which a signature covers
 * @param signature the field beside it
 * @param authorization the Authorization header
 * @param referer the Referer header
 */
public record Credentials(
        @Nullable String params,
        @Nullable String signature,
        @Nullable String authorization,
        @Nullable String referer) {}
