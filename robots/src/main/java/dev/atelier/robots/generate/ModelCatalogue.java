package dev.atelier.robots.generate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.robot.Nearest;
import dev.atelier.core.robot.ParamException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The models by name. They are data: names and routes die faster than releases are made.
 *
 * @param defaultModel the one used when a step names none
 * @param providers every outside provider with the setting that holds its key
 * @param own names of the models the operator added or changed
 */
public record ModelCatalogue(
        @JsonProperty("default_model") String defaultModel,
        List<Provider> providers,
        List<Model> models,
        Set<String> own) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ObjectNode RESOURCE = read();
    private static final ModelCatalogue BUNDLED = load();

    /** An outside provider and where the operator puts its key. */
    public record Provider(String name, String setting) {
        /** The same setting as an environment variable. */
        public String variable() {
            return "ATELIER_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
        }

        /** What an operator has to fill, in words. */
        public String toFill() {
            return setting + " (environment: " + variable() + ")";
        }
    }

    @SuppressWarnings("NullAway") // nothing is the operator's own in the resource
    public ModelCatalogue {
        providers = List.copyOf(providers);
        models = List.copyOf(models);
        own = own == null ? Set.of() : Set.copyOf(own);
        String wanted = defaultModel;
        if (models.stream().noneMatch(model -> model.isCalled(wanted))) {
            throw new IllegalArgumentException(unknown(defaultModel, models));
        }
        checkSuccessors(models);
    }

    private static void checkSuccessors(List<Model> models) {
        for (Model model : models) {
            String next = model.successor();
            if (next != null
                    && models.stream().noneMatch(m -> m.isCalled(next) && m.successor() == null)) {
                throw new IllegalArgumentException(
                        "the successor of %s must be a model that is served, not %s"
                                .formatted(model.name(), next));
            }
        }
    }

    /** The catalogue that ships with the product. */
    public static ModelCatalogue bundled() {
        return BUNDLED;
    }

    /** The entries that ship with the product, as they are written. */
    static List<ObjectNode> entries() {
        return RESOURCE.path("models").valueStream().map(ObjectNode.class::cast).toList();
    }

    /**
     * The same with the operator's entries over those that ship with the product.
     *
     * @throws IllegalArgumentException naming the file, the entry and what to change
     */
    public ModelCatalogue withFile(Path file) {
        return new ModelsFile(file, this).catalogue();
    }

    /**
     * @throws IllegalArgumentException when there is no such model
     */
    public ModelCatalogue withDefault(String model) {
        return new ModelCatalogue(model, providers, models, own);
    }

    public Optional<Model> find(String name) {
        return models.stream().filter(model -> model.isCalled(name)).findFirst();
    }

    /**
     * @throws ParamException listing the known models
     */
    public Model require(String name) {
        return find(name).orElseThrow(() -> new ParamException("", unknown(name, models)));
    }

    /** The model that runs when this one is asked for: another one when it is retired. */
    public Model inForce(Model asked) {
        return asked.successor() == null ? asked : require(asked.successor());
    }

    public Optional<Provider> provider(String name) {
        return providers.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /**
     * Accepts a provider that is known here, {@code auto} and {@code embedded}.
     *
     * @throws ParamException listing them
     */
    public void requireProvider(String name) {
        List<String> known =
                Stream.concat(
                                Stream.of(ProviderRouting.AUTO, ProviderRouting.EMBEDDED),
                                providers.stream().map(Provider::name))
                        .toList();
        if (!known.contains(name.strip())) {
            throw new ParamException(
                    "",
                    "there is no provider \"%s\"; known are %s"
                            .formatted(name, String.join(", ", known)));
        }
    }

    private static String unknown(String name, List<Model> models) {
        List<String> meant = meant(name.toLowerCase(Locale.ROOT), models);
        return "there is no model \"%s\"; %sknown are %s"
                .formatted(
                        name,
                        meant.isEmpty() ? "" : "did you mean " + String.join(" or ", meant) + "? ",
                        String.join(", ", models.stream().map(Model::name).toList()));
    }

    /** The name that differs by a few letters, else those that contain it without its vendor. */
    private static List<String> meant(String name, List<Model> models) {
        List<String> names =
                models.stream()
                        .flatMap(model ->
                                Stream.concat(Stream.of(model.name()), model.aliases().stream()))
                        .toList();
        String bare = name.substring(name.lastIndexOf('/') + 1);
        return Nearest.to(name, names)
                .map(List::of)
                .orElseGet(() ->
                        names.stream()
                                .filter(known -> bare.length() > 3 && known.contains(bare))
                                .limit(3)
                                .toList());
    }

    private static ModelCatalogue load() {
        try {
            return JSON.treeToValue(RESOURCE, ModelCatalogue.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode read() {
        try (InputStream json = ModelCatalogue.class.getResourceAsStream("models.json")) {
            return (ObjectNode) JSON.readTree(Objects.requireNonNull(json, "models.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
