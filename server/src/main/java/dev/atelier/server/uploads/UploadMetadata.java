package dev.atelier.server.uploads;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.server.http.FileNames;
import dev.atelier.server.http.Part;
import dev.atelier.server.http.PathId;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client says of an upload: pairs of a key and a text in base64. */
final class UploadMetadata {
    private static final int MAX_PAIRS = 100;
    private static final Pattern KEY = Pattern.compile("[!-+\\--~]{1,255}");
    private static final Pattern ASSEMBLY_URL =
            Pattern.compile("https?://[^/?#]+/[^?#]*?([^/?#]*)/?");
    private static final String ASSEMBLY = "assembly_url";
    private static final String NAME = "filename";
    private static final String FIELD = "fieldname";

    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * @param header null when it is absent
     */
    UploadMetadata(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return;
        }
        for (String pair : header.split(",", MAX_PAIRS + 1)) {
            add(pair.strip());
        }
        if (values.size() > MAX_PAIRS) {
            throw Tus.malformed("Upload-Metadata has more than " + MAX_PAIRS + " pairs.");
        }
    }

    private void add(String pair) {
        int space = pair.indexOf(' ');
        String key = space < 0 ? pair : pair.substring(0, space);
        if (!KEY.matcher(key).matches()) {
            throw Tus.malformed("Upload-Metadata must be pairs of a key and base64.");
        }
        if (values.put(key, space < 0 ? "" : decode(key, pair.substring(space + 1))) != null) {
            throw Tus.malformed("Upload-Metadata has the key " + key + " twice.");
        }
    }

    private static String decode(String key, String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.strip());
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw Tus.malformed(
                    "The value of " + key + " in Upload-Metadata is not UTF-8 in base64.");
        }
    }

    /** The Assembly the upload is for; whatever host its URL has, the id must be one of ours. */
    String assemblyId() {
        String url = values.get(ASSEMBLY);
        if (url == null || url.isEmpty()) {
            throw Tus.malformed(
                    "Upload-Metadata must have assembly_url, the assembly_ssl_url of the Assembly"
                            + " the file is for.");
        }
        Matcher form = ASSEMBLY_URL.matcher(url.replaceFirst("[?#].*$", ""));
        if (!form.matches() || !PathId.valid(form.group(1))) {
            throw new AssemblyException(
                    ErrorCode.ASSEMBLY_NOT_FOUND, "assembly_url names no Assembly of this server.");
        }
        return form.group(1);
    }

    /** The file's name as it may be shown. */
    String name() {
        String name = values.getOrDefault(NAME, "");
        if (name.isEmpty()) {
            throw Tus.malformed("Upload-Metadata must have filename, the name of the file.");
        }
        return FileNames.of(new Part(field(), name, null));
    }

    /** The form field the upload stands for. */
    String field() {
        String field = values.getOrDefault(FIELD, "");
        if (field.chars().anyMatch(Character::isISOControl)) {
            throw Tus.malformed("fieldname must not have control characters.");
        }
        return field.isEmpty() ? "file" : field;
    }

    /** Everything that means nothing to us. */
    ObjectNode userMeta() {
        ObjectNode meta = JsonNodeFactory.instance.objectNode();
        values.forEach((key, value) -> {
            if (!key.equals(ASSEMBLY) && !key.equals(NAME) && !key.equals(FIELD)) {
                meta.put(key, value);
            }
        });
        return meta;
    }
}
