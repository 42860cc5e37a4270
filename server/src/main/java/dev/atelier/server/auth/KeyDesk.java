package dev.atelier.server.auth;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes keys and takes them back. */
public final class KeyDesk {
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern PUBLIC = Pattern.compile("[A-Za-z0-9_.-]{8,64}");
    private static final int LONGEST_NAME = 200;
    private static final int ID_BYTES = 16;
    private static final int SECRET_BYTES = 32;

    private final AuthKeys keys;
    private final SecretBox box;
    private final InstantSource clock;
    private final SecureRandom random;

    /**
     * What a new key should be.
     *
     * @param key the public half, null to have one made
     */
    public record Wanted(
            @Nullable String key,
            String account,
            String name,
            Scopes scopes,
            boolean signatureRequired,
            @Nullable SignatureAlgorithm algorithm,
            boolean secretShown) {

        public Wanted {
            if (!ACCOUNT.matcher(account).matches()) {
                throw new IllegalArgumentException(
                        "an account has 1 to 64 letters, digits, dashes and underscores");
            }
            if (key != null && !PUBLIC.matcher(key).matches()) {
                throw new IllegalArgumentException(
                        "an auth key has 8 to 64 letters, digits, dots, dashes and underscores");
            }
            requireShort(name);
        }
    }

    private static void requireShort(String name) {
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "a name has at most " + LONGEST_NAME + " characters");
        }
    }

    /** A new key with its secret, which is shown this once. */
    public record Made(AuthKey key, String secret) {
        @Override
        public String toString() {
            return "Made[" + key.key() + "]";
        }
    }

    public KeyDesk(AuthPorts ports, InstantSource clock, SecureRandom random) {
        this.keys = ports.keys();
        this.box = ports.box();
        this.clock = clock;
        this.random = random;
    }

    /**
     * @throws AuthKeys.KeyTakenException when its public half is taken
     */
    public Made add(Wanted wanted) {
        String id = hex(ID_BYTES);
        String secret = hex(SECRET_BYTES);
        long now = clock.millis();
        var key =
                new AuthKey(
                        id,
                        wanted.key() == null ? hex(ID_BYTES) : wanted.key(),
                        wanted.account(),
                        wanted.name(),
                        box.seal(secret, AuthKey.context(id)),
                        wanted.scopes(),
                        wanted.signatureRequired(),
                        wanted.algorithm(),
                        wanted.secretShown(),
                        now,
                        now,
                        null);
        keys.add(key);
        return new Made(key, secret);
    }

    private String hex(int bytes) {
        byte[] bits = new byte[bytes];
        random.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    public List<AuthKey> all() {
        return keys.all();
    }

    /** Those of an account that are not revoked. */
    public List<AuthKey> good(String account) {
        return keys.all().stream()
                .filter(one -> one.account().equals(account) && one.active())
                .toList();
    }

    /**
     * Changes what may change about a key that is good.
     *
     * @throws IllegalArgumentException when the name is too long
     */
    public AuthKey change(
            AuthKey key,
            String name,
            Scopes scopes,
            @Nullable SignatureAlgorithm algorithm,
            boolean secretShown) {
        requireShort(name);
        var changed =
                new AuthKey(
                        key.id(),
                        key.key(),
                        key.account(),
                        name,
                        key.sealedSecret(),
                        scopes,
                        key.signatureRequired(),
                        algorithm,
                        secretShown,
                        key.created(),
                        clock.millis(),
                        null);
        keys.update(changed);
        return changed;
    }

    /** Makes a key void for good; false when there is none that is good. */
    public boolean revoke(String key) {
        Optional<AuthKey> found =
                keys.all().stream()
                        .filter(one -> one.key().equals(key) && one.active())
                        .findFirst();
        found.ifPresent(one -> keys.update(one.revokedAt(clock.millis())));
        return found.isPresent();
    }
}
