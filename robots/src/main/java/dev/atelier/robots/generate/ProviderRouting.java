package dev.atelier.robots.generate;

import dev.atelier.core.assembly.Load;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides who serves a model: the provider that was named, else the model's first route with a key,
 * else, where the settings allow, the embedded engine.
 *
 * @param outside the providers outside; those that are not ready are passed over
 * @param embedded the engine that ships with the product
 * @param defaultStandsIn whether the operator chose the default model, so that it also runs in the
 *     place of models nobody set up serves
 */
public record ProviderRouting(
        ModelCatalogue catalogue,
        List<ImageProvider> outside,
        ImageProvider embedded,
        Fallback fallback,
        boolean defaultStandsIn) {

    /** The name of the embedded engine as a provider. */
    public static final String EMBEDDED = "embedded";

    /** The provider that stands for leaving the choice to the service. */
    public static final String AUTO = "auto";

    /**
     * Who serves the request.
     *
     * @param nativeModel the provider's own name for the model
     * @param standIn true when the embedded engine serves somebody else's model
     */
    public record Choice(ImageProvider provider, String nativeModel, boolean standIn) {}

    public ProviderRouting {
        outside = List.copyOf(outside);
    }

    /** Of an operator who left the default model to us. */
    public ProviderRouting(
            ModelCatalogue catalogue,
            List<ImageProvider> outside,
            ImageProvider embedded,
            Fallback fallback) {
        this(catalogue, outside, embedded, fallback, false);
    }

    /** No outside provider at all. */
    public static ProviderRouting embeddedOnly(ModelCatalogue catalogue, ImageProvider engine) {
        return new ProviderRouting(catalogue, List.of(), engine, Fallback.AUTO);
    }

    /**
     * @param provider as the client named it; null or {@code auto} for any
     * @return at least one, in order: the next is asked when one certainly did nothing
     * @throws AssemblyException naming the setting to fill when nobody can serve the model
     */
    public List<Choice> choices(Model model, @Nullable String provider) {
        String named = AUTO.equals(provider) ? null : provider;
        if (EMBEDDED.equals(named) || model.embedded()) {
            return List.of(byEmbedded(model, named));
        }
        List<Choice> candidates = candidates(model, named);
        return candidates.isEmpty()
                ? List.of(standIn().orElseThrow(() -> nobody(model, named)))
                : candidates;
    }

    /**
     * The model that runs when this one is asked for: its successor when it is retired, the
     * operator's default when nobody who is set up serves it.
     *
     * @param provider as the client named it; for one that is named nobody stands in
     */
    public Model inForce(Model asked, @Nullable String provider) {
        Model served = catalogue.inForce(asked);
        boolean free = provider == null || AUTO.equals(provider);
        boolean allowed = defaultStandsIn && fallback == Fallback.AUTO && free;
        if (!allowed || served.embedded() || !candidates(served, null).isEmpty()) {
            return served;
        }
        Model preferred = catalogue.inForce(catalogue.require(catalogue.defaultModel()));
        boolean runs = preferred.embedded() || !candidates(preferred, null).isEmpty();
        return runs ? preferred : served;
    }

    /** The first of {@link #choices}. */
    public Choice choose(Model model, @Nullable String provider) {
        return choices(model, provider).getFirst();
    }

    /** The providers outside that can be asked. */
    private List<ImageProvider> configured() {
        return outside.stream().filter(ImageProvider::ready).toList();
    }

    /** What a job will mostly do; never throws. */
    public Load load(String model, @Nullable String provider) {
        if (configured().isEmpty()) {
            return embedded.load();
        }
        Optional<Model> known = catalogue.find(model).map(asked -> inForce(asked, provider));
        if (known.isEmpty() || (provider != null && provider.contains("${"))) {
            return Load.NETWORK;
        }
        try {
            return choose(known.get(), provider).provider().load();
        } catch (AssemblyException nobody) {
            return Load.NETWORK;
        }
    }

    /** Whether a job may cost money; yes when only the job will know. Never throws. */
    public boolean spends(String model, @Nullable String provider) {
        if (configured().isEmpty()) {
            return false;
        }
        Optional<Model> known = catalogue.find(model).map(asked -> inForce(asked, provider));
        if (known.isEmpty() || (provider != null && provider.contains("${"))) {
            return true;
        }
        try {
            return choices(known.get(), provider).stream()
                    .anyMatch(choice -> charges(known.get(), choice.provider()));
        } catch (AssemblyException nobody) {
            return false;
        }
    }

    private boolean charges(Model model, ImageProvider provider) {
        return outside.contains(provider)
                && !model.priceAt(provider.name(), List.of()).equals(Optional.of(Usd.ZERO));
    }

    /** What to tell the operator: models that are retired though a provider set up has them. */
    public List<String> farewells() {
        List<String> ready = configured().stream().map(ImageProvider::name).toList();
        return catalogue.models().stream()
                .filter(model -> routes(model).stream().anyMatch(ready::contains))
                .flatMap(model -> model.farewell().stream())
                .toList();
    }

    /** The longest a call of any provider may take. */
    public Duration patience() {
        return outside.stream()
                .map(ImageProvider::patience)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private Choice byEmbedded(Model model, @Nullable String named) {
        if (named != null && !named.equals(EMBEDDED)) {
            throw refused(
                    "%s is the engine of this service, %s does not have it; leave provider out"
                            .formatted(model.name(), named));
        }
        return new Choice(embedded, embedded.serves(model).orElse(AUTO), !model.embedded());
    }

    private List<Choice> candidates(Model model, @Nullable String named) {
        var choices = new ArrayList<Choice>();
        for (ImageProvider provider : byPreference(model)) {
            if (named == null || named.equals(provider.name())) {
                provider.serves(model)
                        .ifPresent(id -> choices.add(new Choice(provider, id, false)));
            }
        }
        return choices;
    }

    /** In the order of the model's routes, then those it does not list. */
    private List<ImageProvider> byPreference(Model model) {
        List<String> order = model.routes().stream().map(Model.Route::provider).toList();
        List<ImageProvider> configured = configured();
        var sorted = new ArrayList<ImageProvider>();
        for (String name : order) {
            configured.stream().filter(p -> p.name().equals(name)).forEach(sorted::add);
        }
        configured.stream().filter(p -> !order.contains(p.name())).forEach(sorted::add);
        return sorted;
    }

    private Optional<Choice> standIn() {
        boolean allowed =
                switch (fallback) {
                    case AUTO -> configured().isEmpty();
                    case EMBEDDED -> true;
                    case ERROR -> false;
                };
        return allowed ? Optional.of(new Choice(embedded, AUTO, true)) : Optional.empty();
    }

    private AssemblyException nobody(Model model, @Nullable String named) {
        if (named != null && model.idAt(named).isEmpty()) {
            return refused(
                    "%s does not serve %s; use one of %s, or leave provider out"
                            .formatted(named, model.name(), String.join(", ", routes(model))));
        }
        List<String> settings =
                catalogue.providers().stream()
                        .filter(p ->
                                named == null
                                        ? model.idAt(p.name()).isPresent()
                                        : p.name().equals(named))
                        .map(ModelCatalogue.Provider::toFill)
                        .toList();
        return new AssemblyException(
                ErrorCode.INTERNAL_COMMAND_ERROR,
                "No provider is set up for %s. The operator can set %s; or use \"provider\": \"embedded\" for the engine of this service."
                        .formatted(model.name(), String.join(" or ", settings)));
    }

    private static List<String> routes(Model model) {
        return model.routes().stream().map(Model.Route::provider).toList();
    }

    private static AssemblyException refused(String message) {
        return new AssemblyException(ErrorCode.IMAGE_GENERATE_VALIDATION, message);
    }
}
