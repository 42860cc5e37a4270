package dev.atelier.server.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Token buckets, one for each name. A name nobody has used for long has a full one, so forgetting
 * it changes nothing; the least recently used goes first.
 */
final class Buckets {
    private static final int KEPT = 20_000;
    private static final double NANOS = 1e9;

    private final double capacity;
    private final double perSecond;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    private record Bucket(double tokens, long at) {}

    Buckets(double capacity, double perSecond, LongSupplier nanos) {
        this.capacity = capacity;
        this.perSecond = perSecond;
        this.nanos = nanos;
    }

    /** Gives 0 when there is a token, or the whole seconds until there is one again. */
    synchronized int look(String name) {
        return wait(tokens(name, nanos.getAsLong()));
    }

    private double tokens(String name, long now) {
        Bucket before = buckets.get(name);
        return before == null
                ? capacity
                : Math.min(capacity, before.tokens + (now - before.at) / NANOS * perSecond);
    }

    private int wait(double tokens) {
        return tokens >= 1 ? 0 : Math.max(1, (int) Math.ceil((1 - tokens) / perSecond));
    }

    /** Takes one token, if there is one; gives what {@link #look} gave before. */
    synchronized int take(String name) {
        long now = nanos.getAsLong();
        double tokens = tokens(name, now);
        boolean enough = tokens >= 1;
        buckets.put(name, new Bucket(enough ? tokens - 1 : tokens, now));
        if (buckets.size() > KEPT) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        return wait(tokens);
    }

    synchronized int size() {
        return buckets.size();
    }
}
