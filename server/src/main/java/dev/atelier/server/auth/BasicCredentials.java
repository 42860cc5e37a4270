package dev.atelier.server.auth;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Key and secret in an Authorization header. */
public final class BasicCredentials {
    private static final String SCHEME = "basic ";

    private final KeyRing keys;

    public BasicCredentials(KeyRing keys) {
        this.keys = keys;
    }

    /**
     * The key whose secret the header holds.
     *
     * @throws AssemblyException when it holds none
     */
    public AuthKey key(@Nullable String authorization) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw new AssemblyException(
                    ErrorCode.SERVER_401,
                    "Send the auth key as user and its secret as password, by HTTP Basic"
                            + " authentication.");
        }
        String both = decoded(authorization.substring(SCHEME.length()).strip());
        int colon = both.indexOf(':');
        if (colon < 0) {
            throw malformed(null);
        }
        return checked(both.substring(0, colon), both.substring(colon + 1));
    }

    private AuthKey checked(String name, String secret) {
        AuthKey key =
                keys.find(name)
                        .orElseThrow(() ->
                                new AssemblyException(
                                        ErrorCode.GET_ACCOUNT_UNKNOWN_AUTH_KEY,
                                        "This server does not know the auth key, or it was"
                                                + " revoked."));
        if (!Hashes.same(keys.secret(key), secret)) {
            throw new AssemblyException(
                    ErrorCode.TOKEN_INVALID_CREDENTIALS,
                    ErrorCode.TOKEN_INVALID_CREDENTIALS.defaultMessage());
        }
        return key;
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    private static AssemblyException malformed(@Nullable Throwable cause) {
        return new AssemblyException(
                ErrorCode.TOKEN_INVALID_REQUEST,
                "The Authorization header must be Basic and the base64 of key:secret.",
                cause);
    }
}
