package dev.atelier.core.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.OutputMeta;
import dev.atelier.core.port.MetadataReader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Tells the type by the name; content that starts with {@code broken} has no metadata. */
final class TestMetadata implements MetadataReader {
    @Override
    public MediaType sniff(Path bytes, String name) {
        return name.endsWith(".txt")
                ? new MediaType("text/plain", null, "txt")
                : new MediaType("image/png", "image", "png");
    }

    @Override
    public long pixels(Path bytes, MediaType type) {
        return 100;
    }

    @Override
    public ObjectNode read(Path bytes, MediaType type, OutputMeta wanted, Consumer<String> notes)
            throws IOException {
        String content = Files.readString(bytes);
        if (content.startsWith("broken")) {
            throw new AssemblyException(ErrorCode.FILE_META_DATA_ERROR, "cannot be read");
        }
        return JsonNodeFactory.instance.objectNode().put("length", content.length());
    }
}
