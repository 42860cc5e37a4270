package dev.atelier.server.templates;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.Ids;
import dev.atelier.core.port.NameTakenException;
import dev.atelier.core.port.TemplateCredentials;
import dev.atelier.core.port.TemplateCredentials.Credential;
import dev.atelier.server.auth.ApiRequest;
import dev.atelier.server.auth.ApiRequests;
import dev.atelier.server.auth.Scope;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.PathId;
import dev.atelier.server.http.RequestBody;
import dev.atelier.server.http.Routes;
import dev.atelier.server.wire.CredentialJson;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;

/** {@code /template_credentials}: list, create, read without secrets, change, delete. */
public final class CredentialRoutes implements Routes {
    private final Blocking blocking;
    private final ApiRequests requests;
    private final TemplateCredentials stored;
    private final SealedCredentials sealed;
    private final CredentialJson json;
    private final Ids ids;
    private final InstantSource clock;

    public CredentialRoutes(
            Blocking blocking,
            ApiRequests requests,
            TemplateCredentials stored,
            SealedCredentials sealed,
            CredentialJson json,
            Ids ids,
            InstantSource clock) {
        this.blocking = blocking;
        this.requests = requests;
        this.stored = stored;
        this.sealed = sealed;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void mount(Router router) {
        router.get("/template_credentials").handler(blocking.handler(this::list));
        router.post("/template_credentials").handler(blocking.bodyHandler(this::create));
        router.get("/template_credentials/types").handler(blocking.handler(this::types));
        router.get("/template_credentials/:id").handler(blocking.handler(this::read));
        router.put("/template_credentials/:id").handler(blocking.bodyHandler(this::change));
        router.delete("/template_credentials/:id").handler(blocking.bodyHandler(this::delete));
    }

    private Answer types(RoutingContext rc) {
        requests.query(rc, Scope.TEMPLATE_CREDENTIALS_READ);
        return Answer.json(200, CredentialJson.types());
    }

    private Answer list(RoutingContext rc) {
        ApiRequest request = requests.query(rc, Scope.TEMPLATE_CREDENTIALS_READ);
        var wanted = CredentialJson.wanted(request.params());
        var part = wanted.listing();
        ArrayNode shown = AssemblyFile.emptyJson().arrayNode();
        stored.list(request.account(), wanted.sort(), part.ascending(), part.offset(), part.limit())
                .forEach(one -> shown.add(CredentialJson.shown(one, sealed.open(one))));
        return Answer.json(200, CredentialJson.list(shown));
    }

    private Answer create(RoutingContext rc, RequestBody body) throws IOException {
        var code = ErrorCode.TEMPLATE_CREDENTIALS_NOT_CREATED;
        ApiRequest request = requests.form(rc, body, Scope.TEMPLATE_CREDENTIALS_WRITE);
        var sent = json.read(request.params(), code);
        if (sent.name() == null || sent.type() == null || sent.content() == null) {
            throw new AssemblyException(code, "Credentials need a name, a type and a content.");
        }
        ObjectNode content = CredentialJson.complete(sent.type(), null, sent.content(), code);
        String id = ids.assemblyId();
        long now = clock.millis();
        var credential =
                new Credential(
                        id,
                        request.account(),
                        sent.name(),
                        sent.type(),
                        sealed.seal(content, id),
                        now,
                        now);
        try {
            stored.create(credential);
        } catch (NameTakenException e) {
            throw nameTaken(code, credential.name(), e);
        }
        return answer("CREATED", "created", credential, content);
    }

    private Answer read(RoutingContext rc) {
        ApiRequest request = requests.query(rc, Scope.TEMPLATE_CREDENTIALS_READ);
        Credential credential = find(request, rc);
        return answer("READ", "read", credential, sealed.open(credential));
    }

    private Answer change(RoutingContext rc, RequestBody body) throws IOException {
        var code = ErrorCode.TEMPLATE_CREDENTIALS_NOT_UPDATED;
        ApiRequest request = requests.form(rc, body, Scope.TEMPLATE_CREDENTIALS_WRITE);
        Credential before = find(request, rc);
        var sent = json.read(request.params(), code);
        String type = Objects.requireNonNullElse(sent.type(), before.type());
        ObjectNode known = type.equals(before.type()) ? sealed.open(before) : null;
        ObjectNode more = sent.content() == null ? AssemblyFile.emptyJson() : sent.content();
        ObjectNode content = CredentialJson.complete(type, known, more, code);
        var after =
                new Credential(
                        before.id(),
                        before.account(),
                        Objects.requireNonNullElse(sent.name(), before.name()),
                        type,
                        sealed.seal(content, before.id()),
                        before.created(),
                        clock.millis());
        try {
            if (!stored.update(after)) {
                throw notFound();
            }
        } catch (NameTakenException e) {
            throw nameTaken(code, after.name(), e);
        }
        return answer("UPDATED", "updated", after, content);
    }

    private Answer delete(RoutingContext rc, RequestBody body) throws IOException {
        ApiRequest request = requests.form(rc, body, Scope.TEMPLATE_CREDENTIALS_WRITE);
        if (!stored.delete(request.account(), find(request, rc).id())) {
            throw notFound();
        }
        return Answer.json(200, CredentialJson.deleted());
    }

    private Credential find(ApiRequest request, RoutingContext rc) {
        return stored.find(request.account(), PathId.param(rc, "id"))
                .orElseThrow(CredentialRoutes::notFound);
    }

    private static Answer answer(
            String ok, String done, Credential credential, ObjectNode content) {
        return Answer.json(
                200,
                CredentialJson.answer(
                        "TEMPLATE_CREDENTIALS_" + ok,
                        "The template credentials were " + done + ".",
                        credential,
                        content));
    }

    private static AssemblyException notFound() {
        return new AssemblyException(
                ErrorCode.TEMPLATE_CREDENTIALS_NOT_FOUND,
                "There are no such template credentials.");
    }

    private static AssemblyException nameTaken(ErrorCode code, String name, Throwable cause) {
        return new AssemblyException(
                code,
                "There are credentials named `" + name + "` already; choose another name.",
                cause);
    }
}
