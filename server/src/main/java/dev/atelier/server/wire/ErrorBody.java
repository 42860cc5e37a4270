package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyError;

import org.jspecify.annotations.Nullable;

/** A failure as the API tells it. */
public final class ErrorBody {
    private static final String ASSEMBLY_ID = "assembly_id";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ErrorBody() {}

    /** The body of a refusal that concerns no Assembly. */
    public static ObjectNode of(AssemblyError error) {
        return of(error, null);
    }

    /**
     * @param urls null when no Assembly exists
     */
    public static ObjectNode of(AssemblyError error, @Nullable Urls urls) {
        ObjectNode body = AssemblyFile.emptyJson();
        write(error, body);
        body.put("http_code", error.code().httpStatus());
        if (urls != null && error.details().get(ASSEMBLY_ID) instanceof String id) {
            body.put(ASSEMBLY_ID, id);
            body.put("assembly_url", urls.assembly(id));
            body.put("assembly_ssl_url", urls.assembly(id));
        }
        return body;
    }

    /** The short form {@code quiet} asks for. */
    public static ObjectNode quiet(AssemblyError error) {
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("error", error.code().name());
        body.put("http_code", error.code().httpStatus());
        body.put("message", error.message());
        if (error.details().get(ASSEMBLY_ID) instanceof String id) {
            body.put(ASSEMBLY_ID, id);
        }
        return body;
    }

    /** Lays the error's members over a body. The reason is always text: clients demand it. */
    static void write(AssemblyError error, ObjectNode body) {
        body.put("error", error.code().name());
        body.put("message", error.message());
        body.put("reason", error.message());
        if (error.step() != null) {
            body.put("step", error.step());
        }
        error.details()
                .forEach((name, value) -> {
                    if (!body.has(name) && !name.equals(ASSEMBLY_ID)) {
                        body.set(name, JSON.valueToTree(value));
                    }
                });
    }
}
