package dev.atelier.server;

import dev.atelier.core.instructions.Expressions;
import dev.atelier.core.port.AssemblyStore;
import dev.atelier.core.port.EventBus;
import dev.atelier.core.port.FileStore;
import dev.atelier.core.port.JobListener;
import dev.atelier.core.port.JobQueue;
import dev.atelier.core.port.MetadataReader;
import dev.atelier.core.port.NotificationQueue;
import dev.atelier.core.port.TemplateCredentials;
import dev.atelier.core.port.Templates;
import dev.atelier.core.port.Transactions;
import dev.atelier.core.port.UploadStore;
import dev.atelier.core.robot.RobotRegistry;
import dev.atelier.core.run.AssemblyService;
import dev.atelier.core.run.JobRunner;
import dev.atelier.core.run.PixelPool;
import dev.atelier.core.run.Planner;
import dev.atelier.core.run.Recovery;
import dev.atelier.core.run.RunningJobs;
import dev.atelier.core.run.ServiceLimits;
import dev.atelier.core.upload.ResumableUploads;
import dev.atelier.core.upload.Staging;
import dev.atelier.core.upload.UploadSettings;
import dev.atelier.core.upload.UploadSweep;
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.outbound.NameResolver;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.server.auth.AuthPorts;
import dev.atelier.server.config.AtelierConfig;
import dev.atelier.server.notify.NotificationSigner;
import dev.atelier.server.notify.Notifier;
import dev.atelier.server.templates.SealedCredentials;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Everything that makes Assemblies run, without any way in from outside. */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final long SWEEP_GRACE_SECONDS = 5;

    private final Ports ports;
    private final RobotRegistry robots;
    private final InstantSource clock;
    private final SealedCredentials vault;
    private final Planner planner;
    private final RunningJobs running = new RunningJobs();
    private final AssemblyService service;
    private final JobRunner runner;
    private final PixelPool pixels;
    private final Outbound outbound;
    private final Notifier notifier;
    private final Recovery recovery;
    private final ResumableUploads uploads;
    private final UploadSweep uploadSweep;
    private final ScheduledExecutorService timer;
    private final ScheduledExecutorService housekeeping;
    private final ScheduledExecutorService sweeping;

    /**
     * The adapters the engine stands on.
     *
     * @param staging a folder for resumable uploads, on the file system of the files
     * @param sweep removes what is no longer kept; called each hour
     * @param release lets go of what the adapters hold; called last
     */
    public record Ports(
            AssemblyStore store,
            UploadStore uploads,
            FileStore files,
            JobQueue queue,
            NotificationQueue notifications,
            NotificationSigner signer,
            Transactions transactions,
            EventBus bus,
            MetadataReader metadata,
            Templates templates,
            TemplateCredentials credentials,
            ProviderLedger ledger,
            Path scratch,
            AuthPorts auth,
            Path staging,
            Runnable sweep,
            Runnable release) {}

    public Engine(
            AtelierConfig config,
            Ports ports,
            RobotRegistry robots,
            Expressions expressions,
            InstantSource clock,
            JobListener listener) {
        this(config, ports, robots, expressions, clock, listener, NameResolver.SYSTEM);
    }

    /**
     * @param names finds the addresses of other servers
     */
    Engine(
            AtelierConfig config,
            Ports ports,
            RobotRegistry robots,
            Expressions expressions,
            InstantSource clock,
            JobListener listener,
            NameResolver names) {
        this.ports = ports;
        this.robots = robots;
        this.clock = clock;
        this.vault = new SealedCredentials(ports.credentials(), ports.auth().box());
        ServiceLimits limits = EngineSettings.limits(config);
        this.planner = new Planner(robots, limits);
        this.service =
                new AssemblyService(
                        new AssemblyService.Ports(
                                ports.store(),
                                ports.queue(),
                                ports.notifications(),
                                ports.transactions(),
                                ports.bus(),
                                new SystemIds(),
                                clock),
                        robots,
                        running,
                        limits);
        this.timer = threads("time-limits");
        this.housekeeping = threads("recovery");
        this.sweeping = threads("sweep");
        this.pixels = EngineSettings.pixels(config.pixels());
        var workshop =
                new JobRunner.Workshop(
                        ports.files(),
                        ports.metadata(),
                        pixels,
                        ports.scratch(),
                        clock,
                        listener,
                        vault,
                        expressions,
                        timer);
        this.runner = new JobRunner(service, robots, running, limits, workshop);
        this.recovery = new Recovery(ports.store(), service);
        var parts =
                new ResumableUploads.Parts(
                        ports.uploads(),
                        ports.files(),
                        new Staging(ports.staging()),
                        service,
                        new SystemIds(),
                        clock);
        UploadSettings settings = EngineSettings.uploads(config);
        this.uploads = new ResumableUploads(parts, settings);
        this.uploadSweep = new UploadSweep(uploads, parts, ports.store(), settings);
        this.outbound = new Outbound(WaysOut.rules(config.outbound()), names);
        this.notifier =
                new Notifier(
                        service,
                        outbound,
                        ports.signer(),
                        clock,
                        EngineSettings.patience(config.notifications()),
                        Atelier.version());
    }

    private static ScheduledExecutorService threads(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /**
     * Takes up what an earlier process left, then new jobs, and looks after both each minute;
     * sweeps at once and each hour.
     */
    public void start() {
        ports.queue().start(runner);
        ports.notifications().start(notifier);
        recover();
        var _ = housekeeping.scheduleWithFixedDelay(this::recover, 1, 1, TimeUnit.MINUTES);
        var _ = sweeping.scheduleWithFixedDelay(this::sweep, 0, 1, TimeUnit.HOURS);
    }

    /** What the minute brings; a test need not wait for it. */
    void recover() {
        try {
            recovery.sweep();
            uploadSweep.sweep();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("recovery failed; it runs again in a minute", e);
        }
    }

    private void sweep() {
        try {
            ports.sweep().run();
        } catch (RuntimeException e) {
            if (!sweeping.isShutdown()) {
                LOG.error("sweep failed; it runs again in an hour", e);
            }
        }
    }

    /** Lets running jobs end, for as long as the grace, and hands the others back to the queue. */
    public void stop(Duration grace) {
        housekeeping.shutdownNow();
        sweeping.shutdownNow();
        ports.queue().stop(grace);
        ports.notifications().stop(grace);
    }

    /** Stops at once and lets go of everything. */
    @Override
    public void close() {
        stop(Duration.ZERO);
        timer.shutdownNow();
        awaitSweep();
        pixels.close();
        outbound.close();
        ports.release().run();
    }

    /** What it stands on is about to be closed. */
    private void awaitSweep() {
        try {
            if (!sweeping.awaitTermination(SWEEP_GRACE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a sweep goes on while the engine closes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public Ports ports() {
        return ports;
    }

    /** Opens template credentials for robots, and seals new ones. */
    SealedCredentials vault() {
        return vault;
    }

    /** The way out, under the rules of the settings. */
    Outbound outbound() {
        return outbound;
    }

    /** Checks instructions against the robots of this engine. */
    public Planner planner() {
        return planner;
    }

    InstantSource clock() {
        return clock;
    }

    public AssemblyService service() {
        return service;
    }

    public RobotRegistry robots() {
        return robots;
    }

    public ResumableUploads uploads() {
        return uploads;
    }

    public RunningJobs running() {
        return running;
    }
}
