package dev.atelier.server;

import dev.atelier.server.auth.ProviderVault;

/** The providers and their stored keys, open while this lives. */
public record ProviderChest(Providers providers, ProviderVault vault, KeyChest keys)
        implements AutoCloseable {
    @Override
    public void close() {
        keys.close();
    }
}
