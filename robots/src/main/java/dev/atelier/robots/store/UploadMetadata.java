package dev.atelier.robots.store;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.robot.ParamException;
import dev.atelier.core.robot.RobotContext;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names and texts as the header {@code Upload-Metadata} of tus carries them. */
final class UploadMetadata {
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e&&[^,]]{1,200}");

    private UploadMetadata() {}

    static void check(TextMap metadata) {
        for (String name : metadata.all().keySet()) {
            if (!NAME.matcher(name).matches()) {
                throw new ParamException(
                        "metadata", "names are of ASCII without spaces and commas, not " + name);
            }
        }
    }

    /**
     * @param given null for what is told of every file
     */
    static String of(@Nullable TextMap given, AssemblyFile file, RobotContext job) {
        var all = new LinkedHashMap<String, String>();
        if (given == null) {
            all.put("filename", file.name());
            all.put("basename", file.basename());
            all.put("extension", file.ext());
        } else {
            given.all().forEach((name, text) -> all.put(name, job.fill("metadata", text, file)));
        }
        return all.entrySet().stream()
                .map(UploadMetadata::written)
                .collect(Collectors.joining(","));
    }

    /** A name alone stands for an empty text. */
    private static String written(Map.Entry<String, String> entry) {
        byte[] text = entry.getValue().getBytes(StandardCharsets.UTF_8);
        return text.length == 0
                ? entry.getKey()
                : entry.getKey() + " " + Base64.getEncoder().encodeToString(text);
    }
}
