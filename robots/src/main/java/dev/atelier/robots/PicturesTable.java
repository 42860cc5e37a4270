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
import java.util.Objects;

/** The part of a robot's page that shows what it makes of a few pictures. */
public final class PicturesTable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What robots work on here, by the role each is given. */
    private static final Map<String, String> FILES =
            Map.of(
                    "whale", "whale.jpg",
                    "logo", "logo.png",
                    "sea", "sea.jpg",
                    "mask", "mask.png",
                    "receipt", "receipt.jpg",
                    "flowers", "flowers.jpg",
                    "sail", "sail.mp4",
                    "tune", "tune.mp3",
                    "flyer", "flyer.pdf");

    private PicturesTable() {}

    /**
     * One picture made by a robot.
     *
     * @param inputs names of pictures, see {@link #fileOf}
     */
    public record Shown(String name, List<String> inputs, JsonNode params) {
        /**
         * As the page names it, such as {@code image-resize-fit.jpg}: in the format that is asked
         * for, or that of the first input.
         */
        public String file(RobotDescriptor<?> about) {
            String first = inputs.isEmpty() ? "jpg" : fileOf(inputs.getFirst());
            String like = first.substring(first.lastIndexOf('.') + 1);
            String format = params.path("format").asText(like);
            format = params.path("clip_format").asText(format);
            return RobotPage.fileName(about).replace(".md", "-" + name + "." + format);
        }
    }

    /** The file among the pictures of the pages that an input stands for. */
    public static String fileOf(String input) {
        return Objects.requireNonNull(FILES.get(input), input);
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
        String file = fileOf(input);
        boolean picture = file.endsWith(".jpg") || file.endsWith(".png");
        return picture ? link(input, file) + " " : link(file, file).substring(1) + " ";
    }

    private static String link(String name, String file) {
        return "![" + name + "](../pictures/robots/" + file + ")";
    }
}
