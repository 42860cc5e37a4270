package dev.atelier.server.cli;

import dev.atelier.server.config.AtelierConfig;
import dev.atelier.server.config.ConfigLoader;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The options that name settings, the same for every command. */
final class ConfigOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read settings from this file instead of ./atelier.toml.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "ROOM.NAME=VALUE",
            description = "Set one setting; may be repeated. See docs/configuration.md.")
    private List<String> settings = new ArrayList<>();

    /** Settings that further options of a command stand for come last. */
    AtelierConfig load(List<String> more) {
        if (file != null && !Files.isReadable(file)) {
            throw new UsageException("--config " + file + ": there is no such file");
        }
        var all = new ArrayList<String>(settings);
        all.addAll(more);
        return ConfigLoader.load(file, all);
    }
}
