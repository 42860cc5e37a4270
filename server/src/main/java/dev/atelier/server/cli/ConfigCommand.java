package dev.atelier.server.cli;

import dev.atelier.server.Atelier;
import dev.atelier.server.config.AtelierConfig;
import dev.atelier.server.config.ConfigPage;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.concurrent.Callable;

/** Prints the settings in force. */
@Command(
        name = "config",
        description = "Print the effective settings, secrets masked.",
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {
    @Mixin private ConfigOptions options = new ConfigOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        AtelierConfig config = options.load(List.of());
        out.print(ConfigPage.toml(config));
        out.println("\n# What this machine decodes and encodes with");
        Atelier.codecs(config).forEach((format, by) -> out.println("# " + format + ": " + by));
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}
