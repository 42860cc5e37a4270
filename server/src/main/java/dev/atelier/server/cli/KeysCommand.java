package dev.atelier.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Looks after auth keys; all work is in its subcommands. */
@Command(
        name = "keys",
        description = "Make, list and revoke auth keys; a running server notices within seconds.",
        mixinStandardHelpOptions = true,
        subcommands = {
            KeysAddCommand.class,
            KeysListCommand.class,
            KeysRevokeCommand.class,
            KeysRotateCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class KeysCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Name a command: add, list, revoke or rotate-master.");
    }
}
