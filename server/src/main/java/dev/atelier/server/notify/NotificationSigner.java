package dev.atelier.server.notify;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Function;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what is told to a notify_url, so that the receiver knows who speaks. */
@FunctionalInterface
public interface NotificationSigner {
    /** For a server without keys. */
    NotificationSigner NONE = (keyId, text) -> null;

    /**
     * @param keyId the key that made the Assembly, null for none
     * @return null when there is no secret to sign with
     */
    @Nullable String sign(@Nullable String keyId, String text);

    /**
     * What one key signs with.
     *
     * @param algorithm such as {@code sha384}
     */
    record Key(String algorithm, String secret) {
        private String sign(String text) {
            String mac = "Hmac" + algorithm.toUpperCase(Locale.ROOT);
            try {
                Mac hash = Mac.getInstance(mac);
                hash.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), mac));
                byte[] made = hash.doFinal(text.getBytes(StandardCharsets.UTF_8));
                return algorithm + ":" + HexFormat.of().formatHex(made);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * Signs as {@code sha384:}, or whatever the key signs with, and the HMAC in hexadecimal digits.
     *
     * @param keys by their id, null for one it does not know
     */
    static NotificationSigner withKeys(Function<String, @Nullable Key> keys) {
        return (keyId, text) -> {
            Key key = keyId == null ? null : keys.apply(keyId);
            return key == null ? null : key.sign(text);
        };
    }
}
