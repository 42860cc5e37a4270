package dev.atelier.server.auth;

import java.util.Optional;

/** Where bearer tokens and used signatures are kept, both as hashes only. Blocking. */
public interface AccessTokens {

    /**
     * A token that was handed out.
     *
     * @param hash SHA-256 of its text
     * @param keyId the key it stands for
     * @param expires in milliseconds
     */
    record AccessToken(String hash, String keyId, Scopes scopes, long expires) {}

    void add(AccessToken token);

    Optional<AccessToken> find(String hash);

    /**
     * Notes that a signature was used.
     *
     * @param until when it may be forgotten
     * @return whether it is the first time, also with other processes
     */
    boolean firstUse(String hash, long until);

    /** Forgets what is over. */
    void forget(long now);
}
