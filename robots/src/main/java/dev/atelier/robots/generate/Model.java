package dev.atelier.robots.generate;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * One entry of the catalogue: what a model takes and gives, and who serves it.
 *
 * @param formats it delivers; the robot makes other raster formats from them
 * @param ratios the shapes it offers; empty when it takes any or none
 * @param exactSize whether width and height mean something to it
 * @param infersRoles whether it reads from the prompt which file is meant for what
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
        List<Route> routes) {

    /**
     * A provider and the name it has for the model.
     *
     * @param masked the provider's model for changing a picture inside a mask, where that is
     *     another one; null when it is the same
     * @param price about what one picture costs; null when nobody knows
     */
    public record Route(String provider, String id, @Nullable String masked, @Nullable Usd price) {}

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

    /** What this provider calls the model; empty when it does not serve it. */
    public Optional<String> idAt(String provider) {
        return at(provider).map(Route::id);
    }

    /** What this provider calls the model that changes pictures inside a mask. */
    public Optional<String> maskedIdAt(String provider) {
        return at(provider).map(Route::masked);
    }

    /** About what one picture costs there; empty when nobody knows. */
    public Optional<Usd> priceAt(String provider) {
        return at(provider).map(Route::price);
    }

    private Optional<Route> at(String provider) {
        return routes.stream().filter(route -> route.provider().equals(provider)).findFirst();
    }

    /** Whether the engine that ships with the product is meant by name. */
    public boolean embedded() {
        return idAt(ProviderRouting.EMBEDDED).isPresent();
    }
}
