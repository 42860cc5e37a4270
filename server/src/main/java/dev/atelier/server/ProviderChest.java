package dev.atelier.server;

import dev.atelier.robots.generate.ProviderRouting;
import dev.atelier.server.auth.ProviderVault;

/** The providers and their stored keys, open while this lives. */
public record ProviderChest(
        Providers providers, ProviderRouting routing, ProviderVault vault, KeyChest keys)
        implements AutoCloseable {
    @Override
    public void close() {
        keys.close();
    }
}
