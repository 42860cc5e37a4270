package dev.atelier.server.auth;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.server.wire.AuthParams;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Admits by key, signature or bearer token; as long as the server is open, everyone. */
public final class KeyedAccess implements Access {
    private static final Duration LEEWAY = Duration.ofSeconds(30);

    /** How long a signature that never expires is remembered. */
    private static final Duration UNDATED = Duration.ofDays(1);

    private final BooleanSupplier open;
    private final KeyRing keys;
    private final BearerTokens tokens;
    private final AccessTokens used;
    private final AuthParams.Reader params;
    private final InstantSource clock;
    private final @Nullable Duration furthest;

    /**
     * @param open whether the server has no keys and serves its own machine only
     * @param furthest how far ahead a request may expire, null for any time
     */
    public KeyedAccess(
            BooleanSupplier open,
            KeyRing keys,
            BearerTokens tokens,
            AccessTokens used,
            AuthParams.Reader params,
            InstantSource clock,
            @Nullable Duration furthest) {
        this.open = open;
        this.keys = keys;
        this.tokens = tokens;
        this.used = used;
        this.params = params;
        this.clock = clock;
        this.furthest = furthest;
    }

    @Override
    public Caller admit(Credentials sent, Scope scope) {
        return admit(sent, scope, false);
    }

    @Override
    public Caller admitCreate(Credentials sent) {
        return admit(sent, Scope.ASSEMBLIES_WRITE, true);
    }

    private Caller admit(Credentials sent, Scope scope, boolean create) {
        if (open.getAsBoolean()) {
            return Caller.LOCAL;
        }
        Optional<String> token = BearerTokens.sent(sent.authorization());
        return token.isPresent() ? byToken(token.get(), sent, scope) : byKey(sent, scope, create);
    }

    private Caller byToken(String token, Credentials sent, Scope scope) {
        AuthKey key = tokens.key(token);
        AuthParams auth = params.readOptional(sent.params());
        if (auth.key() != null && !auth.key().equals(key.key())) {
            throw new AssemblyException(
                    ErrorCode.BEARER_TOKEN_AUTH_KEY_MISMATCH,
                    "The bearer token belongs to another auth key than params.auth.key; leave one"
                            + " of them out.");
        }
        requireScope(key.scopes(), scope);
        RefererRule.check(auth.referer(), sent.referer());
        return new Caller(key.account(), key.id(), true, key.scopes());
    }

    private Caller byKey(Credentials sent, Scope scope, boolean create) {
        AuthParams auth = params.read(sent.params());
        String named = String.valueOf(auth.key());
        String text = String.valueOf(sent.params());
        AuthKey key = keys.find(named).orElseThrow(() -> unknown(sent.signature(), text));
        boolean demanded = !create || key.signatureRequired();
        checkExpiry(auth.expires(), demanded);
        if (demanded && sent.signature() == null) {
            throw new AssemblyException(
                    ErrorCode.NO_SIGNATURE_FIELD,
                    "The request carries no signature field, which this auth key or path needs:"
                            + " sign the exact text of params with the secret and send"
                            + " sha384:<hexadecimal digits> as signature, or use a bearer token.");
        }
        Signature signature =
                sent.signature() == null ? null : verified(sent.signature(), text, key);
        RefererRule.check(auth.referer(), sent.referer());
        if (create && auth.nonce() && signature != null) {
            useOnce(key, signature, auth.expires());
        }
        requireScope(key.scopes(), scope);
        return new Caller(key.account(), key.id(), signature != null, key.scopes());
    }

    private static AssemblyException unknown(@Nullable String signature, String text) {
        if (signature != null) {
            var _ = Signature.parse(signature).signs(text, null);
        }
        return new AssemblyException(
                ErrorCode.GET_ACCOUNT_UNKNOWN_AUTH_KEY,
                "This server does not know params.auth.key, or it was revoked; `atelier keys list`"
                        + " shows the keys there are.");
    }

    private void checkExpiry(@Nullable Instant expires, boolean demanded) {
        if (expires == null) {
            if (demanded) {
                throw new AssemblyException(
                        ErrorCode.NO_AUTH_EXPIRES_PARAMETER,
                        "A signed request needs params.auth.expires, such as"
                                + " 2030-01-31T12:00:00.000Z.");
            }
            return;
        }
        Instant now = clock.instant();
        if (expires.plus(LEEWAY).isBefore(now)) {
            throw new AssemblyException(
                    ErrorCode.AUTH_EXPIRED,
                    "params.auth.expires is in the past: it is %s here now. Sign again with a later"
                                    .formatted(now)
                            + " time, and check the clock of the sender.");
        }
        if (furthest != null && expires.isAfter(now.plus(furthest).plus(LEEWAY))) {
            throw new AssemblyException(
                    ErrorCode.INVALID_AUTH_EXPIRES_PARAMETER,
                    "params.auth.expires is further ahead than the %d hours this server allows."
                            .formatted(furthest.toHours()));
        }
    }

    private Signature verified(String text, String params, AuthKey key) {
        Signature signature = Signature.parse(text);
        if (key.algorithm() != null && key.algorithm() != signature.algorithm()) {
            throw signature.notPinned(key.algorithm());
        }
        if (!signature.signs(params, keys.secret(key))) {
            throw signature.refused(params);
        }
        return signature;
    }

    private void useOnce(AuthKey key, Signature signature, @Nullable Instant expires) {
        Instant until = expires == null ? clock.instant().plus(UNDATED) : expires.plus(LEEWAY);
        if (!used.firstUse(
                Hashes.sha256(key.id() + ":" + signature.wire()), until.toEpochMilli())) {
            throw new AssemblyException(
                    ErrorCode.SIGNATURE_REUSE_DETECTED,
                    "This signature has been used before; make a new nonce and sign again.");
        }
    }

    static void requireScope(Scopes scopes, Scope needed) {
        if (!scopes.allow(needed)) {
            throw new AssemblyException(
                    ErrorCode.INSUFFICIENT_AUTH_SCOPE,
                    "This needs the scope %s; the key or token has: %s."
                            .formatted(needed.wire(), scopes.wire()));
        }
    }
}
