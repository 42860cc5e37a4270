package dev.atelier.robots.generate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.robot.Nearest;
import dev.atelier.core.robot.ParamException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The operator's own models: a JSON file of the form of the bundled one. An entry of a known name
 * changes the members it has, any other adds a model. Whatever is wrong is told with the file, the
 * entry and what to write instead.
 */
final class ModelsFile {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();
    private static final String MODELS = "models";

    /** Those that change whole pictures are read by whoever asks them. */
    private static final Set<String> MEMBERS = Set.of(MODELS, "edits");

    private static final List<String> NEEDED = List.of("formats", "default_format", "routes");

    private final Path file;
    private final ModelCatalogue base;
    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Set<String> own = new LinkedHashSet<>();

    ModelsFile(Path file, ModelCatalogue base) {
        this.file = file;
        this.base = base;
    }

    ModelCatalogue catalogue() {
        base.models().forEach(model -> models.put(model.name(), model));
        JsonNode entries = entries();
        for (int i = 0; i < entries.size(); i++) {
            add(entries.get(i), MODELS + "[" + i + "]");
        }
        requireOneMeaning();
        try {
            return new ModelCatalogue(
                    base.defaultModel(), base.providers(), List.copyOf(models.values()), own);
        } catch (IllegalArgumentException e) {
            throw wrong(MODELS, String.valueOf(e.getMessage()));
        }
    }

    private JsonNode entries() {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw wrong(
                    at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr(),
                    "is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw wrong("", "cannot be read; is the path right and may the server read it?");
        }
        boolean known =
                root.isObject()
                        && !root.isEmpty()
                        && root.properties().stream()
                                .allMatch(member ->
                                        MEMBERS.contains(member.getKey())
                                                && member.getValue().isArray());
        if (!known) {
            throw wrong("", "must be {\"models\": [...], \"edits\": [...]}, one of them or both");
        }
        return root.path(MODELS);
    }

    private void add(JsonNode entry, String place) {
        String name = entry.path("name").asText("");
        if (!(entry instanceof ObjectNode object) || name.isBlank()) {
            throw wrong(place, "must be an object with a name, such as {\"name\": \"my-model\"}");
        }
        String where = place + " (" + name + ")";
        if (!own.add(name)) {
            throw wrong(where, "is there twice; put both into one entry");
        }
        ObjectNode whole = over(name, object);
        for (String member : NEEDED) {
            if (!whole.has(member)) {
                throw wrong(where, "is a new model and lacks " + member);
            }
        }
        Model model = model(whole, where);
        check(model, where);
        models.put(name, model);
    }

    /** The entry over the bundled one of its name. */
    private static ObjectNode over(String name, ObjectNode entry) {
        return ModelCatalogue.entries().stream()
                .filter(known -> known.path("name").asText().equals(name))
                .findFirst()
                .map(known -> (ObjectNode) known.deepCopy().setAll(entry))
                .orElse(entry);
    }

    private Model model(ObjectNode whole, String where) {
        try {
            return JSON.treeToValue(whole, Model.class);
        } catch (UnrecognizedPropertyException e) {
            String name = e.getPropertyName();
            List<String> known =
                    Stream.ofNullable(e.getKnownPropertyIds())
                            .flatMap(ids -> ids.stream().map(String::valueOf))
                            .sorted()
                            .toList();
            String hint =
                    Nearest.to(name, known)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("known are " + String.join(", ", known));
            throw wrong(where + path(e), "is not known; " + hint);
        } catch (JsonMappingException e) {
            throw wrong(where + path(e), reason(e));
        } catch (JsonProcessingException e) {
            throw wrong(where, e.getOriginalMessage());
        }
    }

    /** Such as {@code .routes[0].price}. */
    private static String path(JsonMappingException e) {
        var path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            path.append(
                    step.getFieldName() == null
                            ? "[" + step.getIndex() + "]"
                            : "." + step.getFieldName());
        }
        return path.toString();
    }

    private static String reason(JsonMappingException e) {
        return switch (e.getCause()) {
            case IllegalArgumentException said -> String.valueOf(said.getMessage());
            case ParamException said -> String.valueOf(said.getMessage());
            case null, default ->
                    "is of the wrong kind; compare it with an entry of the documentation";
        };
    }

    private void check(Model model, String where) {
        if (!model.delivers(model.defaultFormat())) {
            throw wrong(
                    where + ".default_format",
                    model.defaultFormat().extension() + " is none of its formats");
        }
        List<String> known = providers(model);
        for (int i = 0; i < model.routes().size(); i++) {
            Model.Route route = model.routes().get(i);
            String place = where + ".routes[" + i + "]";
            if (!known.contains(route.provider())) {
                throw wrong(
                        place + ".provider",
                        "must be one of %s, not %s"
                                .formatted(String.join(", ", known), route.provider()));
            }
            if (route.id().isBlank()) {
                throw wrong(place + ".id", "must be the provider's own name for the model");
            }
            if (route.prices().anyMatch(price -> price.micros() < 0)) {
                throw wrong(place, "a price cannot be negative");
            }
        }
    }

    /** Those outside; only the embedded engine's own models are made by it. */
    private List<String> providers(Model model) {
        boolean embedded = base.find(model.name()).filter(Model::embedded).isPresent();
        return Stream.concat(
                        base.providers().stream().map(ModelCatalogue.Provider::name),
                        embedded ? Stream.of(ProviderRouting.EMBEDDED) : Stream.of())
                .toList();
    }

    /** A name or alias may lead to one model only. */
    private void requireOneMeaning() {
        var owners = new HashMap<String, String>();
        for (Model model : models.values()) {
            var called = new LinkedHashSet<>(model.aliases());
            called.add(model.name());
            for (String name : called) {
                String other = owners.put(name, model.name());
                if (other != null) {
                    throw wrong(
                            MODELS,
                            "\"%s\" means %s and %s; give one of them other aliases"
                                    .formatted(name, other, model.name()));
                }
            }
        }
    }

    private IllegalArgumentException wrong(String where, String what) {
        String place = where.isEmpty() ? "" : where + " ";
        return new IllegalArgumentException(file + ": " + place + what);
    }
}
