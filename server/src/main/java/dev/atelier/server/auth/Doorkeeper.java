package dev.atelier.server.auth;

import dev.atelier.server.wire.AuthParams;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Everything about who may come in, for one open door: the keys at hand, the tokens, and the {@link
 * Access} that routes ask.
 */
public final class Doorkeeper implements AutoCloseable {
    private final KeyRing keys;
    private final BearerTokens tokens;
    private final KeyDesk desk;
    private final Access access;
    private final boolean loopback;

    /**
     * How strict to be.
     *
     * @param loopback the door is open to this machine only, so it may do without keys
     * @param configured the key of the configuration, null for none
     * @param tokenLife of bearer tokens
     * @param furthest how far ahead a request may expire, null for any time
     */
    public record Rules(
            boolean loopback,
            @Nullable ConfiguredKey configured,
            Duration tokenLife,
            @Nullable Duration furthest) {}

    public Doorkeeper(AuthPorts ports, Rules rules, AuthParams.Reader params, InstantSource clock) {
        var random = new SecureRandom();
        this.loopback = rules.loopback();
        this.keys = new KeyRing(ports.keys(), ports.box(), rules.configured());
        this.tokens = new BearerTokens(ports.tokens(), keys, clock, random, rules.tokenLife());
        this.desk = new KeyDesk(ports, clock, random);
        this.access =
                new KeyedAccess(
                        this::isOpen,
                        keys,
                        tokens,
                        ports.tokens(),
                        params,
                        clock,
                        rules.furthest());
    }

    /** There are no keys, and only this machine can come in. Never blocks. */
    public boolean isOpen() {
        return loopback && keys.isEmpty();
    }

    /** There are no keys, but others can come in: a door that must stay shut. */
    public boolean isUnguarded() {
        return !loopback && keys.isEmpty();
    }

    public Access access() {
        return access;
    }

    public KeyRing keys() {
        return keys;
    }

    public BearerTokens tokens() {
        return tokens;
    }

    public KeyDesk desk() {
        return desk;
    }

    @Override
    public void close() {
        keys.close();
    }
}
