package dev.atelier.server.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Stores the key of a provider. It is never an argument, which other users of the machine could
 * read.
 */
@Command(
        name = "set",
        description = "Store the key of a provider, encrypted; it is read from standard input.",
        mixinStandardHelpOptions = true)
final class ProvidersSetCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The provider, such as openai.")
    private String name = "";

    @Option(names = "--key-file", paramLabel = "FILE", description = "Read the key from a file.")
    private @Nullable Path file;

    @Mixin private ChestOptions chest = new ChestOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        try (var open = chest.providers()) {
            open.providers().require(name);
            String key = key();
            if (key.isBlank() || key.chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw new UsageException(
                        "that is no key: give one line of printable characters, on standard input"
                                + " or in --key-file");
            }
            open.vault().set(name, key);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        var out = spec.commandLine().getOut();
        out.println(
                "The key of " + name + " is stored; try it with atelier providers test " + name);
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private String key() throws IOException {
        if (file != null) {
            return Files.readString(file).strip();
        }
        Console console = Objects.requireNonNull(System.console());
        if (console.isTerminal()) {
            char[] typed = console.readPassword("Key of %s: ", name);
            return typed == null ? "" : new String(typed).strip();
        }
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = in.readLine();
        return line == null ? "" : line.strip();
    }
}
