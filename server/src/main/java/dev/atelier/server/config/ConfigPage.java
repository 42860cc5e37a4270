package dev.atelier.server.config;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes settings down: the page of the documentation, and the values in force. */
public final class ConfigPage {
    private static final String HEAD =
            """
            # Configuration

            Every setting has a default, so none is needed to start. The order of say, the later wins:

            1. the default below
            2. `atelier.toml` in the working folder, or the file given by `--config`
            3. the environment variable
            4. `--set room.name=value`

            In the file a room is a table:

            ```toml
            [http]
            port = 9000
            ```

            A secret may also be read from a file: add `_file` to its key, or `_FILE` to its variable.
            `atelier config` prints what is in force. Unknown keys and values out of range end the program
            with status 2 and a list of all of them.

            This page is generated from the code.
            """;

    private static final String PROVIDERS =
            """

            ## providers.NAME

            A table for each provider outside, such as `[providers.openai]`. Some have settings of their own
            besides these; the page of the provider lists them.

            | Setting | Default | Allowed | Meaning |
            |---|---|---|---|
            """;

    private ConfigPage() {}

    /** {@code docs/configuration.md}. */
    public static String markdown() {
        return HEAD
                + Arrays.stream(AtelierConfig.class.getRecordComponents())
                        .map(ConfigPage::room)
                        .collect(Collectors.joining());
    }

    private static String room(RecordComponent room) {
        if (!room.getType().isRecord()) {
            return PROVIDERS + rows("providers.NAME", ProviderConfig.class);
        }
        return "\n## %s\n\n| Setting | Default | Allowed | Meaning |\n|---|---|---|---|\n"
                        .formatted(room.getName())
                + rows(room.getName(), room.getType());
    }

    private static String rows(String room, Class<?> type) {
        return Setting.ofRoom(room, type).stream()
                .map(ConfigPage::row)
                .collect(Collectors.joining());
    }

    private static String row(Setting setting) {
        String fallback = setting.about().fallback();
        return "| `%s`<br>`%s` | %s | %s | %s |\n"
                .formatted(
                        setting.name(),
                        setting.variable(),
                        fallback.isEmpty() ? "none" : "`" + fallback + "`",
                        allowed(setting),
                        setting.about().doc());
    }

    private static String allowed(Setting setting) {
        if (setting.about().oneOf().length > 0) {
            return Arrays.stream(setting.about().oneOf())
                    .map(value -> "`" + value + "`")
                    .collect(Collectors.joining(", "));
        }
        if (setting.secret()) {
            return "secret";
        }
        if (setting.type() == String.class) {
            return "text";
        }
        if (setting.type() == boolean.class) {
            return "`true`, `false`";
        }
        return "%d to %d".formatted((long) setting.about().min(), (long) setting.about().max());
    }

    /** The values in force as TOML, secrets masked, settings without a value left out. */
    public static String toml(AtelierConfig config) {
        String rooms =
                Arrays.stream(AtelierConfig.class.getRecordComponents())
                        .filter(room -> room.getType().isRecord())
                        .map(room ->
                                table(room.getName(), Objects.requireNonNull(read(room, config))))
                        .collect(Collectors.joining("\n"));
        return rooms
                + config.providers().entrySet().stream()
                        .map(entry -> "\n" + table("providers." + entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining());
    }

    private static String table(String name, Object room) {
        var out = new StringBuilder("[" + name + "]\n");
        RecordComponent[] components = room.getClass().getRecordComponents();
        var settings = Setting.ofRoom(name, room.getClass());
        for (int i = 0; i < settings.size(); i++) {
            Object value = read(components[i], room);
            if (value != null) {
                out.append(settings.get(i).name()).append(" = ").append(literal(value));
                out.append('\n');
            }
        }
        if (room instanceof ProviderConfig provider) {
            provider.options()
                    .forEach((key, value) -> out.append(key + " = " + literal(value) + "\n"));
        }
        return out.toString();
    }

    private static String literal(Object value) {
        return value instanceof String || value instanceof Secret
                ? '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : value.toString();
    }

    private static @Nullable Object read(RecordComponent component, Object owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
