package dev.atelier.server.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One case file.
 *
 * @param name the file's name without extension
 */
record ConformanceCase(String name, ObjectNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A file to send. */
    record Upload(String field, String name, JsonNode content) {}

    /** All cases of a folder, by name. */
    static List<ConformanceCase> in(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var cases = new ArrayList<ConformanceCase>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
                String name = file.getFileName().toString().replace(".json", "");
                cases.add(
                        new ConformanceCase(
                                name, (ObjectNode) JSON.readTree(Files.readString(file))));
            }
            return cases;
        }
    }

    /** The instructions with the stub origin's real address. */
    ObjectNode instructions(String origin) throws IOException {
        String text = json.required("instructions").toString();
        return (ObjectNode) JSON.readTree(text.replace("http://origin.test", origin));
    }

    List<Upload> uploads() {
        var uploads = new ArrayList<Upload>();
        json.path("uploads")
                .forEach(upload ->
                        uploads.add(
                                new Upload(
                                        upload.required("field").asText(),
                                        upload.required("name").asText(),
                                        upload.required("content"))));
        return uploads;
    }

    JsonNode expect() {
        return json.required("expect");
    }

    Set<String> robots() {
        var robots = new TreeSet<String>();
        json.path("instructions")
                .path("steps")
                .forEach(step -> robots.add(step.path("robot").asText()));
        robots.remove("");
        return robots;
    }
}
