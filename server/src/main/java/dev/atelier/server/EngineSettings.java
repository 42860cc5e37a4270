package dev.atelier.server;

import dev.atelier.core.assembly.AssemblyLimits;
import dev.atelier.core.graph.GraphLimits;
import dev.atelier.core.run.PixelPool;
import dev.atelier.core.run.ServiceLimits;
import dev.atelier.core.upload.UploadSettings;
import dev.atelier.server.config.AtelierConfig;
import dev.atelier.server.config.NotificationsConfig;
import dev.atelier.server.config.PixelsConfig;
import dev.atelier.server.notify.Notifier;

import java.time.Duration;
import java.util.regex.Pattern;

/** What the settings say about the parts of the engine. */
final class EngineSettings {
    private static final int CACHED_ASSEMBLIES = 4096;

    private EngineSettings() {}

    static UploadSettings uploads(AtelierConfig config) {
        return new UploadSettings(
                config.limits().uploadBytes(),
                Duration.ofSeconds(config.uploads().idleSeconds()),
                Duration.ofSeconds(config.uploads().lockSeconds()),
                config.uploads().sync(),
                config.uploads().hashBesideMegabytes() * 1_000_000L);
    }

    /** Of Assemblies and their jobs. */
    static ServiceLimits limits(AtelierConfig config) {
        var limits = config.limits();
        return new ServiceLimits(
                new GraphLimits(limits.steps(), limits.edges(), limits.depth()),
                new AssemblyLimits(limits.assemblyFiles(), limits.assemblyJobs()),
                CACHED_ASSEMBLIES,
                Duration.ofHours(limits.runHours()),
                Duration.ofSeconds(config.lanes().jobSeconds()),
                config.lanes().lostRuns());
    }

    static Notifier.Patience patience(NotificationsConfig settings) {
        var attempts =
                Pattern.compile(",")
                        .splitAsStream(settings.attemptMillis())
                        .map(millis -> Duration.ofMillis(Long.parseLong(millis.strip())))
                        .toList();
        return new Notifier.Patience(attempts, Duration.ofMillis(settings.totalMillis()));
    }

    static PixelPool pixels(PixelsConfig pixels) {
        int cores =
                pixels.threads() == 0
                        ? Runtime.getRuntime().availableProcessors()
                        : pixels.threads();
        long budget =
                pixels.budgetMegapixels() == 0
                        ? PixelPool.defaultBudget()
                        : pixels.budgetMegapixels() * 1_000_000L;
        return new PixelPool(cores, budget);
    }
}
