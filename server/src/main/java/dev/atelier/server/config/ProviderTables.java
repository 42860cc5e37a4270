package dev.atelier.server.config;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables {@code providers.NAME}, whose names are not known here: the settings every provider
 * has, and what is left as options of that provider alone.
 */
final class ProviderTables {
    static final String ROOM = "providers.";

    private static final String FILE = "_file";

    private final Map<String, Map<String, String>> tables = new TreeMap<>();

    /**
     * @param path {@code NAME.SETTING}, or both joined by an underscore as in a variable
     * @throws IllegalArgumentException with a message for the operator
     */
    void give(String path, String value) {
        String[] parts = path.replace('.', '_').split("_", 2);
        if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new IllegalArgumentException(
                    "write a setting of a provider as providers.NAME.SETTING, such as"
                            + " providers.openai.key");
        }
        tables.computeIfAbsent(parts[0], _ -> new TreeMap<>()).put(parts[1], value);
    }

    /** What is wrong is added to the problems. */
    Map<String, ProviderConfig> build(List<String> problems) {
        var providers = new TreeMap<String, ProviderConfig>();
        tables.forEach((name, table) -> {
            var left = new TreeMap<>(table);
            var values = new ArrayList<@Nullable Object>();
            for (Setting setting : Setting.ofRoom(ROOM + name, ProviderConfig.class)) {
                values.add(value(setting, left, problems));
            }
            values.add(left);
            if (problems.isEmpty()) {
                providers.put(
                        name,
                        (ProviderConfig)
                                ConfigLoader.construct(ProviderConfig.class, values.toArray()));
            }
        });
        return providers;
    }

    private static @Nullable Object value(
            Setting setting, Map<String, String> left, List<String> problems) {
        String text = left.remove(setting.name());
        String file = setting.secret() ? left.remove(setting.name() + FILE) : null;
        try {
            return setting.parse(file == null ? text : Files.readString(Path.of(file)).strip());
        } catch (IllegalArgumentException e) {
            problems.add(setting.key() + " " + e.getMessage());
        } catch (IOException e) {
            problems.add(setting.key() + FILE + " cannot be read: " + file);
        }
        return null;
    }
}
