package dev.atelier.server.cli;

import dev.atelier.robots.generate.ProviderException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.concurrent.Callable;

/** Asks a provider something that costs nothing, to see whether the key is good. */
@Command(
        name = "test",
        description =
                "Ask a provider something that costs nothing, to see whether its key is good.",
        mixinStandardHelpOptions = true)
final class ProvidersTestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The provider, such as openai.")
    private String name = "";

    @Mixin private ChestOptions chest = new ChestOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        try (var open = chest.providers();
                var folder = new TemporaryFolder()) {
            out.println(open.providers().test(name, folder.path()));
            out.flush();
            return CommandLine.ExitCode.OK;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } catch (ProviderException e) {
            out.println(String.valueOf(e.getMessage()));
            out.flush();
            return CommandLine.ExitCode.SOFTWARE;
        }
    }
}
