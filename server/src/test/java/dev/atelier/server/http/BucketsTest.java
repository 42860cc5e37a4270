package dev.atelier.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicLong;

class BucketsTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void burstThenOneForEachRefill() {
        var buckets = new Buckets(2, 0.5, nanos::get);
        assertEquals(0, buckets.take("a"));
        assertEquals(0, buckets.take("a"));
        assertEquals(2, buckets.take("a"), "a whole token is two seconds away");
        assertEquals(0, buckets.take("b"));

        nanos.set(SECOND);
        assertEquals(1, buckets.take("a"));
        nanos.set(2 * SECOND);
        assertEquals(0, buckets.take("a"));
    }

    @Test
    void lookingTakesNothing() {
        var buckets = new Buckets(1, 0.5, nanos::get);
        assertEquals(0, buckets.look("a"));
        assertEquals(0, buckets.look("a"));
        buckets.take("a");
        assertEquals(2, buckets.look("a"));

        nanos.set(2 * SECOND);
        assertEquals(0, buckets.look("a"));
    }

    @Test
    void clientPollingEachSecondNeverMeetsTheUsualLimit() {
        var buckets = new Buckets(30, 3, nanos::get);
        for (int second = 0; second < 3_600; second++) {
            nanos.set(second * SECOND);
            assertEquals(0, buckets.take("a"));
        }
    }

    @Test
    void quo1NamesAreForgottenBeforeTheyFillTheMemory() {
        var buckets = new Buckets(1, 1, nanos::get);
        for (int i = 0; i < 100_000; i++) {
            buckets.take("address " + i);
        }
        assertEquals(20_000, buckets.size());
    }
}
