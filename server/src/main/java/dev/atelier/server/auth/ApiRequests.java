package dev.atelier.server.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.server.http.Form;
import dev.atelier.server.http.FormReader;
import dev.atelier.server.http.RequestBody;
import dev.atelier.server.wire.InboundJson;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Reads requests of signed endpoints: params and signature stand in the query of a GET and in the
 * form of everything else.
 */
public final class ApiRequests {
    private static final String PARAMS = "params";
    private static final String SIGNATURE = "signature";

    private final Access access;
    private final FormReader forms;
    private final InboundJson json;

    public ApiRequests(Access access, FormReader forms, InboundJson json) {
        this.access = access;
        this.forms = forms;
        this.json = json;
    }

    /**
     * @throws AssemblyException when the request is not admitted or its params cannot be read
     */
    public ApiRequest query(RoutingContext rc, Scope scope) {
        HttpServerRequest http = rc.request();
        return request(http, http.getParam(PARAMS), http.getParam(SIGNATURE), scope);
    }

    /**
     * @throws AssemblyException when the request is not admitted or its params cannot be read
     */
    public ApiRequest form(RoutingContext rc, RequestBody body, Scope scope) throws IOException {
        HttpServerRequest http = rc.request();
        try (Form form = forms.read(http.getHeader("Content-Type"), body)) {
            var fields = form.fields();
            return request(http, fields.get(PARAMS), fields.get(SIGNATURE), scope);
        }
    }

    private ApiRequest request(
            HttpServerRequest http,
            @Nullable String params,
            @Nullable String signature,
            Scope scope) {
        String sent = params == null || params.isEmpty() ? null : params;
        var credentials =
                new Credentials(
                        sent,
                        signature,
                        http.getHeader("Authorization"),
                        http.getHeader("Referer"));
        Caller caller = access.admit(credentials, scope);
        return new ApiRequest(caller, sent == null ? AssemblyFile.emptyJson() : object(sent));
    }

    private ObjectNode object(String text) {
        if (json.read(text) instanceof ObjectNode object) {
            return object;
        }
        throw new AssemblyException(
                ErrorCode.NO_OBJECT_PARAMS_FIELD, "params must be a JSON object.");
    }
}
