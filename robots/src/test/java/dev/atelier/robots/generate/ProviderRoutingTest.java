package dev.atelier.robots.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.Load;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;

class ProviderRoutingTest {
    private static final ModelCatalogue CATALOGUE = ModelCatalogue.bundled();

    private record Named(String name, Load load) implements ImageProvider {
        @Override
        public void generate(GenerateRequest request, ProviderJob job) {}
    }

    private static ProviderRouting routing(Fallback fallback, String... configured) {
        List<ImageProvider> providers =
                Arrays.stream(configured)
                        .<ImageProvider>map(name -> new Named(name, Load.NETWORK))
                        .toList();
        return new ProviderRouting(
                CATALOGUE, providers, new Named("embedded", Load.PIXELS), fallback);
    }

    private static String chosen(ProviderRouting routing, String model, String provider) {
        ProviderRouting.Choice choice = routing.choose(CATALOGUE.require(model), provider);
        return choice.provider().name()
                + " "
                + choice.nativeModel()
                + (choice.standIn() ? " standing in" : "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    AUTO     | -           | google/nano-banana     | -         | embedded auto standing in
                    AUTO     | -           | google/nano-banana     | auto      | embedded auto standing in
                    AUTO     | -           | google/nano-banana     | embedded  | embedded auto standing in
                    ERROR    | -           | google/nano-banana     | embedded  | embedded auto standing in
                    ERROR    | -           | embedded               | -         | embedded auto
                    ERROR    | openai      | embedded/patch-fill    | -         | embedded patch-fill
                    AUTO     | google      | google/nano-banana     | -         | google gemini-nano-banana-2.1
                    AUTO     | google      | google/nano-banana     | embedded  | embedded auto standing in
                    AUTO     | replicate   | google/nano-banana     | -         | replicate google/nano-banana
                    AUTO     | fal google  | google/nano-banana     | -         | google gemini-nano-banana-2.1
                    AUTO     | fal google  | google/nano-banana     | fal       | fal fal-ai/nano-banana
                    EMBEDDED | openai      | google/nano-banana     | -         | embedded auto standing in
                    """)
    void theFirstWithAKeyServesElseTheEmbeddedEngineAsAllowed(
            Fallback fallback, String configured, String model, String provider, String expected) {
        String[] names = configured == null ? new String[0] : configured.split(" ");

        assertEquals(expected, chosen(routing(fallback, names), model, provider));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    AUTO  | openai | google/nano-banana | -      | providers.google.key
                    AUTO  | openai | google/nano-banana | google | ATELIER_PROVIDERS_GOOGLE_KEY
                    ERROR | -      | recraft-v3         | -      | providers.recraft.key
                    """)
    void otherwiseTheSettingToFillIsNamed(
            Fallback fallback, String configured, String model, String provider, String named) {
        ProviderRouting routing =
                routing(fallback, configured == null ? new String[0] : configured.split(" "));

        AssemblyException refused =
                assertThrows(AssemblyException.class, () -> chosen(routing, model, provider));

        assertEquals(ErrorCode.INTERNAL_COMMAND_ERROR, refused.error().code());
        assertTrue(refused.error().message().contains(named), refused.error().message());
        assertTrue(refused.error().message().contains("\"provider\": \"embedded\""));
    }

    @Test
    void aProviderThatDoesNotHaveTheModelIsRefused() {
        AssemblyException refused =
                assertThrows(
                        AssemblyException.class,
                        () -> chosen(routing(Fallback.ERROR, "openai"), "recraft-v3", "openai"));

        assertEquals(ErrorCode.IMAGE_GENERATE_VALIDATION, refused.error().code());
        assertTrue(refused.error().message().contains("recraft, replicate, fal"));
        assertThrows(
                AssemblyException.class,
                () -> chosen(routing(Fallback.AUTO), "embedded", "openai"));
    }

    @Test
    void unknownProvidersAreRefusedWithTheList() {
        ParamException refused =
                assertThrows(ParamException.class, () -> CATALOGUE.requireProvider("acme"));

        assertTrue(String.valueOf(refused.getMessage()).contains("embedded, google"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    -      | google/nano-banana | -        | PIXELS
                    -      | ${fields.model}    | -        | PIXELS
                    google | google/nano-banana | -        | NETWORK
                    google | google/nano-banana | embedded | PIXELS
                    google | embedded           | -        | PIXELS
                    google | ${fields.model}    | -        | NETWORK
                    google | embedded           | ${x}     | NETWORK
                    google | recraft-v3         | -        | NETWORK
                    """)
    void theLoadFollowsWhoServes(String configured, String model, String provider, Load expected) {
        ProviderRouting routing =
                configured == null ? routing(Fallback.AUTO) : routing(Fallback.AUTO, configured);

        assertEquals(expected, routing.load(model, provider));
    }

    private static String inForce(boolean chosen, String asked, @Nullable String provider) {
        var openai = routing(Fallback.AUTO, "openai");
        var routing =
                new ProviderRouting(
                        CATALOGUE.withDefault("gpt-image-2"),
                        openai.outside(),
                        openai.embedded(),
                        Fallback.AUTO,
                        chosen);
        return routing.inForce(CATALOGUE.require(asked), provider).name();
    }

    @Test
    void theDefaultTheOperatorChoseRunsForModelsOfNobodyWithAKey() {
        assertEquals("openai/gpt-image-2", inForce(true, "recraft-v3", null));
        assertEquals("openai/gpt-image-2", inForce(true, "Playground v3", "auto"));
        assertEquals("recraft-v3", inForce(false, "recraft-v3", null));
        assertEquals("recraft-v3", inForce(true, "recraft-v3", "recraft"));
        assertEquals("dall-e-3", inForce(true, "dall-e-3", null));
        assertEquals("embedded", inForce(true, "embedded", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    -      | google/nano-banana | -        | false
                    google | google/nano-banana | -        | true
                    google | google/nano-banana | embedded | false
                    google | embedded           | -        | false
                    google | ${fields.model}    | -        | true
                    google | embedded           | ${x}     | true
                    google | recraft-v3         | -        | false
                    a1111  | a1111              | -        | false
                    bfl    | flux-2-pro         | -        | true
                    """)
    void itIsKnownWhatMayCostMoney(
            String configured, String model, String provider, boolean expected) {
        ProviderRouting routing =
                configured == null ? routing(Fallback.AUTO) : routing(Fallback.AUTO, configured);

        assertEquals(expected, routing.spends(model, provider));
    }
}
