package dev.atelier.server;

import dev.atelier.robots.generate.provider.Adapter;
import dev.atelier.server.config.ConfigException;
import dev.atelier.server.config.ProviderConfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the settings name providers there are, and settings those have. */
final class ProviderCheck {
    private ProviderCheck() {}

    /** The names there are, in words. */
    static String names(List<Adapter> adapters) {
        return String.join(", ", adapters.stream().map(Adapter::name).toList());
    }

    /**
     * @throws ConfigException naming every setting that is wrong and what there is instead
     */
    static void require(Map<String, ProviderConfig> configured, List<Adapter> adapters) {
        var problems = new ArrayList<String>();
        configured.forEach((name, provider) -> check(name, provider, adapters, problems));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private static void check(
            String name, ProviderConfig provider, List<Adapter> adapters, List<String> problems) {
        Optional<Adapter> named =
                adapters.stream().filter(adapter -> adapter.name().equals(name)).findFirst();
        if (named.isEmpty()) {
            problems.add(
                    "providers.%s: there is no such provider; known are %s"
                            .formatted(name, names(adapters)));
            return;
        }
        Adapter adapter = named.get();
        List<String> unknown =
                provider.options().keySet().stream()
                        .filter(option -> !adapter.options().contains(option))
                        .toList();
        for (String option : unknown) {
            problems.add(
                    "there is no setting `providers.%s.%s`; %s has %s besides those of every provider"
                            .formatted(name, option, name, own(adapter)));
        }
        if (unknown.isEmpty()) {
            tryOut(adapter, provider, problems);
        }
    }

    private static void tryOut(Adapter adapter, ProviderConfig provider, List<String> problems) {
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
}
