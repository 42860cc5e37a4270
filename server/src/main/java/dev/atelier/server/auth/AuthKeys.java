package dev.atelier.server.auth;

import java.util.List;

/** Where keys are kept. Blocking. */
public interface AuthKeys {
    /** All of them, revoked ones too, in order of making. */
    List<AuthKey> all();

    /**
     * @throws KeyTakenException when there is one with the same public half
     */
    void add(AuthKey key);

    /** Puts it in the place of the one with the same id, whose public half stays. */
    void update(AuthKey key);

    /** There is a key with this public half already. */
    final class KeyTakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public KeyTakenException(String key) {
            super("there is an auth key " + key + " already");
        }
    }
}
