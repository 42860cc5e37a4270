package dev.atelier.server.conformance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.ZipInputStream;

/** Lists what a ZIP archive holds, by reading all of it. */
final class ArchiveMembers {
    private ArchiveMembers() {}

    static ArrayNode of(byte[] zip) throws IOException {
        ArrayNode members = JsonNodeFactory.instance.arrayNode();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                int size = in.readAllBytes().length;
                members.addObject().put("name", entry.getName()).put("size", size);
            }
        }
        return members;
    }
}
