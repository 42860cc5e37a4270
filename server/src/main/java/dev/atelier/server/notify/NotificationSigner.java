package dev.atelier.server.notify;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
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
     * Signs as {@code sha384:} and the HMAC in hexadecimal digits.
     *
     * @param secrets the secret of a key, null for one it does not know
     */
    static NotificationSigner withSecrets(Function<String, @Nullable String> secrets) {
        return (keyId, text) -> {
            String secret = keyId == null ? null : secrets.apply(keyId);
            return secret == null ? null : "sha384:" + hmac(secret, text);
        };
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA384");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA384"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
