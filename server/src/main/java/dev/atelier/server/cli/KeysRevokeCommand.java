package dev.atelier.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.concurrent.Callable;

/** Makes a key void, and the tokens made with it. */
@Command(
        name = "revoke",
        description = "Make an auth key void for good, with every bearer token made with it.",
        mixinStandardHelpOptions = true)
final class KeysRevokeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", description = "The key, as keys list shows it.")
    private String key = "";

    @Mixin private ChestOptions chest = new ChestOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        try (var open = chest.open()) {
            if (!open.desk().revoke(key)) {
                throw new UsageException(
                        "there is no good auth key " + key + "; see atelier keys list");
            }
        }
        var out = spec.commandLine().getOut();
        out.println(key + " is revoked");
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}
