package dev.atelier.robots.generate;

import dev.atelier.core.error.AssemblyException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How one model of the catalogue stands: what runs when somebody asks for it now, and what is
 * missing where it does not.
 *
 * @param now who is asked first; null when nobody can serve it
 * @param places everybody who has it, those that are not set up included
 */
public record ModelStanding(Model model, ProviderRouting.@Nullable Choice now, List<Place> places) {

    /**
     * A provider that has the model.
     *
     * @param missing the setting to fill before it can be asked; null when it is filled
     */
    public record Place(Model.Route route, @Nullable String missing) {}

    public ModelStanding {
        places = List.copyOf(places);
    }

    /** All models, in the order of the catalogue. */
    public static List<ModelStanding> all(ProviderRouting routing) {
        return routing.catalogue().models().stream().map(model -> of(model, routing)).toList();
    }

    private static ModelStanding of(Model model, ProviderRouting routing) {
        return new ModelStanding(
                model,
                choice(routing.catalogue().inForce(model), routing).orElse(null),
                model.routes().stream()
                        .map(route -> new Place(route, missing(route.provider(), routing)))
                        .toList());
    }

    private static Optional<ProviderRouting.Choice> choice(Model model, ProviderRouting routing) {
        try {
            return Optional.of(routing.choose(model, null));
        } catch (AssemblyException nobody) {
            return Optional.empty();
        }
    }

    private static @Nullable String missing(String provider, ProviderRouting routing) {
        boolean ready =
                Stream.concat(Stream.of(routing.embedded()), routing.outside().stream())
                        .anyMatch(known -> known.name().equals(provider) && known.ready());
        return ready
                ? null
                : routing.catalogue()
                        .provider(provider)
                        .map(ModelCatalogue.Provider::toFill)
                        .orElse("providers." + provider + ".key");
    }
}
