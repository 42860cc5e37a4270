package dev.atelier.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Looks after providers outside; all work is in its subcommands. */
@Command(
        name = "providers",
        description =
                "Set up the providers of pictures outside; a running server notices within"
                        + " seconds.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ProvidersListCommand.class,
            ProvidersSetCommand.class,
            ProvidersRemoveCommand.class,
            ProvidersTestCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class ProvidersCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Name a command: list, set, remove or test.");
    }
}
