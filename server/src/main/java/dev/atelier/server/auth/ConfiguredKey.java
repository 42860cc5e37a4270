package dev.atelier.server.auth;

/**
 * The one key the configuration may hold; its secret is not stored.
 *
 * @param about everything but the secret, which is in the clear in {@code secret}
 */
public record ConfiguredKey(AuthKey about, String secret) {

    public static ConfiguredKey of(
            String key, String secret, String account, boolean signatureRequired) {
        var about =
                new AuthKey(
                        Hashes.sha256("configured:" + key).substring(0, 32),
                        key,
                        account,
                        "configuration",
                        "",
                        Scopes.usual(),
                        signatureRequired,
                        null,
                        false,
                        0,
                        0,
                        null);
        return new ConfiguredKey(about, secret);
    }

    @Override
    public String toString() {
        return "ConfiguredKey[" + about.key() + "]";
    }
}
