package dev.atelier.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class ConfigLoaderTest {
    @TempDir Path folder;

    private Path file(String toml) throws IOException {
        return Files.writeString(folder.resolve("atelier.toml"), toml);
    }

    @Test
    void defaultsNeedNothing() {
        AtelierConfig config = ConfigLoader.load(null, Map.of(), List.of());

        assertEquals("127.0.0.1", config.http().host());
        assertEquals(8080, config.http().port());
        assertNull(config.database().url());
        assertEquals(5_368_709_120L, config.limits().uploadBytes());
        assertEquals("auto", config.generation().fallback());
    }

    @Test
    void laterSourcesWin() throws IOException {
        Path toml = file("[http]\nport = 1\nhost = \"::1\"\n[lanes.live]\npixels = 3\n");
        var environment = Map.of("ATELIER_HTTP_PORT", "2", "ATELIER_LIMITS_FILES", "7");

        AtelierConfig config = ConfigLoader.load(toml, environment, List.of("http.port=3"));

        assertEquals(3, config.http().port());
        assertEquals("::1", config.http().host());
        assertEquals(7, config.limits().files());
        assertEquals(3, config.lanes().livePixels());
    }

    @Test
    void allProblemsAreToldAtOnceWithTheNearestName() throws IOException {
        Path toml = file("[htp]\nport = 1\n[http]\nport = \"many\"\n");

        var wrong =
                assertThrows(
                        ConfigException.class,
                        () ->
                                ConfigLoader.load(
                                        toml,
                                        Map.of("ATELIER_GENERATION_FALLBACK", "maybe"),
                                        List.of("limits.files=-1", "nonsense")));

        String all = String.join("\n", wrong.problems());
        assertEquals(5, wrong.problems().size(), all);
        assertTrue(all.contains("did you mean `http.port`"), all);
        assertTrue(all.contains("http.port must be a whole number from 0 to 65535"), all);
        assertTrue(all.contains("one of auto, embedded, error"), all);
        assertTrue(all.contains("limits.files"), all);
        assertTrue(all.contains("room.name=value"), all);
    }

    @Test
    void brokenFileIsAProblemAndNoCrash() throws IOException {
        Path toml = file("[http\n");

        assertThrows(ConfigException.class, () -> ConfigLoader.load(toml, Map.of(), List.of()));
    }

    @Test
    void variablesOfTheLauncherAreNoSettings() {
        ConfigLoader.load(null, Map.of("ATELIER_JAVA", "/usr/bin/java", "HOME", "/"), List.of());
    }

    @Test
    void secretsMayComeFromAFileAndAreNeverShown() throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), "pa55word\n");

        AtelierConfig config =
                ConfigLoader.load(
                        null,
                        Map.of("ATELIER_DATABASE_PASSWORD_FILE", secret.toString()),
                        List.of());

        Secret password = Objects.requireNonNull(config.database().password());
        assertEquals("pa55word", password.reveal());
        assertFalse(config.toString().contains("pa55word"));
        assertFalse(ConfigPage.toml(config).contains("pa55word"));
        assertTrue(ConfigPage.toml(config).contains("password = \"***\""));
    }

    @Test
    void printedSettingsCanBeReadAgain() throws IOException {
        AtelierConfig config = ConfigLoader.load(null, Map.of(), List.of("http.port=99"));

        assertEquals(config, ConfigLoader.load(file(ConfigPage.toml(config)), Map.of(), List.of()));
    }
}
