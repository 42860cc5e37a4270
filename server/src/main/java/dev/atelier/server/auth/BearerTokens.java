package dev.atelier.server.auth;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.server.auth.AccessTokens.AccessToken;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Makes bearer tokens and knows them again. Only their hash is stored. */
public final class BearerTokens {
    private static final String PREFIX = "atelier_";
    private static final String SCHEME = "bearer ";
    private static final int BYTES = 32;

    private final AccessTokens stored;
    private final KeyRing keys;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Duration life;

    public BearerTokens(
            AccessTokens stored,
            KeyRing keys,
            InstantSource clock,
            SecureRandom random,
            Duration life) {
        this.stored = stored;
        this.keys = keys;
        this.clock = clock;
        this.random = random;
        this.life = life;
    }

    /** How long a token lives. */
    public Duration life() {
        return life;
    }

    /** A new token for a key. */
    public String issue(AuthKey key, Scopes scopes) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        long expires = clock.millis() + life.toMillis();
        stored.add(new AccessToken(Hashes.sha256(token), key.id(), scopes, expires));
        return token;
    }

    /** The token of an Authorization header, if it carries one. */
    static Optional<String> sent(@Nullable String authorization) {
        return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    /**
     * The key a token stands for, with no more than the token's scopes.
     *
     * @throws AssemblyException when it does not hold
     */
    AuthKey key(String token) {
        AccessToken found =
                stored.find(Hashes.sha256(token))
                        .orElseThrow(() ->
                                new AssemblyException(
                                        ErrorCode.BEARER_TOKEN_INVALID,
                                        "This server does not know the bearer token; get one with"
                                                + " POST /token."));
        if (found.expires() <= clock.millis()) {
            throw new AssemblyException(
                    ErrorCode.BEARER_TOKEN_EXPIRED,
                    "The bearer token has expired; get another with POST /token.");
        }
        AuthKey key =
                keys.byId(found.keyId())
                        .orElseThrow(() ->
                                new AssemblyException(
                                        ErrorCode.BEARER_TOKEN_INVALID,
                                        "The auth key of this bearer token was revoked."));
        return key.withScopes(key.scopes().and(found.scopes()));
    }
}
