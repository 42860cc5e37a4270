package dev.atelier.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.concurrent.Callable;

/** Forgets the stored key of a provider. */
@Command(
        name = "remove",
        description = "Forget the stored key of a provider.",
        mixinStandardHelpOptions = true)
final class ProvidersRemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The provider, as providers list shows it.")
    private String name = "";

    @Mixin private ChestOptions chest = new ChestOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        try (var open = chest.providers()) {
            if (!open.vault().remove(name)) {
                throw new UsageException(
                        "no key of " + name + " is stored; one in the settings is removed there");
            }
        }
        var out = spec.commandLine().getOut();
        out.println("The key of " + name + " is forgotten");
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}
