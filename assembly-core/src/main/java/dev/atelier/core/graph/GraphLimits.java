package dev.atelier.core.graph;

/** How large a graph of steps may be. */
public record GraphLimits(int maxSteps, int maxEdges, int maxDepth) {
    public static final GraphLimits DEFAULT = new GraphLimits(200, 10_000, 50);
}
