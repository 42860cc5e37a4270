package dev.atelier.server.assemblies;

import dev.atelier.core.port.EventBus;
import dev.atelier.core.port.FileStore;
import dev.atelier.core.run.AssemblyService;
import dev.atelier.core.run.AwaitEnd;
import dev.atelier.core.run.RunningJobs;
import dev.atelier.core.upload.ResumableUploads;
import dev.atelier.server.auth.Access;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.BaseUrl;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.FormReader;
import dev.atelier.server.http.FreeSpace;
import dev.atelier.server.http.PathId;
import dev.atelier.server.http.RateLimits;
import dev.atelier.server.http.Routes;
import dev.atelier.server.wire.CreateParamsReader;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.time.Duration;

/** {@code /assemblies}: create, read, cancel. */
public final class AssemblyRoutes implements Routes {
    private final AssemblyService service;
    private final Blocking blocking;
    private final CreateHandler create;
    private final StatusAnswers answers;
    private final RateLimits rates;

    /**
     * What the routes are made of.
     *
     * @param awaitLimit how long a create may hold its answer back
     * @param build the version of this server
     */
    public record Parts(
            AssemblyService service,
            RunningJobs running,
            ResumableUploads uploads,
            EventBus bus,
            FileStore files,
            FreeSpace space,
            FormReader forms,
            CreateParamsReader params,
            BaseUrl baseUrl,
            Access access,
            RateLimits rates,
            Duration awaitLimit,
            String build) {}

    public AssemblyRoutes(Blocking blocking, Parts parts) {
        this.service = parts.service();
        this.blocking = blocking;
        this.rates = parts.rates();
        this.answers = new StatusAnswers(service, parts.running(), parts.uploads(), parts.build());
        this.create =
                new CreateHandler(
                        service,
                        parts.files(),
                        parts.space(),
                        parts.forms(),
                        parts.params(),
                        parts.baseUrl(),
                        parts.access(),
                        parts.rates(),
                        new AwaitEnd(service, parts.bus(), parts.awaitLimit()),
                        answers);
    }

    @Override
    public void mount(Router router) {
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
        service.cancel(id);
        return answers.full(id);
    }
}
