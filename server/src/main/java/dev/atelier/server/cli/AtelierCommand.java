package dev.atelier.server.cli;

import dev.atelier.server.Atelier;
import dev.atelier.server.config.ConfigException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code atelier}; all work is in its subcommands. */
@Command(
        name = "atelier",
        description = "An assembly line for pictures.",
        mixinStandardHelpOptions = true,
        versionProvider = AtelierCommand.Version.class,
        subcommands = {
            RunCommand.class,
            ServeCommand.class,
            CheckCommand.class,
            RobotsCommand.class,
            ConfigCommand.class,
            KeysCommand.class,
            ProvidersCommand.class,
            ModelsCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class AtelierCommand implements Runnable {
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    /** Says the version of the build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"atelier " + Atelier.version()};
        }
    }

    /** Called by the command line once it knows the command. */
    public AtelierCommand() {
        this.spec = CommandLine.Model.CommandSpec.create();
    }

    /** Runs what the arguments ask for; gives the exit code. */
    public static int execute(String... args) {
        return new CommandLine(new AtelierCommand())
                .setExecutionExceptionHandler(AtelierCommand::failed)
                .execute(args);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a command.");
    }

    private static int failed(
            Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        var err = command.getErr();
        if (failure instanceof ConfigException wrong) {
            wrong.problems().forEach(problem -> err.println("atelier: " + problem));
            return CommandLine.ExitCode.USAGE;
        }
        if (failure instanceof UsageException wrong) {
            err.println("atelier: " + wrong.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        err.println("atelier: " + failure.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
    }
}
