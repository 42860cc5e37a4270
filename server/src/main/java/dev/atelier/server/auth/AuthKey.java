package dev.atelier.server.auth;

import org.jspecify.annotations.Nullable;

/**
 * A key that requests are made with.
 *
 * @param id what other things refer to it by
 * @param key the public half, which travels in {@code params.auth.key}
 * @param account the owner of what it creates
 * @param name for people; may be empty
 * @param sealedSecret the other half, encrypted; see {@link #context}
 * @param signatureRequired also creates must be signed
 * @param algorithm the only one its signatures may have, null for any
 * @param secretShown the secret may be asked for later
 * @param revoked since when it is void, null while it is good
 */
public record AuthKey(
        String id,
        String key,
        String account,
        String name,
        String sealedSecret,
        Scopes scopes,
        boolean signatureRequired,
        @Nullable SignatureAlgorithm algorithm,
        boolean secretShown,
        long created,
        long modified,
        @Nullable Long revoked) {

    /** What the secret of a key is sealed for. */
    public static String context(String id) {
        return "auth_key:" + id;
    }

    public boolean active() {
        return revoked == null;
    }

    /** The same key, allowed something else. */
    AuthKey withScopes(Scopes others) {
        return new AuthKey(
                id,
                key,
                account,
                name,
                sealedSecret,
                others,
                signatureRequired,
                algorithm,
                secretShown,
                created,
                modified,
                revoked);
    }

    AuthKey revokedAt(long at) {
        return new AuthKey(
                id,
                key,
                account,
                name,
                sealedSecret,
                scopes,
                signatureRequired,
                algorithm,
                secretShown,
                created,
                at,
                at);
    }
}
