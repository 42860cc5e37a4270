package dev.atelier.server;

import dev.atelier.robots.chat.ChatEndpoint;
import dev.atelier.robots.chat.ChatModel;
import dev.atelier.robots.chat.ChatService;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.edit.Editors;
import dev.atelier.robots.generate.Fallback;
import dev.atelier.robots.generate.ImageProvider;
import dev.atelier.robots.generate.ModelCatalogue;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.Usd;
import dev.atelier.robots.generate.provider.Adapter;
import dev.atelier.robots.generate.provider.BuiltinProviders;
import dev.atelier.robots.generate.provider.FailureRules;
import dev.atelier.robots.generate.provider.OpenAiImages;
import dev.atelier.robots.generate.provider.PaidProvider;
import dev.atelier.robots.generate.provider.PaidService;
import dev.atelier.robots.generate.provider.Pause;
import dev.atelier.robots.generate.provider.ProviderDoors;
import dev.atelier.robots.generate.provider.ProviderSettings;
import dev.atelier.robots.generate.provider.Purse;
import dev.atelier.robots.generate.provider.Shared;
import dev.atelier.server.auth.ProviderVault;
import dev.atelier.server.config.AtelierConfig;
import dev.atelier.server.config.ChatConfig;
import dev.atelier.server.config.ConfigException;
import dev.atelier.server.config.GenerationConfig;
import dev.atelier.server.config.ProviderConfig;
import dev.atelier.server.config.Secret;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The providers outside as the settings and the stored keys have them. */
public final class Providers {
    private static final long MEGABYTE = 1_000_000;

    private final AtelierConfig config;
    private final ModelCatalogue catalogue;
    private final List<Adapter> adapters = BuiltinProviders.all();
    private final Shared shared;
    private final List<PaidProvider> all;
    private volatile @Nullable ProviderVault vault;

    /** Where a key comes from. */
    public enum Origin {
        SETTINGS("from the settings"),
        STORED("stored"),
        NONE("none");

        private final String words;

        Origin(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * How one provider stands.
     *
     * @param missing the setting to fill when it is not ready
     */
    public record Standing(
            String name, boolean ready, String baseUrl, Origin key, String missing) {}

    /**
     * All of them, with a key or without.
     *
     * @throws ConfigException when the settings name one there is not, or settings it does not have
     */
    Providers(
            AtelierConfig config,
            ModelCatalogue catalogue,
            Codec codec,
            ProviderLedger ledger,
            InstantSource clock) {
        this.config = config;
        this.catalogue = catalogue;
        ProviderCheck.require(config.providers(), adapters);
        this.shared = shared(config, codec, ledger, clock);
        this.all =
                adapters.stream()
                        .map(adapter -> new PaidProvider(adapter, settings(adapter), shared))
                        .toList();
    }

    /** The language model; whether it is set up is seen when it is asked. */
    ChatModel chat() {
        ChatConfig chat = config.chat();
        boolean atHome = chat.baseUrl() != null;
        var endpoint = atHome ? ChatEndpoint.COMPATIBLE : ChatEndpoint.OPENAI;
        ProviderSettings openai = settings(new OpenAiImages());
        Secret own = chat.key();
        var settings =
                new ProviderSettings(
                        () -> atHome ? own == null ? null : own.reveal() : openai.key().get(),
                        atHome ? chat.baseUrl() : openai.baseUrl(),
                        chat.atOnce(),
                        openai.deadline(),
                        openai.poll(),
                        openai.failures(),
                        Map.of());
        return new ChatService(
                new PaidService(endpoint, settings, shared), chat.model(), Usd.parse(chat.price()));
    }

    private static Shared shared(
            AtelierConfig config, Codec codec, ProviderLedger ledger, InstantSource clock) {
        var generation = config.generation();
        var doors =
                new ProviderDoors(
                        WaysOut.toProviders(config),
                        WaysOut.toResults(config),
                        generation.answerMegabytes() * MEGABYTE);
        var purse = new Purse(ledger, budgets(generation), Usd.parse(generation.assumedPrice()));
        return new Shared(doors, purse, codec, clock, Pause.REAL);
    }

    /** From now on stored keys count, too. */
    void open(ProviderVault opened) {
        vault = opened;
    }

    List<ImageProvider> all() {
        return List.copyOf(all);
    }

    /** Those that change pictures; whether they are set up is seen when they are asked. */
    Editors editors(Fallback fallback) {
        return new Editors(
                all.stream().map(PaidProvider::service).toList(),
                ModelSettings.edits(config.generation()),
                catalogue,
                fallback);
    }

    /** One of each provider, in the order they are listed. */
    public List<Standing> standings() {
        return all.stream().map(this::standing).toList();
    }

    private Standing standing(PaidProvider provider) {
        String name = provider.name();
        Origin origin =
                configuredKey(name) != null
                        ? Origin.SETTINGS
                        : key(name) != null ? Origin.STORED : Origin.NONE;
        String missing =
                catalogue
                        .provider(name)
                        .map(ModelCatalogue.Provider::toFill)
                        .orElse("providers." + name + ".key");
        return new Standing(name, provider.ready(), provider.baseUrl(), origin, missing);
    }

    /**
     * Does nothing for a name there is.
     *
     * @throws IllegalArgumentException listing the names there are
     */
    public void require(String name) {
        var _ = find(name);
    }

    private PaidProvider find(String name) {
        return all.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no provider `%s`; known are %s"
                                        .formatted(name, ProviderCheck.names(adapters))));
    }

    /**
     * Asks something that costs nothing.
     *
     * @param folder for what is sent and answered
     * @return what came of it, in words
     * @throws IllegalArgumentException listing the names there are
     * @throws ProviderException in the provider's words
     */
    public String test(String name, Path folder) throws ProviderException {
        return find(name).test(folder);
    }

    private @Nullable String key(String name) {
        String given = configuredKey(name);
        ProviderVault stored = vault;
        return given != null || stored == null ? given : stored.key(name);
    }

    private @Nullable String configuredKey(String name) {
        ProviderConfig own = config.providers().get(name);
        Secret key = own == null ? null : own.key();
        return key == null ? null : key.reveal();
    }

    private static ProviderLedger.Budgets budgets(GenerationConfig generation) {
        return new ProviderLedger.Budgets(
                usd(generation.budgetAssembly()),
                usd(generation.budgetKeyDay()),
                usd(generation.budgetProviderDay()));
    }

    private static @Nullable Usd usd(@Nullable String dollars) {
        return dollars == null ? null : Usd.parse(dollars);
    }

    private ProviderSettings settings(Adapter adapter) {
        String name = adapter.name();
        ProviderConfig own = config.providers().get(name);
        ProviderConfig given = own == null ? ProviderConfig.DEFAULT : own;
        return new ProviderSettings(
                () -> key(name),
                given.baseUrl(),
                given.atOnce(),
                Duration.ofSeconds(config.generation().deadlineSeconds()),
                Duration.ofMillis(given.pollMillis()),
                failures(config.generation()),
                given.options());
    }

    private static FailureRules failures(GenerationConfig generation) {
        return new FailureRules(
                generation.failures(),
                Duration.ofSeconds(generation.pauseSeconds()),
                Duration.ofSeconds(generation.patienceSeconds()));
    }
}
