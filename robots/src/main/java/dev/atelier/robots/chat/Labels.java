package dev.atelier.robots.chat;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Names;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.RobotContext;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What a picture shows, the surest first. */
record Labels(List<Label> all) {
    private static final int MOST = 50;
    private static final int LONGEST = 100;
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * @param confidence 0 to 100
     */
    record Label(String name, double confidence) {}

    static String question(ImageDescribeRobot.Params params) {
        String what =
                params.explicitDescriptions()
                        ? "Name only what may not be fit for everyone in this picture: nudity,"
                              + " suggestive poses, violence, drugs, hate symbols and the like. An"
                              + " empty list is right when there is nothing of the kind."
                        : "Name what this picture shows: things, living beings, places, events,"
                                + " moods; at most 20, from the specific to the general.";
        return what
                + " Each name is one to three English words. confidence says from 0 to 100 how sure"
                + " you are.";
    }

    static ObjectNode schema() throws JsonProcessingException {
        return (ObjectNode)
                JSON.readTree(
                        """
                        {"type": "object", "additionalProperties": false, "required": ["labels"],
                         "properties": {"labels": {"type": "array", "items": {
                           "type": "object", "additionalProperties": false,
                           "required": ["name", "confidence"],
                           "properties": {
                             "name": {"type": "string"}, "confidence": {"type": "number"}}}}}}
                        """);
    }

    /**
     * @throws JsonProcessingException when this is no answer of the {@link #schema}
     */
    static Labels read(String answer) throws JsonProcessingException {
        JsonNode list = JSON.readTree(answer).path("labels");
        if (!list.isArray()) {
            throw new JsonParseException(null, "no labels");
        }
        var all = new ArrayList<Label>();
        for (JsonNode each : list) {
            String name = each.path("name").asText().replaceAll("\\p{Cntrl}", " ").strip();
            if (!name.isEmpty() && name.length() <= LONGEST && all.size() < MOST) {
                double sure = Math.clamp(each.path("confidence").asDouble(), 0, 100);
                all.add(new Label(name, sure));
            }
        }
        all.sort(Comparator.comparingDouble(Label::confidence).reversed());
        return new Labels(List.copyOf(all));
    }

    void emit(
            ImageDescribeRobot.Params params, AssemblyFile file, ObjectNode meta, RobotContext job)
            throws IOException {
        boolean full = params.granularity() == ImageDescribeRobot.Granularity.FULL;
        switch (params.format()) {
            case META -> {
                ObjectNode more = meta.deepCopy();
                more.set("descriptions", json(full));
                job.emit(new Emission.PassOn(file, more));
            }
            case JSON -> write(json(full).toString(), "json", file, meta, job);
            case TEXT -> write(text(full), "txt", file, meta, job);
        }
    }

    private ArrayNode json(boolean full) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Label label : all) {
            if (full) {
                list.addObject().put("name", label.name()).put("confidence", label.confidence());
            } else {
                list.add(label.name());
            }
        }
        return list;
    }

    private String text(boolean full) {
        return all.stream()
                .map(label ->
                        full
                                ? label.name() + ": " + Math.round(label.confidence()) + "\n"
                                : label.name() + "\n")
                .collect(Collectors.joining());
    }

    private static void write(
            String text, String extension, AssemblyFile file, ObjectNode meta, RobotContext job)
            throws IOException {
        Path out = Files.writeString(job.scratch().resolve("labels." + extension), text);
        String name = Names.basename(file.name()) + "." + extension;
        job.emit(new Emission.NewFile(out, name, file, meta));
    }
}
