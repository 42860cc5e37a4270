package dev.atelier.server.assemblies;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.run.AssemblyService;
import dev.atelier.core.run.AwaitEnd;
import dev.atelier.core.run.CreateRequest;
import dev.atelier.core.run.TemplateUse;
import dev.atelier.server.auth.Access;
import dev.atelier.server.auth.Caller;
import dev.atelier.server.auth.RefererRule;
import dev.atelier.server.auth.Sent;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.BaseUrl;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.BrokenBodyException;
import dev.atelier.server.http.Depth;
import dev.atelier.server.http.ForPeople;
import dev.atelier.server.http.Form;
import dev.atelier.server.http.FormReader;
import dev.atelier.server.http.FreeSpace;
import dev.atelier.server.http.PathId;
import dev.atelier.server.http.RateLimits;
import dev.atelier.server.http.RequestBody;
import dev.atelier.server.http.RunningLimit;
import dev.atelier.server.wire.AuthParams;
import dev.atelier.server.wire.CreateParams;
import dev.atelier.server.wire.CreateParamsReader;
import dev.atelier.server.wire.ErrorBody;
import dev.atelier.server.wire.Urls;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;

/** Creates an Assembly from a form: reads it to its end, stores the files, starts the work. */
final class CreateHandler implements Blocking.BodyWork {
    private static final Logger LOG = LoggerFactory.getLogger(CreateHandler.class);

    private final AssemblyService service;
    private final FormFiles files;
    private final FreeSpace space;
    private final FormReader forms;
    private final CreateParamsReader params;
    private final BaseUrl baseUrl;
    private final Access access;
    private final RateLimits rates;
    private final RunningLimit running;
    private final TemplateUse templates;
    private final PaidSteps paid;
    private final AwaitEnd await;
    private final StatusAnswers answers;

    CreateHandler(
            AssemblyService service,
            FormFiles files,
            FreeSpace space,
            FormReader forms,
            CreateParamsReader params,
            BaseUrl baseUrl,
            Access access,
            RateLimits rates,
            RunningLimit running,
            TemplateUse templates,
            PaidSteps paid,
            AwaitEnd await,
            StatusAnswers answers) {
        this.service = service;
        this.files = files;
        this.space = space;
        this.forms = forms;
        this.params = params;
        this.baseUrl = baseUrl;
        this.access = access;
        this.rates = rates;
        this.running = running;
        this.templates = templates;
        this.paid = paid;
        this.await = await;
        this.answers = answers;
    }

    @Override
    public Answer answer(RoutingContext rc, RequestBody body)
            throws IOException, InterruptedException {
        space.require();
        HttpServerRequest http = rc.request();
        rates.createFrom(http);
        String id = PathId.clientMade(rc);
        var urls = new Urls(baseUrl.of(http));
        try (Form form = read(http, body)) {
            Caller caller = access.admitCreate(Sent.inForm(form, http));
            rates.createWith(caller.keyId());
            running.create(caller.keyId(), caller.account());
            ObjectNode sent = params.sent(form.fields());
            TemplateUse.Merged merged;
            try {
                merged = templates.merge(sent, caller.account(), caller.signed());
            } catch (AssemblyException e) {
                CreateParams wanted = params.read(sent, sent, form.fields());
                var kept = request(urls, wanted.text(), caller, http, wanted, null);
                var refused = new CreateRequest(id, null, wanted.fields(), List.of(), kept);
                return refused(
                        service.refused(refused, e.error()), wanted, urls, ForPeople.asked(rc));
            }
            RefererRule.check(AuthParams.refererOf(merged.params()), http.getHeader("Referer"));
            CreateParams wanted = params.read(sent, merged.params(), form.fields());
            paid.require(sent.get("steps"), wanted.steps(), caller);
            return create(id, wanted, caller, merged.template(), form, rc, urls);
        } catch (BrokenBodyException e) {
            recordAbort(id, urls, http, e);
            throw e;
        }
    }

    private Answer create(
            @Nullable String id,
            CreateParams wanted,
            Caller caller,
            Event.@Nullable TemplateRef template,
            Form form,
            RoutingContext rc,
            Urls urls)
            throws IOException, InterruptedException {
        boolean forPeople = ForPeople.asked(rc);
        FormFiles.Sorted sorted = files.store(form);
        var request =
                new CreateRequest(
                        id,
                        wanted.steps(),
                        wanted.fields(),
                        sorted.ready(),
                        sorted.unhashed(),
                        request(urls, wanted.text(), caller, rc.request(), wanted, template)
                                .withUnhashed(sorted.later().size()));
        String created;
        try {
            created = service.create(request);
            files.handOver(created, sorted);
        } catch (AssemblyException e) {
            return refused(e, wanted, urls, forPeople);
        }
        if (wanted.await() != null) {
            await.await(created, wanted.await());
        }
        if (forPeople) {
            return Answer.seeOther(urls.page(created));
        }
        if (wanted.redirectUrl() != null) {
            return Answer.seeOther(urls.redirect(wanted.redirectUrl(), created));
        }
        return wanted.quiet() ? answers.quiet(created) : answers.full(created);
    }

    private Form read(HttpServerRequest http, RequestBody body) throws IOException {
        return forms.read(http.getHeader("Content-Type"), http.getHeader("Content-Length"), body);
    }

    private static Answer refused(
            AssemblyException e, CreateParams wanted, Urls urls, boolean forPeople) {
        var error = e.error();
        if (forPeople) {
            if (error.details().get("assembly_id") instanceof String id) {
                return Answer.seeOther(urls.page(id));
            }
            throw e;
        }
        return Answer.json(
                error.code().httpStatus(),
                wanted.quiet() ? ErrorBody.quiet(error) : ErrorBody.of(error, urls));
    }

    private Event.Request request(
            Urls urls,
            String text,
            Caller caller,
            HttpServerRequest http,
            @Nullable CreateParams wanted,
            Event.@Nullable TemplateRef template) {
        return new Event.Request(
                urls.base(),
                text,
                new Senders(baseUrl.addresses()).of(caller, http),
                template,
                wanted == null ? null : wanted.redirectUrl(),
                wanted == null ? null : wanted.notifyUrl(),
                wanted == null ? 0 : wanted.expectedUploads(),
                0,
                wanted == null ? null : wanted.uploadLimits(),
                null,
                Depth.of(http),
                wanted == null ? null : wanted.usageTags(),
                wanted == null ? null : wanted.cors());
    }

    /**
     * A client that chose the id asks for it later and should learn what happened; one that has not
     * come to say who it is leaves nothing behind.
     */
    private void recordAbort(
            @Nullable String id, Urls urls, HttpServerRequest http, BrokenBodyException broken) {
        if (id == null) {
            return;
        }
        try {
            var none = AssemblyFile.emptyJson();
            Caller caller = access.admitCreate(Sent.withoutParams(http));
            var kept = request(urls, "{}", caller, http, null, null);
            service.aborted(
                    new CreateRequest(id, null, none, List.of(), kept),
                    "The upload broke off: " + broken.getMessage() + ".");
        } catch (AssemblyException e) {
            LOG.debug("abort not recorded assembly={} code={}", id, e.error().code());
        }
    }
}
