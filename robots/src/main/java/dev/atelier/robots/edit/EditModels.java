package dev.atelier.robots.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The models that change whole pictures; of a task and a provider the first is the usual one.
 *
 * @param entries as they are written
 */
public record EditModels(List<JsonNode> entries) {
    private static final EditModels BUNDLED = load();

    public EditModels {
        entries = List.copyOf(entries);
    }

    /** Those that ship with the product. */
    public static EditModels bundled() {
        return BUNDLED;
    }

    /**
     * The same with the {@code edits} of the operator's file before and over them.
     *
     * @throws IllegalArgumentException naming the file, the entry and what to change
     */
    public EditModels withFile(Path file) {
        return new EditsFile(file, this).models();
    }

    List<EditModel> all() {
        return entries.stream().map(EditModel::of).toList();
    }

    /** Those of a task, in order. */
    Stream<EditModel> of(Edit.Task task) {
        return all().stream().filter(model -> model.task() == task);
    }

    private static EditModels load() {
        try (InputStream json = EditModels.class.getResourceAsStream("models.json")) {
            return new EditModels(
                    new JsonMapper()
                            .readTree(Objects.requireNonNull(json, "models.json"))
                            .valueStream()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
