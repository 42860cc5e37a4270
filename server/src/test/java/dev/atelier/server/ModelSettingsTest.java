package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.robots.generate.ModelCatalogue;
import dev.atelier.server.config.ConfigException;
import dev.atelier.server.config.ConfigLoader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What an operator writes about models. */
class ModelSettingsTest {
    @TempDir Path folder;

    private static ModelCatalogue catalogue(String... settings) {
        var config = ConfigLoader.load(null, List.of(settings));
        return ModelSettings.catalogue(config.generation());
    }

    private String file(String json) throws IOException {
        return "generation.models_file=" + Files.writeString(folder.resolve("own.json"), json);
    }

    private static String refusal(String... settings) {
        var wrong = assertThrows(ConfigException.class, () -> catalogue(settings));
        return wrong.problems().getFirst();
    }

    @Test
    void theDefaultMayBeAModelOfTheFile() throws Exception {
        String own =
                file(
                        """
                        {"models": [{"name": "acme/painter", "formats": ["png"],
                            "default_format": "png", "routes": [{"provider": "a1111", "id": "x"}]}]}
                        """);

        assertEquals(
                "acme/painter",
                catalogue(own, "generation.default_model=acme/painter").defaultModel());
        assertEquals("google/nano-banana", catalogue(own).defaultModel());
    }

    @Test
    void whatIsWrongRefusesToStartWithTheSettingAndTheEntry() throws Exception {
        String told = refusal(file("{\"models\": [{\"name\": \"dall-e-3\", \"route\": []}]}"));

        assertTrue(told.startsWith("generation.models_file: " + folder), told);
        assertTrue(told.endsWith("models[0] (dall-e-3).route is not known; did you mean routes?"));
        assertTrue(
                refusal("generation.default_model=flux-shnell")
                        .startsWith(
                                "generation.default_model: there is no model \"flux-shnell\"; did"
                                        + " you mean flux-schnell?"));
    }

    @Test
    void aServerWithABrokenFileIsNotBuilt() throws Exception {
        var config = ConfigLoader.load(null, List.of(file("[]")));

        assertThrows(ConfigException.class, () -> new Atelier(config));
    }

    @Test
    void aServerWithABrokenModelForWholePicturesIsNotBuilt() throws Exception {
        var config = ConfigLoader.load(null, List.of(file("{\"edits\": [{\"task\": 1}]}")));

        var wrong = assertThrows(ConfigException.class, () -> new Atelier(config));

        String told = wrong.problems().getFirst();
        assertTrue(told.startsWith("generation.models_file: " + folder), told);
        assertTrue(told.contains("edits[0].task must be one of cutout"), told);
    }
}
