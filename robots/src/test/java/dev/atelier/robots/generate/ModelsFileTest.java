package dev.atelier.robots.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What an operator writes about models. */
class ModelsFileTest {
    @TempDir private Path folder;

    private ModelCatalogue with(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("models.json"), json);
        return ModelCatalogue.bundled().withFile(file);
    }

    private String refusal(String json) {
        var wrong = assertThrows(IllegalArgumentException.class, () -> with(json));
        return String.valueOf(wrong.getMessage());
    }

    @Test
    void anEntryOfAKnownNameChangesWhatItSaysAndNothingElse() throws Exception {
        ModelCatalogue changed =
                with(
                        """
                        {"models": [{"name": "google/nano-banana", "routes": [
                            {"provider": "google", "id": "gemini-3", "price": 0.02}]}]}
                        """);

        Model model = changed.require("google/nano-banana");
        Model before = ModelCatalogue.bundled().require("google/nano-banana");
        assertEquals("gemini-3", model.idAt("google").orElseThrow());
        assertTrue(model.idAt("replicate").isEmpty());
        assertEquals(Usd.parse("0.02"), model.priceAt("google", List.of()).orElseThrow());
        assertEquals(before.ratios(), model.ratios());
        assertEquals(Set.of("google/nano-banana"), changed.own());
        assertEquals(ModelCatalogue.bundled().models().size(), changed.models().size());
    }

    @Test
    void anotherNameAddsAModel() throws Exception {
        ModelCatalogue more =
                with(
                        """
                        {"models": [{"name": "acme/painter", "aliases": ["painter"],
                            "formats": ["png"], "default_format": "png", "ratios": ["1:1", "16:9"],
                            "routes": [{"provider": "fal", "id": "acme/painter"}]}]}
                        """);

        assertEquals("acme/painter", more.require("painter").name());
        assertEquals("painter", more.withDefault("painter").defaultModel());
        assertTrue(more.find("flux-schnell").isPresent());
    }

    @Test
    void aModelCanBeRetiredInFavourOfAnother() throws Exception {
        ModelCatalogue changed =
                with(
                        """
                        {"models": [{"name": "dall-e-3", "retired": "2026-12-01",
                            "successor": "openai/gpt-image-2"}]}
                        """);

        Model asked = changed.require("DALL-E 3");
        assertEquals("openai/gpt-image-2", changed.inForce(asked).name());
        assertTrue(asked.farewell().orElseThrow().contains("retired on 2026-12-01"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {"models": [                                                | line 1, column
                    {"models": {}}                                              | must be {"models": [...], "edits": [...]}
                    {"models": [], "default_model": "embedded"}                 | one of them or both
                    {"models": [{"aliases": []}]}                               | models[0] must be an object with a name
                    {"models": [{"name": "dall-e-3"}, {"name": "dall-e-3"}]}    | models[1] (dall-e-3) is there twice
                    {"models": [{"name": "x", "formats": ["png"]}]}             | models[0] (x) is a new model and lacks default_format
                    {"models": [{"name": "dall-e-3", "succesor": "embedded"}]}  | models[0] (dall-e-3).succesor is not known; did you mean successor?
                    {"models": [{"name": "dall-e-3", "formats": ["tiff"]}]}     | models[0] (dall-e-3).formats[0] no such format: tiff
                    {"models": [{"name": "dall-e-3", "ratios": ["wide"]}]}      | models[0] (dall-e-3).ratios[0] write it as width:height
                    {"models": [{"name": "dall-e-3", "ratios": 7}]}             | models[0] (dall-e-3).ratios is of the wrong kind
                    {"models": [{"name": "dall-e-3", "default_format": "svg"}]} | default_format svg is none of its formats
                    {"models": [{"name": "dall-e-3", "routes": [{"provider": "acme", "id": "x"}]}]}                  | routes[0].provider must be one of google, openai
                    {"models": [{"name": "dall-e-3", "routes": [{"provider": "openai"}]}]}                           | routes[0].id must be
                    {"models": [{"name": "dall-e-3", "routes": [{"provider": "openai", "id": "x", "price": -1}]}]}   | routes[0] a price cannot be negative
                    {"models": [{"name": "dall-e-3", "routes": [{"provider": "openai", "id": "x", "prise": 1}]}]}    | routes[0].prise is not known; did you mean price?
                    {"models": [{"name": "dall-e-3", "routes": [{"provider": "openai", "id": "x", "price": "a"}]}]}  | routes[0].price
                    {"models": [{"name": "dall-e-3", "aliases": ["gpt-image-2"]}]}                                   | "gpt-image-2" means
                    {"models": [{"name": "dall-e-3", "successor": "acme"}]}                                          | successor of dall-e-3 must be a model that is served
                    """)
    void whatIsWrongIsToldWithFileEntryAndWhatToChange(String json, String told) {
        String message = refusal(json);

        assertTrue(message.startsWith(folder.resolve("models.json") + ": "), message);
        assertTrue(message.contains(told), message);
        assertTrue(!message.contains("dev.atelier") && !message.contains("java."), message);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path missing = folder.resolve("none.json");
        var wrong =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ModelCatalogue.bundled().withFile(missing));

        assertTrue(String.valueOf(wrong.getMessage()).startsWith(missing + ": cannot be read"));
    }
}
