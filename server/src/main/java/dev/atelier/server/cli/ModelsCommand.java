package dev.atelier.server.cli;

import dev.atelier.core.robot.ParamException;
import dev.atelier.robots.generate.Model;
import dev.atelier.robots.generate.ModelStanding;
import dev.atelier.robots.generate.OutputFormat;
import dev.atelier.robots.generate.ProviderRouting;
import dev.atelier.server.models.ModelJson;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

/** Lists the models: what runs when one is asked for now, and what is missing for the rest. */
@Command(
        name = "models",
        description = "List the models of /image/generate, who runs each now and what is missing.",
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only this one.")
    private @Nullable String name;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Mixin private ChestOptions chest = new ChestOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        for (ModelStanding model : wanted()) {
            out.println(json ? ModelJson.one(model).toString() : text(model));
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private List<ModelStanding> wanted() throws IOException {
        try (var open = chest.providers()) {
            List<ModelStanding> all = ModelStanding.all(open.routing());
            if (name == null) {
                return all;
            }
            String full = open.routing().catalogue().require(name).name();
            return all.stream().filter(one -> one.model().name().equals(full)).toList();
        } catch (ParamException unknown) {
            throw new UsageException(String.valueOf(unknown.getMessage()));
        }
    }

    private static String text(ModelStanding standing) {
        Model model = standing.model();
        var text = new StringBuilder(model.name());
        if (!model.aliases().isEmpty()) {
            text.append(" (also ").append(String.join(", ", model.aliases())).append(')');
        }
        model.farewell().ifPresent(words -> line(text, words));
        if (standing.preferred()) {
            line(text, "the model of steps that name none");
        }
        if (standing.own()) {
            line(text, "from generation.models_file");
        }
        line(text, "runs now: " + now(standing));
        line(text, "gives " + formats(model) + needs(model));
        standing.places().forEach(place -> line(text, place(place)));
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(System.lineSeparator()).append("    ").append(line);
    }

    private static String now(ModelStanding standing) {
        ProviderRouting.Choice choice = standing.now();
        if (choice == null) {
            return "nowhere";
        }
        if (choice.standIn()) {
            return "the embedded engine of this service stands in for it";
        }
        String place = choice.provider().name() + " as " + choice.nativeModel();
        return standing.standsIn()
                ? standing.runs().name() + ", the default, stands in for it at " + place
                : place;
    }

    private static String formats(Model model) {
        return String.join(", ", model.formats().stream().map(OutputFormat::extension).toList());
    }

    private static String needs(Model model) {
        if (!model.needsImage()) {
            return "";
        }
        return model.needsMask() ? "; needs a picture and a mask" : "; needs a picture";
    }

    private static String place(ModelStanding.Place place) {
        Model.Route route = place.route();
        String price =
                ProviderRouting.EMBEDDED.equals(route.provider())
                        ? "part of this service"
                        : route.price() == null ? "price unknown" : "about " + route.price();
        return "%-12s %s, %s%s; %s"
                .formatted(
                        route.provider(),
                        route.id(),
                        price,
                        route.wordsOnly() ? ", from words only" : "",
                        place.missing() == null ? "ready" : "set " + place.missing());
    }
}
