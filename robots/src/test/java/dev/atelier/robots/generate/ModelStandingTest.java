package dev.atelier.robots.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.atelier.core.assembly.Load;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class ModelStandingTest {
    private static final String FAREWELL =
            "dall-e-3 was retired on 2026-05-12; openai/gpt-image-2 is used in its place.";

    private record Named(String name) implements ImageProvider {
        @Override
        public Load load() {
            return Load.NETWORK;
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(name.length());
        }

        @Override
        public void generate(GenerateRequest request, ProviderJob job) {}
    }

    private static ProviderRouting routing(ModelCatalogue catalogue, String... ready) {
        var outside = List.of(ready).stream().<ImageProvider>map(Named::new).toList();
        return new ProviderRouting(catalogue, outside, new Named("embedded"), Fallback.ERROR);
    }

    private static ModelStanding of(String model, String... ready) {
        return ModelStanding.all(routing(ModelCatalogue.bundled(), ready)).stream()
                .filter(standing -> standing.model().isCalled(model))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> missing(ModelStanding standing) {
        return standing.places().stream()
                .map(place -> Objects.requireNonNullElse(place.missing(), "ready"))
                .toList();
    }

    @Test
    void aModelSaysWhoRunsItAndWhatIsMissingElsewhere() {
        ModelStanding flux = of("flux-1.1-pro-ultra", "replicate");

        var now = Objects.requireNonNull(flux.now());
        assertEquals("replicate", now.provider().name());
        assertEquals("black-forest-labs/flux-1.1-pro-ultra", now.nativeModel());
        assertEquals(
                List.of(
                        "providers.bfl.key (environment: ATELIER_PROVIDERS_BFL_KEY)",
                        "ready",
                        "providers.fal.key (environment: ATELIER_PROVIDERS_FAL_KEY)"),
                missing(flux));
    }

    @Test
    void aModelOfNobodyWithAKeyRunsNowhereWhenNobodyMayStandIn() {
        assertNull(of("recraft-v3", "openai").now());
    }

    @Test
    void aRetiredModelRunsWhereItsSuccessorDoes() {
        var now = Objects.requireNonNull(of("Playground v3", "ideogram").now());

        assertEquals("ideogram ideogram-v3", now.provider().name() + " " + now.nativeModel());
    }

    @Test
    void theOperatorIsToldOfRetiredModelsOfProvidersThatAreSetUp() {
        var bundled = ModelCatalogue.bundled();
        var models = new ArrayList<>(bundled.models());
        Model old = bundled.require("dall-e-3");
        models.remove(old);
        models.add(ModelCatalogueTest.retired(old, "dall-e-3", "openai/gpt-image-2"));
        var catalogue = ModelCatalogueTest.catalogue(models);

        assertEquals(List.of(FAREWELL), routing(catalogue, "openai").farewells());
        assertEquals(List.of(), routing(catalogue, "recraft").farewells());
    }

    @Test
    void aJobMayWaitAsLongAsTheMostPatientProvider() {
        var routing = routing(ModelCatalogue.bundled(), "fal", "replicate");

        assertEquals(Duration.ofSeconds(9), routing.patience());
    }
}
