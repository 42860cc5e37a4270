package dev.atelier.server.auth;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.server.http.Form;

import io.vertx.core.http.HttpServerRequest;

import org.jspecify.annotations.Nullable;

/** Finds in a request what it says about its sender; empty params are none. */
public final class Sent {
    private static final String PARAMS = "params";
    private static final String SIGNATURE = "signature";

    private Sent() {}

    /** For requests with a body. */
    public static Credentials inForm(Form form, HttpServerRequest request) {
        return with(form.fields().get(PARAMS), form.fields().get(SIGNATURE), request);
    }

    /**
     * For requests without a body.
     *
     * @throws AssemblyException {@code INVALID_FORM_DATA} when the query says it twice
     */
    public static Credentials inQuery(HttpServerRequest request) {
        return with(single(request, PARAMS), single(request, SIGNATURE), request);
    }

    /** For a request whose body did not arrive: only its headers count. */
    public static Credentials withoutParams(HttpServerRequest request) {
        return with(null, null, request);
    }

    private static @Nullable String single(HttpServerRequest request, String name) {
        var values = request.params().getAll(name);
        if (values.size() > 1) {
            throw new AssemblyException(
                    ErrorCode.INVALID_FORM_DATA, "The query has more than one " + name + ".");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    private static Credentials with(
            @Nullable String params, @Nullable String signature, HttpServerRequest request) {
        return new Credentials(
                params == null || params.isEmpty() ? null : params,
                signature == null || signature.isBlank() ? null : signature.strip(),
                request.getHeader("Authorization"),
                request.getHeader("Referer"));
    }
}
