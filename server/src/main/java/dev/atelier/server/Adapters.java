package dev.atelier.server;

import dev.atelier.core.assembly.Lane;
import dev.atelier.core.memory.MemoryEventBus;
import dev.atelier.core.port.MetadataReader;
import dev.atelier.server.auth.KeyDesk;
import dev.atelier.server.auth.ProviderVault;
import dev.atelier.server.config.AtelierConfig;
import dev.atelier.server.config.DatabaseConfig;
import dev.atelier.server.config.LanesConfig;
import dev.atelier.server.config.Secret;
import dev.atelier.server.notify.NotificationSigner;
import dev.atelier.server.queue.DbNotificationQueue;
import dev.atelier.server.queue.DbSchedulerQueue;
import dev.atelier.server.queue.LaneSettings;
import dev.atelier.server.queue.QueueDialect;
import dev.atelier.server.store.fs.Durable;
import dev.atelier.server.store.fs.FsFileStore;
import dev.atelier.server.store.fs.Leftovers;
import dev.atelier.server.store.jdbc.Database;
import dev.atelier.server.store.jdbc.Expiry;
import dev.atelier.server.store.jdbc.JdbcAssemblyStore;
import dev.atelier.server.store.jdbc.JdbcProviderLedger;
import dev.atelier.server.store.jdbc.JdbcTemplateCredentials;
import dev.atelier.server.store.jdbc.JdbcTemplates;
import dev.atelier.server.store.jdbc.JdbcUploadStore;
import dev.atelier.server.store.jdbc.PostgresDatabase;
import dev.atelier.server.store.jdbc.SqliteDatabase;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;

/** Chooses and opens what the engine stands on: where Assemblies, files and jobs are kept. */
final class Adapters {
    private static final Logger LOG = LoggerFactory.getLogger(Adapters.class);

    private Adapters() {}

    /**
     * Opens the database and the files, both below the folder unless the configuration names a
     * database.
     *
     * @throws IOException when the folder cannot hold them, or another process uses it
     */
    static Engine.Ports open(
            AtelierConfig config, Path folder, MetadataReader metadata, InstantSource clock)
            throws IOException {
        AuthAdapters.check(config.auth());
        boolean own = config.database().url() == null;
        Database database = own ? SqliteDatabase.open(folder) : postgres(config.database());
        var auth = AuthAdapters.on(database, config.auth(), folder);
        var files = FsFileStore.open(folder, clock);
        Path staging = Durable.privateFolder(folder.resolve("uploads"));
        Path scratch = Files.createDirectories(folder.resolve("tmp"));
        if (own) {
            Leftovers.remove(scratch);
        }
        Duration retention = Duration.ofDays(config.retention().days());
        var store = new JdbcAssemblyStore(database, clock, retention);
        var expiry = new Expiry(database, clock, retention);
        var orphans = Duration.ofHours(config.retention().orphanHours());
        var queue =
                new DbSchedulerQueue(
                        database.shared(),
                        database,
                        own ? QueueDialect.SQLITE : QueueDialect.POSTGRES,
                        lanes(config.lanes()),
                        clock);
        var notifications =
                new DbNotificationQueue(
                        database.shared(),
                        database,
                        own ? QueueDialect.SQLITE : QueueDialect.POSTGRES,
                        lanes(config.lanes()),
                        config.notifications().atOnce(),
                        clock);
        return new Engine.Ports(
                store,
                new JdbcUploadStore(database),
                files,
                queue,
                notifications,
                NotificationSigner.withKeys(
                        keyId -> AuthAdapters.signing(auth, config.auth(), keyId)),
                database,
                new MemoryEventBus(),
                metadata,
                new JdbcTemplates(database),
                new JdbcTemplateCredentials(database),
                new JdbcProviderLedger(database, files),
                scratch,
                auth,
                staging,
                () -> {
                    auth.tokens().forget(clock.millis());
                    sweep(expiry, files, store, orphans);
                },
                database::close);
    }

    /**
     * Opens the keys alone, also beside a server that runs on the same database.
     *
     * @throws IOException when the folder cannot hold them
     */
    static KeyChest keys(AtelierConfig config, Path folder, InstantSource clock)
            throws IOException {
        AuthAdapters.check(config.auth());
        boolean own = config.database().url() == null;
        Database database = own ? SqliteDatabase.openBeside(folder) : postgres(config.database());
        var ports = AuthAdapters.on(database, config.auth(), folder);
        var vault = new ProviderVault(ports.providers(), ports.box(), clock);
        return new KeyChest(
                ports, new KeyDesk(ports, clock, new SecureRandom()), vault, database::close);
    }

    private static void sweep(
            Expiry expiry, FsFileStore files, JdbcAssemblyStore store, Duration orphans) {
        try {
            expiry.forget();
            int removed = files.sweep(orphans, store::isReferenced);
            if (removed > 0) {
                LOG.info("swept files={}", removed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Database postgres(DatabaseConfig database) {
        Secret password = database.password();
        return PostgresDatabase.open(
                String.valueOf(database.url()),
                database.user(),
                password == null ? null : password.reveal(),
                database.connections());
    }

    private static LaneSettings lanes(LanesConfig lanes) {
        var threads = new EnumMap<Lane, Integer>(Lane.class);
        int cores = Runtime.getRuntime().availableProcessors();
        threads.put(Lane.LIVE_PIXELS, orElse(lanes.livePixels(), cores));
        threads.put(Lane.BATCH_PIXELS, orElse(lanes.batchPixels(), Math.max(1, cores / 2)));
        threads.put(Lane.LIVE_NETWORK, lanes.liveNetwork());
        threads.put(Lane.BATCH_NETWORK, lanes.batchNetwork());
        return new LaneSettings(
                new SystemIds().uploadId(),
                threads,
                Duration.ofSeconds(lanes.heartbeatSeconds()),
                Duration.ofSeconds(1));
    }

    private static int orElse(int setting, int automatic) {
        return setting == 0 ? automatic : setting;
    }
}
