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
 * @param runs the model that runs when this one is asked for, which may be another
 * @param now who is asked first; null when nobody can serve it
 * @param places everybody who has it, those that are not set up included
 * @param preferred whether it is the one of steps that name none
 * @param own whether the operator added or changed it
 */
public record ModelStanding(
        Model model,
        Model runs,
        ProviderRouting.@Nullable Choice now,
        List<Place> places,
        boolean preferred,
        boolean own) {

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
        Model runs = routing.inForce(model, null);
        return new ModelStanding(
                model,
                runs,
                choice(runs, routing).orElse(null),
                model.routes().stream()
                        .map(route -> new Place(route, missing(route.provider(), routing)))
                        .toList(),
                model.isCalled(routing.catalogue().defaultModel()),
                routing.catalogue().own().contains(model.name()));
    }

    /** Whether another model does its work though it is not retired. */
    public boolean standsIn() {
        return (now != null && now.standIn())
                || (model.successor() == null && !runs.name().equals(model.name()));
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
