package dev.atelier.core.run;

import dev.atelier.core.assembly.AssemblyLimits;
import dev.atelier.core.graph.GraphLimits;

import java.time.Duration;

/**
 * What the service allows.
 *
 * @param cachedAssemblies how many Assemblies stay folded in memory
 * @param lifetime how long an Assembly may wait for its uploads, and run after that
 * @param jobTime how long one job may take
 * @param lostRuns after how many runs lost with their process a job fails
 */
public record ServiceLimits(
        GraphLimits graph,
        AssemblyLimits assembly,
        int cachedAssemblies,
        Duration lifetime,
        Duration jobTime,
        int lostRuns) {
    public static final ServiceLimits DEFAULT =
            new ServiceLimits(
                    GraphLimits.DEFAULT,
                    AssemblyLimits.DEFAULT,
                    4096,
                    Duration.ofHours(16),
                    Duration.ofMinutes(5),
                    3);
}
