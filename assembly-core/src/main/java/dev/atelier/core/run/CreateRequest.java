package dev.atelier.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.port.FileStore;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * An Assembly that is asked for.
 *
 * @param id made by the client, null to have one made
 * @param steps the {@code steps} member as sent, null when absent
 * @param fields merged fields
 * @param unhashed files that are added later, as many as the request says
 * @param request what is kept of the request
 */
public record CreateRequest(
        @Nullable String id,
        @Nullable JsonNode steps,
        ObjectNode fields,
        List<Upload> uploads,
        List<Unhashed> unhashed,
        Event.Request request) {

    /** A request whose files are all hashed. */
    public CreateRequest(
            @Nullable String id,
            @Nullable JsonNode steps,
            ObjectNode fields,
            List<Upload> uploads,
            Event.Request request) {
        this(id, steps, fields, uploads, List.of(), request);
    }

    /**
     * A file that came with the request.
     *
     * @param userMeta what its sender said of it
     */
    public record Upload(
            FileStore.FileRef ref, String name, @Nullable String field, ObjectNode userMeta) {

        /** A file of which nothing else is said. */
        public Upload(FileStore.FileRef ref, String name, @Nullable String field) {
            this(ref, name, field, AssemblyFile.emptyJson());
        }
    }

    /** A file that came with the request and is added once it is hashed. */
    public record Unhashed(String name, long size) {}
}
