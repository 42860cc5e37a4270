package dev.atelier.core.assembly;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One file in an Assembly: an upload, an import or what a robot made. The bytes are in the file
 * store under {@code sha256}; two files may share them. Treat the JSON members as read-only.
 *
 * @param id 32 hexadecimal digits
 * @param sha256 of the bytes, lower-case hexadecimal
 * @param md5 of the bytes, lower-case hexadecimal
 * @param size in bytes
 * @param name with extension
 * @param mime found in the content
 * @param type the word the wire uses ({@code image}, {@code video}, …), null for none
 * @param field the form field of the upload this file comes from
 * @param original the upload, import or generated file at the root of this one
 * @param importUrl where the root was fetched, null when it was not
 */
public record AssemblyFile(
        String id,
        String sha256,
        String md5,
        long size,
        String name,
        String mime,
        @Nullable String type,
        @Nullable String field,
        Original original,
        boolean fromBatchImport,
        @Nullable String importUrl,
        ObjectNode meta,
        ObjectNode userMeta) {
    /** The member of {@code meta} that holds the headers. */
    public static final String SERVED_HEADERS = "served_headers";

    /** What stays the same down the whole line from one upload. */
    public record Original(String id, String name, String path, String md5) {}

    public String basename() {
        return Names.basename(name);
    }

    /** Lower case, without the dot; empty when the name has none. */
    public String ext() {
        return Names.extension(name);
    }

    public boolean isImage() {
        return mime.toLowerCase(Locale.ROOT).startsWith("image/");
    }

    public AssemblyFile withMeta(ObjectNode newMeta) {
        return new AssemblyFile(
                id,
                sha256,
                md5,
                size,
                name,
                mime,
                type,
                field,
                original,
                fromBatchImport,
                importUrl,
                newMeta,
                userMeta);
    }

    /** A copy under another id, as a robot that passes its input on needs it. */
    public AssemblyFile withId(String newId) {
        return new AssemblyFile(
                newId,
                sha256,
                md5,
                size,
                name,
                mime,
                type,
                field,
                original,
                fromBatchImport,
                importUrl,
                meta,
                userMeta);
    }

    public AssemblyFile withUserMeta(ObjectNode newUserMeta) {
        return new AssemblyFile(
                id,
                sha256,
                md5,
                size,
                name,
                mime,
                type,
                field,
                original,
                fromBatchImport,
                importUrl,
                meta,
                newUserMeta);
    }

    /** As an upload becomes once somebody has looked into it; its original keeps the old name. */
    public AssemblyFile withType(String newName, String newMime, @Nullable String newType) {
        return new AssemblyFile(
                id,
                sha256,
                md5,
                size,
                newName,
                newMime,
                newType,
                field,
                original,
                fromBatchImport,
                importUrl,
                meta,
                userMeta);
    }

    /** The headers a step wants this file served with; empty for most files. */
    public Map<String, String> servedHeaders() {
        var headers = new LinkedHashMap<String, String>();
        meta.path(SERVED_HEADERS)
                .properties()
                .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }

    public static ObjectNode emptyJson() {
        return JsonNodeFactory.instance.objectNode();
    }
}
