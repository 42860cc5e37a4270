package dev.atelier.server.cli;

import dev.atelier.core.assembly.Warning;
import dev.atelier.core.error.Violation;
import dev.atelier.server.Atelier;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Says everything that is wrong with instructions, without running them. */
@Command(
        name = "check",
        description = "Check Assembly Instructions; every violation with its JSON path.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.json", description = "The Assembly Instructions.")
    private Path file = Path.of("");

    @Mixin private ConfigOptions options = new ConfigOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var config = options.load(List.of());
        Logs.quiet();
        var params = InstructionsFile.read(file, config.limits());
        var atelier = new Atelier(config);
        List<Violation> violations = atelier.check(params.get("steps"));
        var out = spec.commandLine().getOut();
        violations.forEach(
                one -> out.println(one.path() + ": " + one.message() + " (" + one.code() + ")"));
        if (violations.isEmpty()) {
            atelier.hints(params.get("steps"))
                    .forEach(hint -> out.println(level(hint) + ": " + hint.message()));
            out.println(file + ": all is well");
        }
        return violations.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static String level(Warning hint) {
        return hint.level().name().toLowerCase(Locale.ROOT);
    }
}
