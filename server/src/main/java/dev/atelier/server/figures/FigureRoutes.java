package dev.atelier.server.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.AssemblyStore;
import dev.atelier.core.run.AssemblyService;
import dev.atelier.core.run.RunningJobs;
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.server.auth.ApiRequest;
import dev.atelier.server.auth.ApiRequests;
import dev.atelier.server.auth.Scope;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.PathId;
import dev.atelier.server.http.Routes;
import dev.atelier.server.wire.ErrorBody;
import dev.atelier.server.wire.Figures;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/** Bills, job slots and statistics of the caller's account. */
public final class FigureRoutes implements Routes {
    private final Blocking blocking;
    private final ApiRequests requests;
    private final AssemblyStore store;
    private final AssemblyService service;
    private final RunningJobs running;
    private final ProviderLedger ledger;
    private final InstantSource clock;

    public FigureRoutes(
            Blocking blocking,
            ApiRequests requests,
            AssemblyStore store,
            AssemblyService service,
            RunningJobs running,
            ProviderLedger ledger,
            InstantSource clock) {
        this.blocking = blocking;
        this.requests = requests;
        this.store = store;
        this.service = service;
        this.running = running;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public void mount(Router router) {
        router.get("/bill/:month").handler(blocking.handler(this::bill));
        router.get("/queues/job_slots").handler(blocking.handler(this::slots));
        router.get("/priority_job_slot_stats").handler(blocking.handler(this::slotStats));
        router.get("/assembly_stats").handler(blocking.handler(this::assemblyStats));
    }

    private Answer bill(RoutingContext rc) {
        ApiRequest request = requests.query(rc, Scope.BILLING_READ);
        String text = PathId.param(rc, "month");
        YearMonth month = month(text);
        if (month == null || start(month) > clock.millis()) {
            return Answer.json(
                    200,
                    ErrorBody.of(
                            AssemblyError.of(
                                    ErrorCode.BILL_NOT_FOUND,
                                    "There is no bill for `"
                                            + text
                                            + "`; ask for a past month such as 2026-11.")));
        }
        var bill = new Figures.Bill();
        store.summaries(request.account(), start(month), start(month.plusMonths(1)), bill);
        ObjectNode body = bill.json(month.toString());
        PaidCalls.add(
                body,
                ledger.costs(request.account(), month.atDay(1), month.plusMonths(1).atDay(1)));
        return Answer.json(200, body);
    }

    private static @Nullable YearMonth month(String text) {
        try {
            return text.matches("\\d{4}-\\d{2}") ? YearMonth.parse(text) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static long start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    private Answer slots(RoutingContext rc) {
        ApiRequest request = requests.query(rc, Scope.QUEUES_READ);
        return Answer.json(200, Figures.slots(jobsOf(request.account())));
    }

    private Answer slotStats(RoutingContext rc) {
        ApiRequest request = requests.query(rc, Scope.QUEUES_READ);
        int now = jobsOf(request.account()).size();
        return Answer.json(200, Figures.slotStats(request.params(), now, clock.millis()));
    }

    private Answer assemblyStats(RoutingContext rc) {
        ApiRequest request = requests.query(rc, Scope.ASSEMBLIES_READ);
        var stats = new Figures.Stats(request.params(), clock.millis());
        store.summaries(request.account(), stats.since(), Long.MAX_VALUE, stats);
        return Answer.json(200, stats.json());
    }

    private List<JobKey> jobsOf(String account) {
        return running.keys().stream().filter(job -> belongs(job, account)).toList();
    }

    private boolean belongs(JobKey job, String account) {
        try {
            return service.read(
                    job.assemblyId(),
                    assembly -> assembly.created().request().sender().account().equals(account));
        } catch (AssemblyException e) {
            return false;
        }
    }
}
