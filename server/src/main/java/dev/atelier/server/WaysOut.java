package dev.atelier.server;

import dev.atelier.robots.outbound.AddressRules;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.PortRules;
import dev.atelier.server.config.AtelierConfig;
import dev.atelier.server.config.OutboundConfig;

import java.time.Duration;

/** Whom this server may connect to, and how patiently, as the settings have it. */
final class WaysOut {
    private static final String ANY_ADDRESS = "0.0.0.0/0,::/0";

    private WaysOut() {}

    /** To the servers that clients name. */
    static Outbound.Rules rules(OutboundConfig outbound) {
        String allowed = outbound.allowedPrivate();
        return new Outbound.Rules(
                new AddressRules(allowed == null ? "" : allowed),
                new PortRules(outbound.deniedPorts()),
                Duration.ofMillis(outbound.connectMillis()),
                Duration.ofMillis(outbound.headerMillis()),
                Duration.ofMillis(outbound.idleMillis()),
                outbound.headerBytes());
    }

    /** The operator chose the address, so it may be any; it answers when the work is done. */
    static Outbound toProviders(AtelierConfig config) {
        Outbound.Rules rules = patient(config, rules(config.outbound()));
        return new Outbound(
                new Outbound.Rules(
                        new AddressRules(ANY_ADDRESS),
                        new PortRules(""),
                        rules.connect(),
                        rules.headers(),
                        rules.idle(),
                        rules.headerBytes(),
                        0));
    }

    /** To the pictures that providers tell of, wherever they keep them. */
    static Outbound toResults(AtelierConfig config) {
        return new Outbound(patient(config, rules(config.outbound())));
    }

    private static Outbound.Rules patient(AtelierConfig config, Outbound.Rules rules) {
        Duration deadline = Duration.ofSeconds(config.generation().deadlineSeconds());
        return new Outbound.Rules(
                rules.addresses(),
                rules.ports(),
                rules.connect(),
                deadline,
                rules.idle(),
                rules.headerBytes());
    }
}
