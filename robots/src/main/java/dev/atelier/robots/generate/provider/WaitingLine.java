package dev.atelier.robots.generate.provider;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.robot.NotYetException.Place;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Jobs that wait for a turn. Accounts take turns, however many jobs each has in line; those of one
 * account go in the order they came. Not safe for concurrent use.
 */
final class WaitingLine {
    private static final Comparator<Waiting> NEXT_FIRST =
            Comparator.comparingLong(Waiting::round).thenComparingLong(Waiting::number);

    private final TreeSet<Waiting> order = new TreeSet<>(NEXT_FIRST);
    private final Map<JobKey, Waiting> known = new HashMap<>();
    private final Map<String, Long> lastRounds = new HashMap<>();
    private long round;
    private long numbers;

    /**
     * @param round in each of which every account has one turn at most
     * @param number breaks ties
     */
    private record Waiting(Place place, long round, long number) {}

    /** One that is in line already keeps its place. */
    void add(Place place) {
        Waiting before = known.get(place.job());
        Waiting now =
                before == null
                        ? new Waiting(place, nextRound(place.account()), numbers++)
                        : new Waiting(place, before.round(), before.number());
        if (before != null) {
            order.remove(before);
        }
        order.add(now);
        known.put(place.job(), now);
    }

    private long nextRound(String account) {
        long next = Math.max(round, lastRounds.getOrDefault(account, round)) + 1;
        lastRounds.put(account, next);
        return next;
    }

    /** Takes the next one out; null when nobody waits. */
    @Nullable Place next() {
        Waiting first = order.pollFirst();
        if (first == null) {
            return null;
        }
        round = first.round();
        known.remove(first.place().job());
        lastRounds.remove(first.place().account(), round);
        return first.place();
    }

    /** A job that came without being called waits no longer. */
    void remove(JobKey job) {
        Waiting gone = known.remove(job);
        if (gone != null) {
            order.remove(gone);
        }
    }

    boolean isEmpty() {
        return order.isEmpty();
    }
}
