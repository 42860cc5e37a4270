package dev.atelier.server.templates;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.Ids;
import dev.atelier.core.port.NameTakenException;
import dev.atelier.core.port.Templates;
import dev.atelier.core.port.Templates.Template;
import dev.atelier.core.run.Planner;
import dev.atelier.server.auth.ApiRequest;
import dev.atelier.server.auth.ApiRequests;
import dev.atelier.server.auth.Scope;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.PathId;
import dev.atelier.server.http.RequestBody;
import dev.atelier.server.http.Routes;
import dev.atelier.server.wire.TemplateJson;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/** {@code /templates}: list, create, read, change, delete. */
public final class TemplateRoutes implements Routes {
    private final Blocking blocking;
    private final ApiRequests requests;
    private final Templates templates;
    private final TemplateJson json;
    private final TemplateContent content;
    private final Ids ids;
    private final InstantSource clock;

    public TemplateRoutes(
            Blocking blocking,
            ApiRequests requests,
            Templates templates,
            TemplateJson json,
            Planner planner,
            Ids ids,
            InstantSource clock) {
        this.blocking = blocking;
        this.requests = requests;
        this.templates = templates;
        this.json = json;
        this.content = new TemplateContent(planner);
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void mount(Router router) {
        router.get("/templates").handler(blocking.handler(this::list));
        router.post("/templates").handler(blocking.bodyHandler(this::create));
        router.get("/templates/:id").handler(blocking.handler(this::read));
        router.put("/templates/:id").handler(blocking.bodyHandler(this::change));
        router.delete("/templates/:id").handler(blocking.bodyHandler(this::delete));
    }

    private Answer list(RoutingContext rc) {
        ApiRequest request = requests.query(rc, Scope.TEMPLATES_READ);
        var wanted = TemplateJson.wanted(request.params());
        var page =
                wanted.own()
                        ? templates.list(request.account(), wanted.sort(), wanted.listing())
                        : new Templates.Page(List.of(), 0);
        return Answer.json(200, TemplateJson.page(page));
    }

    private Answer create(RoutingContext rc, RequestBody body) throws IOException {
        ApiRequest request = requests.form(rc, body, Scope.TEMPLATES_WRITE);
        var sent = json.read(request.params());
        if (sent.name() == null || sent.content() == null) {
            throw invalid("A template needs a name and a template with its steps.");
        }
        content.check(sent.content());
        long now = clock.millis();
        var template =
                new Template(
                        ids.assemblyId(),
                        request.account(),
                        sent.name(),
                        sent.content(),
                        Objects.requireNonNullElse(sent.requireSignature(), false),
                        now,
                        now,
                        null);
        try {
            templates.create(template);
        } catch (NameTakenException e) {
            throw nameTaken(template.name(), e);
        }
        return answer("TEMPLATE_CREATED", "The template was created.", template);
    }

    private Answer read(RoutingContext rc) {
        ApiRequest request = requests.query(rc, Scope.TEMPLATES_READ);
        return answer("TEMPLATE_FOUND", "The template was found.", find(request, rc));
    }

    private Answer change(RoutingContext rc, RequestBody body) throws IOException {
        ApiRequest request = requests.form(rc, body, Scope.TEMPLATES_WRITE);
        Template before = find(request, rc);
        var sent = json.read(request.params());
        if (sent.content() != null) {
            content.check(sent.content());
        }
        var after =
                new Template(
                        before.id(),
                        before.account(),
                        Objects.requireNonNullElse(sent.name(), before.name()),
                        Objects.<ObjectNode>requireNonNullElse(sent.content(), before.content()),
                        Objects.requireNonNullElse(
                                sent.requireSignature(), before.requireSignature()),
                        before.created(),
                        clock.millis(),
                        before.lastUsed());
        try {
            if (!templates.update(after)) {
                throw notFound();
            }
        } catch (NameTakenException e) {
            throw nameTaken(after.name(), e);
        }
        return answer("TEMPLATE_UPDATED", "The template was updated.", after);
    }

    private Answer delete(RoutingContext rc, RequestBody body) throws IOException {
        ApiRequest request = requests.form(rc, body, Scope.TEMPLATES_WRITE);
        Template template = find(request, rc);
        if (!templates.delete(request.account(), template.id())) {
            throw notFound();
        }
        return Answer.json(200, TemplateJson.deleted());
    }

    private Template find(ApiRequest request, RoutingContext rc) {
        return templates
                .find(request.account(), PathId.param(rc, "id"))
                .orElseThrow(TemplateRoutes::notFound);
    }

    private static Answer answer(String ok, String message, Template template) {
        return Answer.json(200, TemplateJson.found(ok, message, template));
    }

    private static AssemblyException notFound() {
        return new AssemblyException(ErrorCode.TEMPLATE_NOT_FOUND, "There is no such template.");
    }

    private static AssemblyException invalid(String message) {
        return new AssemblyException(ErrorCode.TEMPLATE_VALIDATION_ERROR, message);
    }

    private static AssemblyException nameTaken(String name, Throwable cause) {
        return new AssemblyException(
                ErrorCode.TEMPLATE_VALIDATION_ERROR,
                "There is a template named `" + name + "` already; choose another name.",
                cause);
    }
}
