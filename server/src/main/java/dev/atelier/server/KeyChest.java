package dev.atelier.server;

import dev.atelier.server.auth.AuthPorts;
import dev.atelier.server.auth.KeyDesk;
import dev.atelier.server.auth.ProviderVault;

/** The keys of a data folder, open while this lives; a server may be running on it. */
public record KeyChest(AuthPorts ports, KeyDesk desk, ProviderVault vault, Runnable release)
        implements AutoCloseable {
    @Override
    public void close() {
        release.run();
    }
}
