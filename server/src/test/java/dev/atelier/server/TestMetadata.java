package dev.atelier.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.instructions.OutputMeta;
import dev.atelier.core.port.MetadataReader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Tells a few kinds of files by their first bytes and knows nothing more about them. */
final class TestMetadata implements MetadataReader {

    @Override
    public MediaType sniff(Path bytes, String name) throws IOException {
        String start;
        try (var in = Files.newInputStream(bytes)) {
            start = new String(in.readNBytes(16), StandardCharsets.ISO_8859_1);
        }
        if (start.startsWith("\u0089PNG")) {
            return new MediaType("image/png", "image", "png");
        }
        if (start.startsWith("<svg")) {
            return new MediaType("image/svg+xml", "image", "svg");
        }
        if (start.startsWith("<html")) {
            return new MediaType("text/html", null, "html");
        }
        return new MediaType("application/octet-stream", null, "");
    }

    @Override
    public long pixels(Path bytes, MediaType type) {
        return 0;
    }

    @Override
    public ObjectNode read(Path bytes, MediaType type, OutputMeta wanted, Consumer<String> notes) {
        return JsonNodeFactory.instance.objectNode();
    }
}
