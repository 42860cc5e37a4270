package dev.atelier.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM. The text is {@code v1.<master key>.<nonce and ciphertext>}. */
public final class AesSecretBox implements SecretBox {
    private static final String VERSION = "v1";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final MasterKeys keys;
    private final SecureRandom random;

    public AesSecretBox(MasterKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    @Override
    public String seal(String secret, String context) {
        MasterKey key = keys.all().getFirst();
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] hidden =
                run(
                        Cipher.ENCRYPT_MODE,
                        key,
                        nonce,
                        secret.getBytes(StandardCharsets.UTF_8),
                        context);
        byte[] both = new byte[NONCE + hidden.length];
        System.arraycopy(nonce, 0, both, 0, NONCE);
        System.arraycopy(hidden, 0, both, NONCE, hidden.length);
        return String.join(".", VERSION, key.id(), Base64.getUrlEncoder().encodeToString(both));
    }

    @Override
    public String open(String sealed, String context) {
        String[] parts = sealed.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new IllegalStateException("a stored secret has a form this version cannot read");
        }
        byte[] both = Base64.getUrlDecoder().decode(parts[2]);
        if (both.length < NONCE) {
            throw new IllegalStateException("a stored secret was cut short");
        }
        byte[] hidden = new byte[both.length - NONCE];
        System.arraycopy(both, NONCE, hidden, 0, hidden.length);
        return new String(
                run(Cipher.DECRYPT_MODE, key(parts[1]), both, hidden, context),
                StandardCharsets.UTF_8);
    }

    private MasterKey key(String id) {
        return keys.all().stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "a stored secret is sealed under master key "
                                        + id
                                        + ", which is not there: give it as"
                                        + " auth.previous_master_key, or restore master.key"));
    }

    private static byte[] run(int mode, MasterKey key, byte[] nonce, byte[] input, String context) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    mode,
                    new SecretKeySpec(key.bytes(), "AES"),
                    new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored secret was changed or belongs elsewhere", e);
        }
    }
}
