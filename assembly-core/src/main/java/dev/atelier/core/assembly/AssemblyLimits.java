package dev.atelier.core.assembly;

/**
 * How much one Assembly may grow, frozen when it was created.
 *
 * @param maxFiles uploads and results together
 * @param maxJobs runs of robots
 */
public record AssemblyLimits(int maxFiles, int maxJobs) {
    public static final AssemblyLimits DEFAULT = new AssemblyLimits(10_000, 10_000);
}
