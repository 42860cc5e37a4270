package dev.atelier.robots.outbound;

import java.time.Duration;

/** The way out as tests need it: to servers of this machine, patient on a busy one. */
public final class TestOutbound {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int HEADER_BYTES = 16_384;

    private TestOutbound() {}

    /** To URLs of clients at the addresses allowed; an unreachable one is told after 100 ms. */
    public static Outbound to(String allowed) {
        return new Outbound(rules(allowed, Duration.ofMillis(100)));
    }

    /** As {@link #to(String)}, with the test's own names and an unreachable server after 20 ms. */
    public static Outbound to(String allowed, NameResolver names) {
        return new Outbound(rules(allowed, Duration.ofMillis(20)), names);
    }

    private static Outbound.Rules rules(String allowed, Duration connect) {
        return new Outbound.Rules(
                new AddressRules(allowed),
                new PortRules("6379"),
                connect,
                PATIENCE,
                PATIENCE,
                HEADER_BYTES);
    }

    /** To what an operator set up, such as a provider: any port. */
    public static Outbound configured(String allowed, int redirects) {
        return configured(allowed, redirects, Duration.ofMillis(100));
    }

    /**
     * @param connect for a connection and a handshake
     */
    public static Outbound configured(String allowed, int redirects, Duration connect) {
        return new Outbound(
                new Outbound.Rules(
                        new AddressRules(allowed),
                        new PortRules(""),
                        connect,
                        PATIENCE,
                        PATIENCE,
                        HEADER_BYTES,
                        redirects));
    }
}
