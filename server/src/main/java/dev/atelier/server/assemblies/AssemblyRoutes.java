package dev.atelier.server.assemblies;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.AssemblyStore;
import dev.atelier.core.port.EventBus;
import dev.atelier.core.port.FileStore;
import dev.atelier.core.run.AssemblyService;
import dev.atelier.core.run.AwaitEnd;
import dev.atelier.core.run.RunningJobs;
import dev.atelier.core.run.TemplateUse;
import dev.atelier.core.upload.ResumableUploads;
import dev.atelier.server.auth.Access;
import dev.atelier.server.auth.ApiRequests;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.BaseUrl;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.FormReader;
import dev.atelier.server.http.FreeSpace;
import dev.atelier.server.http.PathId;
import dev.atelier.server.http.RateLimits;
import dev.atelier.server.http.Routes;
import dev.atelier.server.http.RunningLimit;
import dev.atelier.server.wire.CreateParamsReader;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.time.Duration;

/** {@code /assemblies}: create, read, cancel, list, replay. */
public final class AssemblyRoutes implements Routes {
    private final AssemblyService service;
    private final Blocking blocking;
    private final CreateHandler create;
    private final StatusAnswers answers;
    private final RateLimits rates;
    private final ListHandler list;
    private final ReplayHandler replay;

    /**
     * What the routes are made of.
     *
     * @param awaitLimit how long a create may hold its answer back
     * @param build the version of this server
     */
    public record Parts(
            AssemblyService service,
            RunningJobs jobs,
            ResumableUploads uploads,
            EventBus bus,
            FileStore files,
            FreeSpace space,
            FormReader forms,
            CreateParamsReader params,
            BaseUrl baseUrl,
            Access access,
            RateLimits rates,
            RunningLimit running,
            ApiRequests requests,
            AssemblyStore store,
            TemplateUse templates,
            PaidSteps paid,
            Duration awaitLimit,
            String build) {}

    public AssemblyRoutes(Blocking blocking, Parts parts) {
        this.service = parts.service();
        this.blocking = blocking;
        this.rates = parts.rates();
        this.answers = new StatusAnswers(service, parts.jobs(), parts.uploads(), parts.build());
        this.create =
                new CreateHandler(
                        service,
                        new FormFiles(parts.files(), parts.uploads()),
                        parts.space(),
                        parts.forms(),
                        parts.params(),
                        parts.baseUrl(),
                        parts.access(),
                        parts.rates(),
                        parts.running(),
                        parts.templates(),
                        parts.paid(),
                        new AwaitEnd(service, parts.bus(), parts.awaitLimit()),
                        answers);
        this.list = new ListHandler(parts.requests(), parts.store());
        this.replay =
                new ReplayHandler(
                        parts.requests(),
                        service,
                        parts.store(),
                        parts.templates(),
                        parts.baseUrl(),
                        parts.rates(),
                        parts.running());
    }

    @Override
    public void mount(Router router) {
        router.get("/assemblies").handler(blocking.handler(list));
        router.post("/assemblies/:id/replay").handler(blocking.bodyHandler(replay));
        router.post("/assemblies").handler(blocking.bodyHandler(create));
        router.post("/assemblies/:id").handler(blocking.bodyHandler(create));
        router.put("/assemblies/:id").handler(blocking.bodyHandler(create));
        router.get("/assemblies/:id").handler(blocking.handler(this::read));
        router.delete("/assemblies/:id").handler(blocking.handler(this::cancel));
    }

    private Answer read(RoutingContext rc) {
        String id = PathId.assembly(rc);
        rates.status(rc.request(), id);
        return answers.full(id);
    }

    private Answer cancel(RoutingContext rc) {
        String id = PathId.assembly(rc);
        if (service.read(id, AssemblyRoutes::expired)) {
            var gone = ErrorCode.ASSEMBLY_EXPIRED;
            throw new AssemblyException(gone, gone.defaultMessage());
        }
        service.cancel(id);
        return answers.full(id);
    }

    private static boolean expired(Assembly assembly) {
        var error = assembly.error();
        return error != null && error.code() == ErrorCode.ASSEMBLY_EXPIRED;
    }
}
