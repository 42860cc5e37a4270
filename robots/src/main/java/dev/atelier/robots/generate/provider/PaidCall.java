package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Bill;
import dev.atelier.robots.generate.ProviderException.Kind;
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.ProviderLedger.Entry;
import dev.atelier.robots.generate.Usd;
import dev.atelier.robots.generate.Workplace;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;

/**
 * One paid call from the ledger to stored pictures. It is written down before it is sent, sent
 * once, and what an earlier process left of it is taken up instead of paid again.
 */
final class PaidCall {
    private static final Logger LOG = LoggerFactory.getLogger(PaidCall.class);
    private static final int TRIES = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Counter counter;
    private final Endpoint endpoint;
    private final ProviderHttp http;
    private final Shared shared;
    private final ProviderSettings settings;
    private final Gate gate;
    private final PaidWork work;
    private final Workplace job;
    private final Deadline deadline;
    private final String key;
    private final Book book;
    private final Questions questions;
    private final Delivery delivery;

    PaidCall(Counter counter, PaidWork work, Workplace job) {
        this.counter = counter;
        this.endpoint = counter.endpoint();
        this.http = counter.http();
        this.shared = counter.shared();
        this.settings = counter.settings();
        this.gate = counter.gate();
        this.work = work;
        this.job = job;
        this.deadline = new Deadline(settings.deadline());
        this.key = work.key();
        this.book = new Book(counter.shared().purse().ledger(), key, endpoint.name());
        this.questions = new Questions(counter, work, job, book, deadline);
        this.delivery = new Delivery(counter, work, job, book, deadline);
    }

    /**
     * @return an entry that is DONE
     * @throws ProviderException when there is no picture to be had
     */
    Entry run(Usd estimate) throws Exception {
        Optional<Entry> before = ledger().find(key);
        if (before.isPresent()) {
            Entry known = before.get();
            boolean elsewhere = !known.provider().equals(endpoint.name());
            switch (known.state()) {
                case DONE -> {
                    return known;
                }
                case ACCEPTED -> {
                    if (elsewhere) {
                        throw orderedElsewhere(known);
                    }
                    return inGate(() -> resume(known.facts()));
                }
                case LOST -> throw Facts.failure(known.facts()).with(Bill.POSSIBLE);
                case SENT -> {
                    if (elsewhere) {
                        throw orderedElsewhere(known);
                    }
                    ObjectNode own = work.ownTicket();
                    if (own != null && questions.knows(own)) {
                        book.accepted(own);
                        return inGate(() -> resume(own));
                    }
                    resendOnce(known);
                }
                case RELEASED -> {
                    ProviderException refusal = Facts.failure(known.facts());
                    if (refusal.kind() == Kind.CONTENT_POLICY) {
                        throw refusal.with(Bill.NONE);
                    }
                    LOG.debug("sent again after it was refused key={}", key);
                }
            }
        }
        return submit(estimate);
    }

    private ProviderLedger ledger() {
        return shared.purse().ledger();
    }

    /** Nothing is ordered here; of all that are asked only the one that has the order goes on. */
    private ProviderException orderedElsewhere(Entry known) {
        return new ProviderException(
                Kind.OVERLOADED,
                "The pictures are ordered from %1$s already; set %1$s up again to fetch them."
                        .formatted(known.provider()));
    }

    /** A crash between sending and the answer: nobody knows whether it was billed. */
    private void resendOnce(Entry known) throws ProviderException {
        if (known.resent()) {
            throw book.lose(
                    new ProviderException(
                            Kind.TIMEOUT,
                            "The server stopped twice while %s had the order; it is not sent a third time."
                                    .formatted(endpoint.name())));
        }
        LOG.warn("outcome unknown after a restart, sent once more provider={}", endpoint.name());
    }

    /** What is sent on behalf of the call before it is a part of it: it needs the permit, too. */
    private Entry submit(Usd estimate) throws Exception {
        try (var _ = gate.hold(work.job())) {
            return send(prepared(), estimate);
        }
    }

    private ProviderHttp.Prepared prepared() throws Exception {
        try {
            return http.prepare(work.submit(), job.scratch(), key);
        } catch (ProviderException e) {
            if (e.kind() != Kind.OVERLOADED && e.kind() != Kind.RATE_LIMITED) {
                throw e;
            }
            gate.failed();
            Optional<Duration> asked = e.again();
            Duration wait = asked.orElse(Duration.ofSeconds(1));
            throw gate.later(e.lasting(), wait, asked.isPresent());
        }
    }

    private Entry send(ProviderHttp.Prepared prepared, Usd estimate) throws Exception {
        var order =
                new ProviderLedger.Order(
                        key,
                        work.job(),
                        work.first(),
                        work.count(),
                        endpoint.name(),
                        work.model(),
                        prepared.hash(),
                        estimate,
                        shared.clock().instant());
        for (int attempt = 1; ; attempt++) {
            job.checkCancelled();
            var sending = new Sending(counter, work, job, book, deadline, delivery, prepared);
            try {
                return inGate(() -> once(sending, order));
            } catch (ProviderException e) {
                Duration wait = waitBefore(attempt, e.kind(), sending.retryAfter());
                if (wait == null) {
                    throw later(e, sending);
                }
                shared.pause().of(wait);
            }
        }
    }

    /** Who was only asked to wait, or found nobody, may try again in another run. */
    private ProviderException later(ProviderException e, Sending sending) {
        Duration asked = sending.retryAfter();
        return asked == null
                ? e
                : switch (e.kind()) {
                    case RATE_LIMITED -> gate.later(e, asked, true);
                    case OVERLOADED -> gate.later(e, asked, sending.reached());
                    case AUTH,
                            QUOTA,
                            MODEL_GONE,
                            BUDGET,
                            INVALID_INPUT,
                            CONTENT_POLICY,
                            NO_IMAGE,
                            RESULT_EXPIRED,
                            TIMEOUT,
                            BROKEN ->
                            e;
                };
    }

    /** Null when it is not to be tried again: only what was refused before any work is. */
    private @Nullable Duration waitBefore(int attempt, Kind kind, @Nullable Duration asked) {
        boolean again = kind == Kind.RATE_LIMITED || kind == Kind.OVERLOADED;
        if (!again || asked == null || attempt >= TRIES) {
            return null;
        }
        Duration spread = Duration.ofMillis(Math.floorMod(key.hashCode(), 500));
        Duration wait = asked.plus(spread);
        return wait.compareTo(LONGEST_WAIT) <= 0 && deadline.allows(wait) ? wait : null;
    }

    private interface Attempt {
        Entry run() throws Exception;
    }

    private Entry inGate(Attempt attempt) throws Exception {
        job.rest();
        gate.enter(work.job());
        deadline.begin();
        try {
            return attempt.run();
        } finally {
            gate.leave();
        }
    }

    private Entry once(Sending sending, ProviderLedger.Order order) throws Exception {
        return switch (sending.send(order)) {
            case Sending.Booked.Stored stored -> stored.entry();
            case Sending.Booked.Accepted accepted ->
                    delivery.take(questions.follow(accepted.ticket()));
        };
    }

    private Entry resume(ObjectNode facts) throws Exception {
        return Facts.isAnswer(facts)
                ? delivery.fetch(Facts.answer(facts))
                : delivery.take(questions.follow(facts));
    }
}
