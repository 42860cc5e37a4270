package dev.atelier.robots.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.robot.ParamException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class ModelCatalogueTest {
    private final ModelCatalogue catalogue = ModelCatalogue.bundled();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flux-1.1-pro-ultra",
                "flux-schnell",
                "recraft-v3",
                "flux-fill-pro",
                "flux-kontext-pro",
                "flux-kontext-max",
                "flux-2-pro",
                "flux-2-max",
                "flux-2-flex",
                "google/nano-banana",
                "google/nano-banana-2",
                "google/nano-banana-pro",
                "openai/gpt-image-2",
                "gpt-image-2",
                "openai/gpt-image-2.5-flare",
                "openai/gpt-image-2.5-sunburst",
                "stability-ai/stable-diffusion-inpainting",
                "embedded",
                "embedded/scene-painter",
                "embedded/patch-fill"
            })
    void everyDocumentedModelIsKnown(String name) {
        Model model = catalogue.require(name);

        assertTrue(model.delivers(model.defaultFormat()));
        assertFalse(model.routes().isEmpty());
    }

    @Test
    void everyRouteLeadsToAProviderWithASetting() {
        catalogue.models().stream()
                .filter(model -> !model.embedded())
                .flatMap(model -> model.routes().stream())
                .forEach(route -> assertTrue(catalogue.provider(route.provider()).isPresent()));
        assertEquals(
                "ATELIER_PROVIDERS_OPENAI_KEY",
                catalogue.provider("openai").orElseThrow().variable());
    }

    @Test
    void anAliasMeansTheModel() {
        assertEquals("openai/gpt-image-2", catalogue.require("gpt-image-2").name());
    }

    @Test
    void anUnknownModelIsRefusedWithTheList() {
        ParamException refused =
                assertThrows(ParamException.class, () -> catalogue.require("acme/none"));

        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("acme/none") && message.contains("flux-schnell"));
    }

    @ParameterizedTest
    @CsvSource({
        "flux-shnell, flux-schnell",
        "Google/Nano-Banana, google/nano-banana",
        "acme/stable-diffusion-inpainting, stability-ai/stable-diffusion-inpainting",
        "acme/gpt-image-2, gpt-image-2"
    })
    void anUnknownModelIsToldWithTheOneThatWasProbablyMeant(String asked, String meant) {
        var refused = assertThrows(ParamException.class, () -> catalogue.require(asked));

        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("did you mean "), message);
        assertTrue(message.split("\\?", 2)[0].contains(meant), message);
    }

    @ParameterizedTest
    @CsvSource({
        "DALL-E 3, dall-e-3",
        "Playground v3, ideogram-v3",
        "FLUX.1 [schnell], flux-schnell",
        "Ideogram, ideogram-v3"
    })
    void theNamesOfOtherFrontDoorsLeadToAModelThatIsServed(String name, String served) {
        assertEquals(served, catalogue.inForce(catalogue.require(name)).name());
    }

    @Test
    void aSuccessorIsAModelThatIsServed() {
        List<Model> models = new ArrayList<>(catalogue.models());
        Model core = catalogue.require("stability-ai/stable-image-core");
        models.add(retired(core, "old", "playground-v3"));

        var refused = assertThrows(IllegalArgumentException.class, () -> catalogue(models));

        assertTrue(String.valueOf(refused.getMessage()).contains("successor of old"));
    }

    static ModelCatalogue catalogue(List<Model> models) {
        return new ModelCatalogue(
                "embedded", ModelCatalogue.bundled().providers(), models, Set.of());
    }

    static Model retired(Model like, String name, String successor) {
        return new Model(
                name,
                List.of(),
                like.formats(),
                like.defaultFormat(),
                like.ratios(),
                like.exactSize(),
                like.infersRoles(),
                like.needsImage(),
                like.needsMask(),
                "2026-05-12",
                successor,
                like.routes());
    }

    @Test
    void theDefaultModelIsASetting() {
        assertEquals("google/nano-banana", catalogue.defaultModel());
        assertEquals("flux-schnell", catalogue.withDefault("flux-schnell").defaultModel());
        assertThrows(IllegalArgumentException.class, () -> catalogue.withDefault("acme/none"));
    }
}
