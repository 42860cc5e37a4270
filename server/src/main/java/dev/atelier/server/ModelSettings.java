package dev.atelier.server;

import dev.atelier.robots.edit.EditModels;
import dev.atelier.robots.generate.ModelCatalogue;
import dev.atelier.server.config.ConfigException;
import dev.atelier.server.config.GenerationConfig;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The models as the settings have them. */
final class ModelSettings {
    private ModelSettings() {}

    /**
     * @throws ConfigException naming the setting, and for a file its entry, that is wrong
     */
    static ModelCatalogue catalogue(GenerationConfig generation) {
        String file = generation.modelsFile();
        String preferred = generation.defaultModel();
        ModelCatalogue bundled = ModelCatalogue.bundled();
        ModelCatalogue models =
                file == null
                        ? bundled
                        : checked("models_file", () -> bundled.withFile(Path.of(file)));
        return preferred == null
                ? models
                : checked("default_model", () -> models.withDefault(preferred.strip()));
    }

    /**
     * Those that change whole pictures.
     *
     * @throws ConfigException as {@link #catalogue}
     */
    static EditModels edits(GenerationConfig generation) {
        String file = generation.modelsFile();
        EditModels bundled = EditModels.bundled();
        return file == null
                ? bundled
                : checked("models_file", () -> bundled.withFile(Path.of(file)));
    }

    private static <T> T checked(String setting, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(List.of("generation." + setting + ": " + e.getMessage()));
        }
    }
}
