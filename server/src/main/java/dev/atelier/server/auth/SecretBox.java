package dev.atelier.server.auth;

/** Encrypts what must be stored but stay unreadable to whoever steals the database. */
public interface SecretBox {

    /**
     * Encrypts under the current master key.
     *
     * @param context what the secret belongs to; it opens only for the same
     * @return text that names its master key
     */
    String seal(String secret, String context);

    /**
     * Decrypts what {@link #seal} made.
     *
     * @throws IllegalStateException when the master key is another, or the text was changed
     */
    String open(String sealed, String context);
}
