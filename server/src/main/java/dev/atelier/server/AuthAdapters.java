package dev.atelier.server;

import dev.atelier.server.auth.AesSecretBox;
import dev.atelier.server.auth.AuthKey;
import dev.atelier.server.auth.AuthPorts;
import dev.atelier.server.auth.ConfiguredKey;
import dev.atelier.server.auth.Doorkeeper;
import dev.atelier.server.auth.MasterKey;
import dev.atelier.server.auth.MasterKeyFile;
import dev.atelier.server.auth.MasterKeys;
import dev.atelier.server.auth.ProviderVault;
import dev.atelier.server.auth.SignatureAlgorithm;
import dev.atelier.server.config.AtelierConfig;
import dev.atelier.server.config.AuthConfig;
import dev.atelier.server.config.ConfigException;
import dev.atelier.server.config.Secret;
import dev.atelier.server.http.OpenMode;
import dev.atelier.server.notify.NotificationSigner;
import dev.atelier.server.store.jdbc.Database;
import dev.atelier.server.store.jdbc.JdbcAccessTokens;
import dev.atelier.server.store.jdbc.JdbcAuthKeys;
import dev.atelier.server.store.jdbc.JdbcProviderKeys;
import dev.atelier.server.store.jdbc.SealedColumn;
import dev.atelier.server.templates.SealedCredentials;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Builds what keys and tokens stand on, as the room {@code auth} of the settings says. */
final class AuthAdapters {
    private static final int SHORTEST_SECRET = 16;

    private AuthAdapters() {}

    /** What the settings say only together. */
    static void check(AuthConfig auth) {
        var problems = new ArrayList<String>();
        if ((auth.key() == null) != (auth.secret() == null)) {
            problems.add("auth.key and auth.secret belong together: set both or none");
        }
        if (auth.secret() != null && auth.secret().reveal().length() < SHORTEST_SECRET) {
            problems.add("auth.secret must have at least " + SHORTEST_SECRET + " characters");
        }
        if (auth.previousMasterKey() != null && auth.masterKey() == null) {
            problems.add("auth.previous_master_key needs auth.master_key");
        }
        check("auth.master_key", auth.masterKey(), problems);
        check("auth.previous_master_key", auth.previousMasterKey(), problems);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private static void check(String name, @Nullable Secret key, List<String> problems) {
        try {
            if (key != null) {
                MasterKey.parse(key.reveal());
            }
        } catch (IllegalArgumentException e) {
            problems.add(name + ": " + e.getMessage());
        }
    }

    /** Everything that holds sealed secrets must be in the last list, or a rotation misses it. */
    static AuthPorts on(Database database, AuthConfig auth, Path folder) {
        var random = new SecureRandom();
        MasterKeys master = master(auth, folder, random);
        return new AuthPorts(
                new JdbcAuthKeys(database),
                new JdbcAccessTokens(database),
                new AesSecretBox(master, random),
                master,
                new JdbcProviderKeys(database),
                List.of(
                        new SealedColumn(database, "auth_key", "sealed_secret", AuthKey::context),
                        new SealedColumn(
                                database,
                                "template_credential",
                                "sealed",
                                SealedCredentials::context),
                        new SealedColumn(
                                database, "provider_key", "sealed", ProviderVault::context)));
    }

    private static MasterKeys master(AuthConfig auth, Path folder, SecureRandom random) {
        if (auth.masterKey() == null) {
            return new MasterKeyFile(folder.resolve("master.key"), random);
        }
        var keys = new ArrayList<MasterKey>();
        keys.add(MasterKey.parse(auth.masterKey().reveal()));
        if (auth.previousMasterKey() != null) {
            keys.add(MasterKey.parse(auth.previousMasterKey().reveal()));
        }
        return MasterKeys.given(keys);
    }

    static Doorkeeper.Rules rules(AtelierConfig config) {
        var auth = config.auth();
        return new Doorkeeper.Rules(
                OpenMode.isLoopback(config.http().host()),
                configured(auth),
                Duration.ofSeconds(auth.tokenSeconds()),
                auth.maxExpiryHours() == 0 ? null : Duration.ofHours(auth.maxExpiryHours()));
    }

    /** What a key signs with, whether it is still good or not; null for an unknown one. */
    static NotificationSigner.@Nullable Key signing(
            AuthPorts ports, AuthConfig auth, String keyId) {
        ConfiguredKey configured = configured(auth);
        if (configured != null && configured.about().id().equals(keyId)) {
            return signing(configured.about(), configured.secret());
        }
        return ports.keys().all().stream()
                .filter(key -> key.id().equals(keyId))
                .findFirst()
                .map(key ->
                        signing(key, ports.box().open(key.sealedSecret(), AuthKey.context(keyId))))
                .orElse(null);
    }

    private static NotificationSigner.Key signing(AuthKey key, String secret) {
        var pinned = key.algorithm();
        var algorithm = pinned == null ? SignatureAlgorithm.SHA384 : pinned;
        return new NotificationSigner.Key(algorithm.wire(), secret);
    }

    private static @Nullable ConfiguredKey configured(AuthConfig auth) {
        return auth.key() == null || auth.secret() == null
                ? null
                : ConfiguredKey.of(
                        auth.key(),
                        auth.secret().reveal(),
                        auth.account(),
                        auth.requireSignature());
    }
}
