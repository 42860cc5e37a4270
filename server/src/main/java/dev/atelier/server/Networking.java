package dev.atelier.server;

import dev.atelier.robots.NetworkLimits;
import dev.atelier.robots.http.ImportLimits;
import dev.atelier.robots.http.RequestLimits;
import dev.atelier.robots.store.StoreLimits;
import dev.atelier.server.config.AtelierConfig;

import java.time.Duration;

/** What the settings let robots do with the servers of others. */
final class Networking {
    private static final int IMPORT_PAUSE_SECONDS = 2;

    private Networking() {}

    static NetworkLimits limits(AtelierConfig config) {
        return new NetworkLimits(imports(config), requests(config), stores(config));
    }

    /** A file may be as large as an upload; the time is that of the whole job. */
    private static ImportLimits imports(AtelierConfig config) {
        var limits = config.limits();
        return new ImportLimits(
                limits.files(),
                limits.uploadBytes(),
                limits.importBytes(),
                Duration.ofSeconds(config.lanes().jobSeconds()),
                Duration.ofSeconds(IMPORT_PAUSE_SECONDS));
    }

    private static RequestLimits requests(AtelierConfig config) {
        var requests = config.requests();
        return new RequestLimits(
                Duration.ofSeconds(requests.seconds()),
                requests.answerBytes(),
                requests.files(),
                requests.fileBytes(),
                config.limits().importBytes(),
                Duration.ofSeconds(requests.fileSeconds()));
    }

    private static StoreLimits stores(AtelierConfig config) {
        var stores = config.stores();
        return new StoreLimits(
                stores.tusChunkBytes(),
                stores.s3PartBytes(),
                Duration.ofSeconds(stores.chunkSeconds()),
                stores.attempts(),
                Duration.ofMillis(stores.pauseMillis()),
                Duration.ofSeconds(stores.extraSeconds()));
    }
}
