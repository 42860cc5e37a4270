package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.robot.NotYetException;
import dev.atelier.core.robot.NotYetException.Place;
import dev.atelier.robots.generate.ProviderException;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

class GateTest {
    private static final FailureRules RULES =
            new FailureRules(3, Duration.ofSeconds(30), Duration.ofMinutes(5));

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Gate gate = new Gate("painter", 2, RULES, () -> now);
    private final List<String> called = new ArrayList<>();

    private static JobKey job(String name) {
        return new JobKey("a", "s", name);
    }

    private void turnAway(String account, String name) {
        NotYetException wait = assertThrows(NotYetException.class, () -> gate.enter(job(name)));
        wait.line().join(new Place(job(name), account, () -> come(name)));
    }

    private boolean come(String name) {
        called.add(name);
        return !name.startsWith("ghost");
    }

    private void enter(String... names) throws ProviderException {
        for (String name : names) {
            gate.enter(job(name));
        }
    }

    @Test
    void whoFindsNoPermitIsCalledWhenOneIsFreeInTheOrderOfComing() throws Exception {
        enter("1", "2");
        turnAway("anna", "3");
        turnAway("anna", "4");
        assertEquals(List.of(), called);

        gate.leave();
        assertEquals(List.of("3"), called);
        enter("3");
        gate.leave();

        assertEquals(List.of("3", "4"), called);
    }

    @Test
    void aPermitIsKeptForWhoWasCalledAndNobodyJumpsTheLine() throws Exception {
        enter("1", "2");
        turnAway("anna", "3");

        gate.leave();
        turnAway("bert", "4");

        enter("3");
        gate.leave();
        assertEquals(List.of("3", "4"), called);
    }

    @Test
    void accountsTakeTurnsHoweverManyJobsEachHas() throws Exception {
        enter("1", "2");
        for (int i = 0; i < 100; i++) {
            turnAway("anna", "a" + i);
        }
        turnAway("bert", "b0");
        turnAway("bert", "b1");

        for (int i = 0; i < 5; i++) {
            gate.leave();
            enter(called.getLast());
        }

        assertEquals(List.of("a0", "b0", "a1", "b1", "a2"), called);
    }

    @Test
    void whoWasCalledAndDoesNotComeLosesThePermitToTheNext() throws Exception {
        enter("1", "2");
        turnAway("anna", "gone");
        turnAway("anna", "4");
        gate.leave();

        now = now.plus(Gate.CALLED).plusMillis(1);
        turnAway("bert", "5");

        assertEquals(List.of("gone", "4"), called);
        enter("4");
        turnAway("anna", "gone");
    }

    @Test
    void aThousandJobsThatAreGoneKeepNoPermitFromTheNext() throws Exception {
        enter("1", "2");
        for (int i = 0; i < 1_000; i++) {
            turnAway("anna", "ghost" + i);
        }
        turnAway("anna", "3");

        gate.leave();

        assertEquals(1_001, called.size());
        enter("3");
        gate.leave();
        enter("4");
    }

    @Test
    void aTurnInsideAnotherLeavesThePermitToIt() throws Exception {
        try (var _ = gate.turn(job("1"))) {
            enter("2");
            gate.hold(job("1")).close();
            turnAway("anna", "3");
        }
        assertEquals(List.of("3"), called);
    }

    @Test
    void whoPreparesKeepsThePermitHoweverLongThatTakes() throws Exception {
        enter("2");
        try (var _ = gate.hold(job("1"))) {
            now = now.plus(Gate.CALLED).plus(Gate.CALLED);
            turnAway("anna", "3");
            enter("1");
        }
    }

    @Test
    void whoJoinsWhileAPermitIsFreeIsCalledAtOnce() throws Exception {
        enter("1", "2");
        NotYetException wait = assertThrows(NotYetException.class, () -> enter("3"));

        gate.leave();
        wait.line().join(new Place(job("3"), "anna", () -> called.add("3")));

        assertEquals(List.of("3"), called);
    }

    @Test
    void aTurnKeepsAPermitUntilItIsUsedOrGivenUp() throws Exception {
        try (var _ = gate.turn(job("1"))) {
            enter("2");
            turnAway("anna", "3");
        }
        assertEquals(List.of("3"), called);
        enter("3");
        gate.leave();
        gate.leave();
        enter("4", "5");
    }

    @Test
    void aTurnThatWasUsedGivesNothingBack() throws Exception {
        try (var _ = gate.turn(job("1"))) {
            enter("1");
        }
        enter("2");
        turnAway("anna", "3");
    }

    @Test
    void aProviderThatFailsOftenIsLeftAloneForAMomentAndThenAskedAgain() throws Exception {
        for (int i = 0; i < 3; i++) {
            gate.failed();
        }

        ProviderException closed = assertThrows(ProviderException.class, () -> enter("1"));
        assertEquals(Duration.ofSeconds(30), closed.again().orElseThrow());
        now = now.plusSeconds(30);
        enter("1");
    }

    @Test
    void aProviderThatNeverSucceedsIsNotWaitedForForEver() throws Exception {
        gate.failed();
        now = now.plus(RULES.patience().dividedBy(2));
        gate.failed();
        now = now.plus(RULES.patience().dividedBy(2)).plusSeconds(1);
        for (int i = 0; i < 3; i++) {
            gate.failed();
        }
        assertTrue(assertThrows(ProviderException.class, () -> enter("1")).again().isEmpty());

        gate.succeeded();
        for (int i = 0; i < 3; i++) {
            gate.failed();
        }
        assertTrue(assertThrows(ProviderException.class, () -> enter("1")).again().isPresent());
    }

    @Test
    void aFailureBeforeALongSilenceDoesNotCountAgainstThePatience() throws Exception {
        gate.failed();
        now = now.plus(RULES.patience()).plusSeconds(1);
        for (int i = 0; i < 3; i++) {
            gate.failed();
        }

        assertTrue(assertThrows(ProviderException.class, () -> enter("1")).again().isPresent());
    }

    @Test
    void noMoreThanThePermitsAreEverUnderWayAndEveryoneComesThrough() throws Exception {
        int jobs = 500;
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new CountDownLatch(jobs);
        for (int i = 0; i < jobs; i++) {
            String name = "j" + i;
            Thread.ofVirtual().start(() -> attempt(name, inside, most, done));
        }

        assertTrue(done.await(20, TimeUnit.SECONDS), () -> "left: " + done.getCount());
        assertTrue(most.get() <= 2, "at a time: " + most.get());
    }

    private void attempt(
            String name, AtomicInteger inside, AtomicInteger most, CountDownLatch done) {
        try {
            enter(name);
        } catch (NotYetException wait) {
            BooleanSupplier again =
                    () -> Thread.ofVirtual().start(() -> attempt(name, inside, most, done)) != null;
            wait.line().join(new Place(job(name), "anna", again));
            return;
        } catch (ProviderException e) {
            throw new AssertionError(e);
        }
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        inside.decrementAndGet();
        done.countDown();
        gate.leave();
    }
}
