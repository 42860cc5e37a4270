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

import java.io.IOException;

/**
 * Reads requests of signed endpoints: params and signature stand in the query of a GET and in the
 * form of everything else.
 */
public final class ApiRequests {
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
        return request(Sent.inQuery(rc.request()), scope);
    }

    /**
     * @throws AssemblyException when the request is not admitted or its params cannot be read
     */
    public ApiRequest form(RoutingContext rc, RequestBody body, Scope scope) throws IOException {
        HttpServerRequest http = rc.request();
        try (Form form = forms.read(http.getHeader("Content-Type"), null, body)) {
            return request(Sent.inForm(form, http), scope);
        }
    }

    private ApiRequest request(Credentials sent, Scope scope) {
        Caller caller = access.admit(sent, scope);
        String params = sent.params();
        return new ApiRequest(caller, params == null ? AssemblyFile.emptyJson() : object(params));
    }

    private ObjectNode object(String text) {
        if (json.read(text) instanceof ObjectNode object) {
            return object;
        }
        throw new AssemblyException(
                ErrorCode.NO_OBJECT_PARAMS_FIELD, "params must be a JSON object.");
    }
}
