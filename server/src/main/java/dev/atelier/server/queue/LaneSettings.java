package dev.atelier.server.queue;

import dev.atelier.core.assembly.Lane;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How the lanes run.
 *
 * @param node names this process in the database; two processes on one database need two names
 * @param threads jobs at a time, for every lane
 * @param heartbeat how often a running job says that it lives; six missed make it due again
 * @param polling how long a job nobody was told of may wait
 */
public record LaneSettings(
        String node, Map<Lane, Integer> threads, Duration heartbeat, Duration polling) {

    public LaneSettings {
        threads = Map.copyOf(threads);
        for (Lane lane : Lane.values()) {
            if (threads.getOrDefault(lane, 0) < 1) {
                throw new IllegalArgumentException("lane " + lane + " needs at least one thread");
            }
        }
    }

    /** What a machine of so many cores does well with. */
    public static LaneSettings forCores(String node, int cores) {
        return new LaneSettings(
                node,
                Map.of(
                        Lane.LIVE_PIXELS,
                        cores,
                        Lane.LIVE_NETWORK,
                        512,
                        Lane.BATCH_PIXELS,
                        Math.max(1, cores / 2),
                        Lane.BATCH_NETWORK,
                        128),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1));
    }

    /** The same number for every lane. */
    public LaneSettings withThreads(int count) {
        var all = new EnumMap<Lane, Integer>(Lane.class);
        for (Lane lane : Lane.values()) {
            all.put(lane, count);
        }
        return new LaneSettings(node, all, heartbeat, polling);
    }

    public LaneSettings withHeartbeat(Duration interval) {
        return new LaneSettings(node, threads, interval, polling);
    }

    public LaneSettings withPolling(Duration interval) {
        return new LaneSettings(node, threads, heartbeat, interval);
    }

    int threads(Lane lane) {
        return threads.getOrDefault(lane, 1);
    }
}
