package dev.atelier.server.auth;

import dev.atelier.core.assembly.Event;

import org.jspecify.annotations.Nullable;

/**
 * Whoever was admitted.
 *
 * @param account the owner of what the request creates, and the only one whose things it sees
 * @param keyId null on a server without keys
 * @param signed the request carried a signature or a bearer token that holds
 * @param scopes all it may do
 */
public record Caller(String account, @Nullable String keyId, boolean signed, Scopes scopes) {

    /** Whoever calls a server without keys. */
    public static final Caller LOCAL =
            new Caller(Event.Sender.LOCAL_ACCOUNT, null, true, Scopes.every());

    /** Whether something of that account is this caller's; what is not answers as if absent. */
    public boolean owns(String owner) {
        return account.equals(owner);
    }
}
