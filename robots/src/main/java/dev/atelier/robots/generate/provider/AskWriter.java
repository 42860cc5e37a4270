package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.atelier.robots.outbound.OutboundBody;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes what is sent along to a file, so that pictures never lie in memory. */
final class AskWriter {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String LINE = "\r\n";

    private AskWriter() {}

    /**
     * @param folder for the file
     * @param boundary between the parts of a form; nothing in them may contain it
     */
    static OutboundBody body(Ask.Content content, Path folder, String boundary) throws IOException {
        Path file = Files.createTempFile(folder, "ask", ".body");
        return switch (content) {
            case Ask.Json json -> {
                JSON.writeValue(file.toFile(), json.body());
                yield OutboundBody.of("application/json", file);
            }
            case Ask.Form form -> {
                write(form.parts(), boundary, file);
                yield OutboundBody.of("multipart/form-data; boundary=" + boundary, file);
            }
            case Ask.Bytes bytes -> OutboundBody.of(bytes.contentType(), bytes.file());
        };
    }

    private static void write(List<Ask.Part> parts, String boundary, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (Ask.Part part : parts) {
                text(out, "--" + boundary + LINE + "Content-Disposition: form-data; name=\"");
                text(out, part.name() + "\"");
                switch (part) {
                    case Ask.TextPart(_, String value) -> text(out, LINE + LINE + value);
                    case Ask.FilePart(_, String name, String type, Path bytes) -> {
                        text(out, "; filename=\"" + name + "\"" + LINE);
                        text(out, "Content-Type: " + type + LINE + LINE);
                        Files.copy(bytes, out);
                    }
                }
                text(out, LINE);
            }
            text(out, "--" + boundary + "--" + LINE);
        }
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
