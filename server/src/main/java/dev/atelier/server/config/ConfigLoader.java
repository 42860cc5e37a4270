package dev.atelier.server.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Fills the configuration: defaults, then {@code atelier.toml}, then the environment, then options;
 * the later wins. Collects every problem before it gives up.
 */
public final class ConfigLoader {
    /** Read by the launcher, not by the program. */
    private static final Set<String> LAUNCHER = Set.of("ATELIER_JAVA", "ATELIER_JAVA_OPTS");

    private static final String PREFIX = "ATELIER_";

    private final Map<String, Setting> known = new LinkedHashMap<>();
    private final Map<String, Given> given = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final ProviderTables providers = new ProviderTables();

    private record Given(String text, String origin) {}

    private ConfigLoader() {
        Setting.all().forEach(setting -> known.put(setting.key(), setting));
    }

    /**
     * Loads with the environment of this process.
     *
     * @param file a file that must exist; null for {@code atelier.toml} in the working folder, if
     *     it is there
     * @param options entries {@code room.name=value}
     * @throws ConfigException with all problems
     */
    public static AtelierConfig load(@Nullable Path file, List<String> options) {
        Path standard = Path.of("atelier.toml");
        Path chosen = file != null ? file : Files.exists(standard) ? standard : null;
        return load(chosen, System.getenv(), options);
    }

    static AtelierConfig load(
            @Nullable Path file, Map<String, String> environment, List<String> options) {
        var loader = new ConfigLoader();
        if (file != null) {
            loader.readFile(file);
        }
        loader.readEnvironment(environment);
        options.forEach(loader::readOption);
        return loader.build();
    }

    private void readFile(Path file) {
        try {
            flatten("", new TomlMapper().readTree(Files.readString(file)), file.toString());
        } catch (JsonProcessingException e) {
            problems.add(file + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            problems.add(file + ": cannot be read");
        }
    }

    private void flatten(String path, JsonNode node, String origin) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry ->
                            flatten(
                                    path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                                    entry.getValue(),
                                    origin));
        } else if (node.isArray()) {
            problems.add(origin + ": " + path + " must be a single value");
        } else {
            give(path, node.asText(), origin);
        }
    }

    private void readEnvironment(Map<String, String> environment) {
        new TreeMap<>(environment)
                .forEach((name, value) -> {
                    if (name.startsWith(PREFIX) && !LAUNCHER.contains(name)) {
                        String key =
                                name.substring(PREFIX.length())
                                        .toLowerCase(Locale.ROOT)
                                        .replaceFirst("_", ".");
                        give(key, value, name);
                    }
                });
    }

    private void readOption(String option) {
        int equals = option.indexOf('=');
        if (equals < 1) {
            problems.add("--set " + option + ": write it as room.name=value");
        } else {
            give(option.substring(0, equals).strip(), option.substring(equals + 1), "--set");
        }
    }

    /** Takes a value for {@code room.name}; further dots count as underscores. */
    private void give(String path, String value, String origin) {
        if (path.startsWith(ProviderTables.ROOM)) {
            giveProvider(path.substring(ProviderTables.ROOM.length()), value, origin);
            return;
        }
        int dot = path.indexOf('.') + 1;
        String key = path.substring(0, dot) + path.substring(dot).replace('.', '_');
        String fileKey = key.endsWith("_file") ? key.substring(0, key.length() - 5) : key;
        Setting setting = known.get(key);
        if (setting != null) {
            given.put(key, new Given(value, origin));
        } else if (known.containsKey(fileKey) && known.get(fileKey).secret()) {
            giveFile(fileKey, value, origin);
        } else {
            problems.add(
                    "%s: there is no setting `%s`; did you mean `%s`?"
                            .formatted(origin, key, Nearest.to(key, known.keySet())));
        }
    }

    private void giveProvider(String path, String value, String origin) {
        try {
            providers.give(path, value);
        } catch (IllegalArgumentException e) {
            problems.add(origin + ": " + e.getMessage());
        }
    }

    private void giveFile(String key, String file, String origin) {
        try {
            given.put(key, new Given(Files.readString(Path.of(file)).strip(), origin));
        } catch (IOException e) {
            problems.add(origin + ": " + key + "_file cannot be read: " + file);
        }
    }

    private AtelierConfig build() {
        var rooms = new ArrayList<Object>();
        for (RecordComponent room : AtelierConfig.class.getRecordComponents()) {
            if (!room.getType().isRecord()) {
                rooms.add(providers.build(problems));
                continue;
            }
            Object[] values =
                    Setting.ofRoom(room.getName(), room.getType()).stream()
                            .map(this::value)
                            .toArray();
            if (problems.isEmpty()) {
                rooms.add(construct(room.getType(), values));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return (AtelierConfig) construct(AtelierConfig.class, rooms.toArray());
    }

    private @Nullable Object value(Setting setting) {
        Given value = given.get(setting.key());
        try {
            return setting.parse(value == null ? null : value.text());
        } catch (IllegalArgumentException e) {
            String origin = value == null ? "default" : value.origin();
            problems.add(origin + ": " + setting.key() + " " + e.getMessage());
            return null;
        }
    }

    static Object construct(Class<?> type, Object[] values) {
        Class<?>[] types =
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot build " + type, e);
        }
    }
}
