package dev.atelier.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.server.Providers;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

/** Lists the providers and whether they can be asked, without their keys. */
@Command(
        name = "list",
        description = "List the providers and whether they can be asked, without their keys.",
        mixinStandardHelpOptions = true)
final class ProvidersListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Mixin private ChestOptions chest = new ChestOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        List<Providers.Standing> all;
        try (var open = chest.providers()) {
            all = open.providers().standings();
        }
        PrintWriter out = spec.commandLine().getOut();
        for (Providers.Standing provider : all) {
            out.println(json ? json(provider).toString() : text(provider));
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private static String text(Providers.Standing provider) {
        return "%-12s %-8s %s"
                .formatted(
                        provider.name(),
                        provider.ready() ? "ready" : "not set",
                        provider.ready()
                                ? provider.baseUrl() + ", key " + provider.key().words()
                                : "set " + provider.missing());
    }

    private static ObjectNode json(Providers.Standing provider) {
        ObjectNode line = AssemblyFile.emptyJson();
        line.put("provider", provider.name());
        line.put("ready", provider.ready());
        line.put("base_url", provider.baseUrl());
        line.put("key", provider.key().words());
        line.put("missing", provider.ready() ? null : provider.missing());
        return line;
    }
}
