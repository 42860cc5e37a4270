package dev.atelier.server.auth;

import java.util.List;

/** The master keys there are. */
public interface MasterKeys {
    /** The current one first, then those before it that may still be in use. Never empty. */
    List<MasterKey> all();

    /** Makes a new one current and keeps the one before it. */
    void rotate();

    /** Keys the operator gave; changing them is the operator's work too. */
    static MasterKeys given(List<MasterKey> keys) {
        var fixed = List.copyOf(keys);
        return new MasterKeys() {
            @Override
            public List<MasterKey> all() {
                return fixed;
            }

            @Override
            public void rotate() {
                if (fixed.size() < 2) {
                    throw new IllegalStateException(
                            "the master key is in the configuration: set auth.master_key to the new"
                                    + " one and auth.previous_master_key to the old one, then run"
                                    + " this again");
                }
            }
        };
    }
}
