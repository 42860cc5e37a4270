package dev.atelier.server;

import dev.atelier.server.auth.AccessTokens;
import dev.atelier.server.auth.AesSecretBox;
import dev.atelier.server.auth.AuthKey;
import dev.atelier.server.auth.AuthKeys;
import dev.atelier.server.auth.AuthPorts;
import dev.atelier.server.auth.MasterKey;
import dev.atelier.server.auth.MasterKeys;
import dev.atelier.server.auth.ProviderKeys;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keys and tokens in memory. */
final class TestAuth {
    private TestAuth() {}

    static AuthPorts inMemory() {
        var master = MasterKeys.given(List.of(MasterKey.parse("ab".repeat(32))));
        return new AuthPorts(
                new Keys(),
                new Tokens(),
                new AesSecretBox(master, new SecureRandom()),
                master,
                new ProviderKeysInMemory(),
                List.of());
    }

    private static final class Keys implements AuthKeys {
        private final List<AuthKey> keys = new CopyOnWriteArrayList<>();

        @Override
        public List<AuthKey> all() {
            return List.copyOf(keys);
        }

        @Override
        public void add(AuthKey key) {
            keys.add(key);
        }

        @Override
        public void update(AuthKey key) {
            keys.replaceAll(one -> one.id().equals(key.id()) ? key : one);
        }
    }

    private static final class Tokens implements AccessTokens {
        private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();
        private final Map<String, Long> used = new ConcurrentHashMap<>();

        @Override
        public void add(AccessToken token) {
            tokens.put(token.hash(), token);
        }

        @Override
        public Optional<AccessToken> find(String hash) {
            return Optional.ofNullable(tokens.get(hash));
        }

        @Override
        public boolean firstUse(String hash, long until) {
            return used.putIfAbsent(hash, until) == null;
        }

        @Override
        public void forget(long now) {
            tokens.values().removeIf(token -> token.expires() < now);
            used.values().removeIf(until -> until < now);
        }
    }

    private static final class ProviderKeysInMemory implements ProviderKeys {
        private final Map<String, String> keys = new ConcurrentHashMap<>();

        @Override
        public Map<String, String> all() {
            return Map.copyOf(keys);
        }

        @Override
        public void put(String provider, String sealed, long at) {
            keys.put(provider, sealed);
        }

        @Override
        public boolean remove(String provider) {
            return keys.remove(provider) != null;
        }
    }
}
