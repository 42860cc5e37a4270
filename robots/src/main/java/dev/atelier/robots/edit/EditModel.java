package dev.atelier.robots.edit;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.atelier.robots.generate.Usd;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A model of a provider that does one task. They are data, as the models that make pictures are.
 *
 * @param name as a step names it
 * @param id the provider's own name
 * @param official whether the provider itself runs it, without versions
 * @param dollars what one picture is taken to cost
 */
record EditModel(
        Edit.Task task, String provider, String name, String id, boolean official, String dollars) {
    private static final List<EditModel> ALL = load();

    /** As the file has it. */
    private record Entry(
            String task, String provider, String name, String id, boolean official, String price) {
        EditModel model() {
            return new EditModel(
                    Edit.Task.valueOf(task.toUpperCase(Locale.ROOT)),
                    provider,
                    name,
                    id,
                    official,
                    price);
        }
    }

    static List<EditModel> all() {
        return ALL;
    }

    Usd price() {
        return Usd.parse(dollars);
    }

    private static List<EditModel> load() {
        try (InputStream json = EditModel.class.getResourceAsStream("models.json")) {
            Entry[] entries =
                    new JsonMapper()
                            .readValue(Objects.requireNonNull(json, "models.json"), Entry[].class);
            return List.of(entries).stream().map(Entry::model).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
