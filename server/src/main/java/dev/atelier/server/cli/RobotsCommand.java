package dev.atelier.server.cli;

import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotPage;
import dev.atelier.core.robot.RobotRegistry;
import dev.atelier.server.Atelier;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

/** Lists the robots, or prints the page of one. */
@Command(
        name = "robots",
        description = "List the robots, or print the page of one.",
        mixinStandardHelpOptions = true)
final class RobotsCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Such as /image/resize.")
    private @Nullable String name;

    @Mixin private ConfigOptions options = new ConfigOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
        RobotRegistry robots = new Atelier(options.load(List.of())).robots();
        PrintWriter out = spec.commandLine().getOut();
        if (name == null) {
            robots.all()
                    .forEach(robot ->
                            out.printf(
                                    "%-18s %s%n", robot.about().name(), robot.about().summary()));
        } else {
            out.print(page(robots, name.startsWith("/") ? name : "/" + name));
            out.flush();
        }
        return CommandLine.ExitCode.OK;
    }

    private static String page(RobotRegistry robots, String wanted) {
        Robot<?> robot =
                robots.find(wanted)
                        .orElseThrow(() ->
                                new UsageException(
                                        "there is no robot "
                                                + wanted
                                                + robots.nearest(wanted)
                                                        .map(near -> "; did you mean " + near + "?")
                                                        .orElse("")));
        return RobotPage.markdown(robot.about(), example(wanted));
    }

    private static String example(String robot) {
        String use = robot.equals("/upload/handle") ? "" : "\"use\": \":original\", ";
        String step = robot.equals("/upload/handle") ? ":original" : "made";
        return "{ \"steps\": { \"" + step + "\": { " + use + "\"robot\": \"" + robot + "\" } } }";
    }
}
