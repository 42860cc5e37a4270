package dev.atelier.robots;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotPage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The part of a robot's page that shows what it makes of a few pictures. */
public final class PicturesTable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The pictures that robots work on here, by the role each is given. */
    private static final Map<String, String> FILES =
            Map.of("whale", "whale.jpg", "logo", "logo.png");

    private PicturesTable() {}

    /**
     * One picture made by a robot.
     *
     * @param inputs names of pictures, {@code whale} or {@code logo}
     */
    public record Shown(String name, List<String> inputs, JsonNode params) {
        /** As the page names it, such as {@code image-resize-fit.jpg}. */
        public String file(RobotDescriptor<?> about) {
            String format = params.path("format").asText("jpg");
            return RobotPage.fileName(about).replace(".md", "-" + name + "." + format);
        }
    }

    /** What is shown of a robot; nothing for most. */
    public static List<Shown> of(RobotDescriptor<?> about) {
        String name = "examples/pictures/" + RobotPage.fileName(about).replace(".md", ".json");
        try (var in = PicturesTable.class.getResourceAsStream(name)) {
            List<Shown> all = new ArrayList<>();
            for (JsonNode each : in == null ? JSON.createArrayNode() : JSON.readTree(in)) {
                List<String> inputs = new ArrayList<>();
                each.path("inputs").forEach(input -> inputs.add(input.asText()));
                all.add(new Shown(each.path("name").asText(), inputs, each.path("params")));
            }
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Empty where nothing is shown. */
    static String markdown(RobotDescriptor<?> about) {
        List<Shown> all = of(about);
        if (all.isEmpty()) {
            return "";
        }
        var text =
                new StringBuilder(
                        "\n## Pictures\n\n| Input | Parameters | Result |\n|---|---|---|\n");
        for (Shown each : all) {
            text.append("| ");
            each.inputs().stream().map(PicturesTable::image).forEach(text::append);
            text.append("| `").append(each.params()).append("` | ");
            text.append(link(each.name(), each.file(about))).append(" |\n");
        }
        return text.toString();
    }

    private static String image(String input) {
        return link(input, FILES.getOrDefault(input, input)) + " ";
    }

    private static String link(String name, String file) {
        return "![" + name + "](../pictures/robots/" + file + ")";
    }
}
