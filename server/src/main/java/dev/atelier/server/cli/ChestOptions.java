package dev.atelier.server.cli;

import dev.atelier.server.Atelier;
import dev.atelier.server.KeyChest;
import dev.atelier.server.ProviderChest;
import dev.atelier.server.config.AtelierConfig;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the keys are, the same for every command about them. */
final class ChestOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "Data folder, default ./data.")
    private @Nullable String data;

    @Mixin private ConfigOptions options = new ConfigOptions();

    KeyChest open() throws IOException {
        AtelierConfig config = config();
        return new Atelier(config).keys(folder(config));
    }

    ProviderChest providers() throws IOException {
        AtelierConfig config = config();
        return new Atelier(config).providers(folder(config));
    }

    private AtelierConfig config() {
        var config = options.load(data == null ? List.of() : List.of("data.dir=" + data));
        Logs.quiet();
        return config;
    }

    private static Path folder(AtelierConfig config) throws IOException {
        return Files.createDirectories(Path.of(config.data().dir()));
    }
}
