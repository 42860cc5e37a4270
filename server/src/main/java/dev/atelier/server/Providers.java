package dev.atelier.server;

import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.generate.ImageProvider;
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.Usd;
import dev.atelier.robots.generate.provider.Adapter;
import dev.atelier.robots.generate.provider.BuiltinProviders;
import dev.atelier.robots.generate.provider.PaidProvider;
import dev.atelier.robots.generate.provider.Pause;
import dev.atelier.robots.generate.provider.ProviderDoors;
import dev.atelier.robots.generate.provider.ProviderSettings;
import dev.atelier.robots.generate.provider.Purse;
import dev.atelier.robots.generate.provider.Shared;
import dev.atelier.robots.outbound.AddressRules;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.PortRules;
import dev.atelier.server.config.AtelierConfig;
import dev.atelier.server.config.ConfigException;
import dev.atelier.server.config.Secret;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds the providers outside from their settings. */
final class Providers {
    private static final long MEGABYTE = 1_000_000;
    private static final String ANY_ADDRESS = "0.0.0.0/0,::/0";

    private Providers() {}

    /**
     * All of them, with a key or without.
     *
     * @throws ConfigException when the settings name one there is not, or settings it does not have
     */
    static List<ImageProvider> all(
            AtelierConfig config, Codec codec, ProviderLedger ledger, InstantSource clock) {
        List<Adapter> adapters = BuiltinProviders.all();
        check(config.providers(), adapters);
        var generation = config.generation();
        var doors =
                new ProviderDoors(
                        configured(config),
                        new Outbound(patient(config, Engine.rules(config.outbound()))),
                        generation.answerMegabytes() * MEGABYTE);
        var purse = new Purse(ledger, budgets(generation), Usd.parse(generation.assumedPrice()));
        var shared = new Shared(doors, purse, codec, clock, Pause.REAL);
        return adapters.stream()
                .<ImageProvider>map(
                        adapter -> new PaidProvider(adapter, settings(config, adapter), shared))
                .toList();
    }

    private static void check(
            Map<String, AtelierConfig.Provider> configured, List<Adapter> adapters) {
        var problems = new ArrayList<String>();
        configured.forEach((name, provider) -> {
            int before = problems.size();
            List<Adapter> named = adapters.stream().filter(a -> a.name().equals(name)).toList();
            if (named.isEmpty()) {
                List<String> known = adapters.stream().map(Adapter::name).toList();
                problems.add(
                        "providers.%s: there is no such provider; known are %s"
                                .formatted(name, String.join(", ", known)));
            }
            for (Adapter adapter : named) {
                for (String option : provider.options().keySet()) {
                    if (!adapter.options().contains(option)) {
                        problems.add(
                                "there is no setting `providers.%s.%s`; %s has %s besides those of every provider"
                                        .formatted(name, option, name, own(adapter)));
                    }
                }
                if (problems.size() == before) {
                    tryOut(adapter, provider, problems);
                }
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private static void tryOut(
            Adapter adapter, AtelierConfig.Provider provider, List<String> problems) {
        try {
            adapter.configured(provider.options());
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    private static String own(Adapter adapter) {
        return adapter.options().isEmpty()
                ? "none"
                : String.join(", ", adapter.options().stream().sorted().toList());
    }

    /** The operator chose the address, so it may be any; it answers when the work is done. */
    private static Outbound configured(AtelierConfig config) {
        Outbound.Rules rules = patient(config, Engine.rules(config.outbound()));
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

    private static ProviderLedger.Budgets budgets(AtelierConfig.Generation generation) {
        return new ProviderLedger.Budgets(
                usd(generation.budgetAssembly()),
                usd(generation.budgetKeyDay()),
                usd(generation.budgetProviderDay()));
    }

    private static @Nullable Usd usd(@Nullable String dollars) {
        return dollars == null ? null : Usd.parse(dollars);
    }

    private static ProviderSettings settings(AtelierConfig config, Adapter adapter) {
        AtelierConfig.Provider own = config.providers().get(adapter.name());
        AtelierConfig.Provider given = own == null ? AtelierConfig.Provider.DEFAULT : own;
        Secret key = given.key();
        return new ProviderSettings(
                () -> key == null ? null : key.reveal(),
                given.baseUrl(),
                given.atOnce(),
                Duration.ofSeconds(config.generation().deadlineSeconds()),
                Duration.ofMillis(given.pollMillis()),
                given.options());
    }
}
