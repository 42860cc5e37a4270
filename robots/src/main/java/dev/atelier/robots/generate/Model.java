package dev.atelier.robots.generate;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One entry of the catalogue: what a model takes and gives, and who serves it.
 *
 * @param formats it delivers; the robot makes other raster formats from them
 * @param ratios the shapes it offers; empty when it takes any or none
 * @param exactSize whether width and height mean something to it
 * @param infersRoles whether it reads from the prompt which file is meant for what
 * @param retired the day since when nobody serves it, such as 2026-05-12; null when it is served,
 *     or nobody knows the day
 * @param successor the model that runs in its place; null for one that is served
 * @param routes providers in order of preference
 */
public record Model(
        String name,
        List<String> aliases,
        List<OutputFormat> formats,
        @JsonProperty("default_format") OutputFormat defaultFormat,
        List<AspectRatio> ratios,
        @JsonProperty("exact_size") boolean exactSize,
        @JsonProperty("infers_roles") boolean infersRoles,
        @JsonProperty("needs_image") boolean needsImage,
        @JsonProperty("needs_mask") boolean needsMask,
        @Nullable String retired,
        @Nullable String successor,
        List<Route> routes) {

    /**
     * A provider and the name it has for the model.
     *
     * @param masked the provider's model for changing a picture inside a mask, where that is
     *     another one; null when it is the same
     * @param wordsOnly whether it refuses pictures there
     * @param price about what one picture costs; null when nobody knows
     * @param unlike what one costs where it is not that: for a drawing under {@code svg}, for a
     *     change inside a mask under {@code mask}, for a quality under its name
     */
    public record Route(
            String provider,
            String id,
            @Nullable String masked,
            @JsonProperty("words_only") boolean wordsOnly,
            @Nullable Usd price,
            @JsonProperty("prices") Map<String, Usd> unlike) {

        @SuppressWarnings("NullAway") // what is left out of the resource arrives as null
        public Route {
            provider = provider == null ? "" : provider;
            id = id == null ? "" : id;
            unlike = unlike == null ? Map.of() : Map.copyOf(unlike);
        }

        /** Every price it has. */
        Stream<Usd> prices() {
            return Stream.concat(Stream.ofNullable(price), unlike.values().stream());
        }

        private @Nullable Usd price(List<String> traits) {
            return traits.stream()
                    .map(unlike::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(price);
        }
    }

    @SuppressWarnings("NullAway") // lists left out of the resource arrive as null
    public Model {
        aliases = orEmpty(aliases);
        formats = List.copyOf(formats);
        ratios = orEmpty(ratios);
        routes = orEmpty(routes);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    boolean isCalled(String other) {
        return name.equals(other) || aliases.contains(other);
    }

    public boolean delivers(OutputFormat format) {
        return formats.stream().anyMatch(format::sameAs);
    }

    /** What to tell whoever uses a model that another one has taken the place of. */
    public Optional<String> farewell() {
        return successor == null
                ? Optional.empty()
                : Optional.of(
                        "%s %s; %s is used in its place."
                                .formatted(
                                        name,
                                        retired == null
                                                ? "is not served any more"
                                                : "was retired on " + retired,
                                        successor));
    }

    /** What this provider calls the model; empty when it does not serve it. */
    public Optional<String> idAt(String provider) {
        return at(provider).map(Route::id);
    }

    /** What this provider calls the model that changes pictures inside a mask. */
    public Optional<String> maskedIdAt(String provider) {
        return at(provider).map(Route::masked);
    }

    /**
     * About what one picture costs there; empty when nobody knows.
     *
     * @param traits what may make it another price than usual, the more important first
     */
    public Optional<Usd> priceAt(String provider, List<String> traits) {
        return at(provider).map(route -> route.price(traits));
    }

    private Optional<Route> at(String provider) {
        return routes.stream().filter(route -> route.provider().equals(provider)).findFirst();
    }

    /** Whether the engine that ships with the product is meant by name. */
    public boolean embedded() {
        return idAt(ProviderRouting.EMBEDDED).isPresent();
    }
}
