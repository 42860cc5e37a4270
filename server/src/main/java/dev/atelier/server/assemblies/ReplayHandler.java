package dev.atelier.server.assemblies;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.AssemblyStore;
import dev.atelier.core.port.FileStore.FileRef;
import dev.atelier.core.run.AssemblyService;
import dev.atelier.core.run.CreateRequest;
import dev.atelier.core.run.TemplateUse;
import dev.atelier.server.auth.ApiRequest;
import dev.atelier.server.auth.ApiRequests;
import dev.atelier.server.auth.Scope;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.BaseUrl;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.Depth;
import dev.atelier.server.http.PathId;
import dev.atelier.server.http.RateLimits;
import dev.atelier.server.http.RequestBody;
import dev.atelier.server.http.RunningLimit;
import dev.atelier.server.wire.ErrorBody;
import dev.atelier.server.wire.ReplayParams;
import dev.atelier.server.wire.Urls;

import io.vertx.ext.web.RoutingContext;

import java.io.IOException;
import java.util.List;

/** Runs an Assembly that has ended once more, from the uploads it had, as a new one. */
final class ReplayHandler implements Blocking.BodyWork {
    private final ApiRequests requests;
    private final AssemblyService service;
    private final AssemblyStore store;
    private final TemplateUse templates;
    private final BaseUrl baseUrl;
    private final RateLimits rates;
    private final RunningLimit running;

    /** What a replay takes over. */
    private record Parent(Event.Created created, boolean ended, List<AssemblyFile> uploads) {
        static Parent of(Assembly assembly) {
            return new Parent(assembly.created(), assembly.status().terminal(), assembly.uploads());
        }
    }

    ReplayHandler(
            ApiRequests requests,
            AssemblyService service,
            AssemblyStore store,
            TemplateUse templates,
            BaseUrl baseUrl,
            RateLimits rates,
            RunningLimit running) {
        this.requests = requests;
        this.service = service;
        this.store = store;
        this.templates = templates;
        this.baseUrl = baseUrl;
        this.rates = rates;
        this.running = running;
    }

    @Override
    public Answer answer(RoutingContext rc, RequestBody body) throws IOException {
        rates.createFrom(rc.request());
        ApiRequest request = requests.form(rc, body, Scope.ASSEMBLIES_WRITE);
        rates.createWith(request.caller().keyId());
        running.create(request.caller().keyId(), request.account());
        String id = PathId.assembly(rc);
        Parent parent = service.read(id, Parent::of);
        var created = parent.created();
        if (!created.request().sender().account().equals(request.account())) {
            throw new AssemblyException(
                    ErrorCode.ASSEMBLY_NOT_FOUND, "There is no Assembly " + id + ".");
        }
        if (!parent.ended()) {
            throw new AssemblyException(
                    ErrorCode.ASSEMBLY_NOT_FINISHED,
                    "The Assembly " + id + " still runs; replay it once it has ended.");
        }
        var urls = new Urls(baseUrl.of(rc.request()));
        var wanted =
                ReplayParams.read(
                        request.params(),
                        created,
                        params ->
                                templates.merge(
                                        params, request.account(), request.caller().signed()));
        var kept =
                new Event.Request(
                        urls.base(),
                        wanted.text(),
                        new Senders(baseUrl.addresses()).of(request.caller(), rc.request()),
                        wanted.template(),
                        null,
                        wanted.notifyUrl(),
                        0,
                        0,
                        null,
                        id,
                        Depth.of(rc.request()),
                        created.request().usageTags(),
                        created.request().cors());
        var copy =
                new CreateRequest(
                        null, wanted.steps(), wanted.fields(), uploads(parent.uploads()), kept);
        try {
            String child = service.create(copy);
            return Answer.json(200, ReplayParams.replaying(child, urls, wanted.notifyUrl()));
        } catch (AssemblyException e) {
            return Answer.json(e.error().code().httpStatus(), ErrorBody.of(e.error(), urls));
        }
    }

    /** The same bytes under new ids; they must still be kept. */
    private List<CreateRequest.Upload> uploads(List<AssemblyFile> files) {
        return files.stream().map(this::upload).toList();
    }

    private CreateRequest.Upload upload(AssemblyFile file) {
        if (store.file(file.original().id()).isEmpty()) {
            throw new AssemblyException(
                    ErrorCode.ASSEMBLY_CANNOT_BE_REPLAYED,
                    "The upload `" + file.original().name() + "` is no longer kept.");
        }
        var ref = new FileRef(file.sha256(), file.md5(), file.size());
        return new CreateRequest.Upload(ref, file.original().name(), file.field(), file.userMeta());
    }
}
