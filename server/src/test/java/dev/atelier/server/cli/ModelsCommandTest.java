package dev.atelier.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code atelier models} says to an operator. */
class ModelsCommandTest {
    private final StringWriter out = new StringWriter();

    @TempDir Path folder;

    private int run(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        var writer = new PrintWriter(out);
        return new CommandLine(new ModelsCommand())
                .setOut(writer)
                .setErr(writer)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return CommandLine.ExitCode.USAGE;
                })
                .execute(all.toArray(String[]::new));
    }

    @Test
    void withoutAnyKeyTheEmbeddedEngineIsSaidToStandIn() {
        assertEquals(0, run("gpt-image-2"));

        String told = out.toString();
        assertTrue(told.startsWith("openai/gpt-image-2 (also gpt-image-2)"), told);
        assertTrue(told.contains("runs now: the embedded engine of this service stands in"), told);
        assertTrue(told.contains("about 0.07 USD; set providers.openai.key"), told);
        assertTrue(told.contains("ATELIER_PROVIDERS_OPENAI_KEY"), told);
    }

    @Test
    void withAKeyTheProviderRunsItsModels() throws Exception {
        assertEquals(0, run("--json", "--set", "providers.openai.key=abc", "DALL-E 3"));

        JsonNode model = JsonMapper.builder().build().readTree(out.toString());
        assertEquals("openai", model.at("/runs_now/provider").asText());
        assertEquals("dall-e-3", model.at("/runs_now/id").asText());
        assertTrue(model.at("/providers/0/ready").asBoolean());
        assertTrue(model.at("/providers/0/missing").isNull());
    }

    @Test
    void aRetiredModelNamesItsSuccessor() {
        assertEquals(0, run("Playground v3"));

        assertTrue(out.toString().contains("ideogram-v3 is used in its place"), out::toString);
    }

    @Test
    void theEmbeddedEngineIsListedAsPartOfTheService() {
        assertEquals(0, run());

        assertTrue(out.toString().contains("part of this service; ready"), out::toString);
    }

    @Test
    void anUnknownModelIsRefusedWithTheNearest() {
        assertEquals(2, run("flux-shnell"));

        assertTrue(out.toString().contains("did you mean flux-schnell?"), out::toString);
    }

    @Test
    void whatTheOperatorChangedAndWhatStandsInIsSaid() throws Exception {
        Path own =
                Files.writeString(
                        folder.resolve("own.json"),
                        """
                        {"models": [{"name": "gpt-image-3", "formats": ["png"],
                            "default_format": "png",
                            "routes": [{"provider": "openai", "id": "gpt-image-3"}]}]}
                        """);

        assertEquals(
                0,
                run(
                        "--set",
                        "generation.models_file=" + own,
                        "--set",
                        "generation.default_model=gpt-image-3",
                        "--set",
                        "providers.openai.key=abc"));

        String told = out.toString();
        assertTrue(told.contains("from generation.models_file"), told);
        assertTrue(told.contains("the model of steps that name none"), told);
        assertTrue(
                told.contains(
                        "gpt-image-3, the default, stands in for it at openai as gpt-image-3"),
                told);
    }

    @ParameterizedTest
    @CsvSource({
        "google, key, google/nano-banana",
        "openai, key, gpt-image-2",
        "replicate, key, flux-schnell",
        "bfl, key, flux-1.1-pro-ultra",
        "recraft, key, recraft-v3",
        "stability, key, stability-ai/stable-image-core",
        "ideogram, key, ideogram-v3",
        "fal, key, flux-schnell",
        "compatible, base_url, compatible",
        "a1111, base_url, a1111",
        "comfyui, base_url, comfyui",
        "sdcpp, base_url, sdcpp"
    })
    void oneSettingMovesStepsThatNameNoModelToAnyProvider(
            String provider, String setting, String model) {
        String up = "providers.%s.%s=http://192.0.2.1".formatted(provider, setting);

        assertEquals(0, run("--set", up, "--set", "generation.default_model=" + model));

        String told = out.toString();
        String preferred = told.substring(told.indexOf("the model of steps that name none"));
        assertTrue(
                preferred
                        .lines()
                        .skip(1)
                        .findFirst()
                        .orElseThrow()
                        .contains("runs now: " + provider + " as "),
                preferred);
    }
}
