package dev.atelier.server.auth;

import java.util.Map;

/** Keeps the keys of providers outside, sealed by whoever gives them. */
public interface ProviderKeys {
    /** The sealed key of every provider that has one, by the provider's name. */
    Map<String, String> all();

    /**
     * Stores a key in the place of an older one.
     *
     * @param at milliseconds since 1970
     */
    void put(String provider, String sealed, long at);

    /** Forgets a key; gives whether there was one. */
    boolean remove(String provider);
}
