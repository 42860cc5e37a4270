package dev.atelier.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.util.concurrent.Callable;

/** Changes what stored secrets are encrypted under. */
@Command(
        name = "rotate-master",
        description = "Encrypt every stored secret under a new master key.",
        mixinStandardHelpOptions = true)
final class KeysRotateCommand implements Callable<Integer> {
    @Mixin private ChestOptions chest = new ChestOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        int secrets;
        try (var open = chest.open()) {
            secrets = open.ports().rotateMaster();
        }
        var out = spec.commandLine().getOut();
        out.println("secrets under the new master key: " + secrets);
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}
