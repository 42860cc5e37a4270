package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.robot.Uninterrupted;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.ProviderLedger.Entry;
import dev.atelier.robots.generate.ProviderLedger.Order;
import dev.atelier.robots.generate.Workplace;
import dev.atelier.robots.outbound.OutboundException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;

/** One sending of an order, and what its answer makes of the line in the ledger. */
final class Sending {
    private final Counter counter;
    private final PaidWork work;
    private final Workplace job;
    private final Book book;
    private final Deadline deadline;
    private final Delivery delivery;
    private final ProviderHttp.Prepared prepared;
    private @Nullable Duration retryAfter;
    private boolean unreached;

    Sending(
            Counter counter,
            PaidWork work,
            Workplace job,
            Book book,
            Deadline deadline,
            Delivery delivery,
            ProviderHttp.Prepared prepared) {
        this.counter = counter;
        this.work = work;
        this.job = job;
        this.book = book;
        this.deadline = deadline;
        this.delivery = delivery;
        this.prepared = prepared;
    }

    /** What is written down of an order that was sent. */
    sealed interface Booked {
        /** Its pictures are here. */
        record Stored(Entry entry) implements Booked {}

        /** The provider works on it. */
        record Accepted(ObjectNode ticket) implements Booked {}
    }

    /** From the first line in the ledger to the next nothing may stop us: the call is paid for. */
    Booked send(Order order) throws Exception {
        return Uninterrupted.call(() -> booked(order));
    }

    private Booked booked(Order order) throws Exception {
        ProviderLedger ledger = book.ledger();
        ledger.sent(order, ledger.find(book.key()), counter.shared().purse().budgets());
        Answer answer = post();
        if (!answer.successful()) {
            throw refused(answer);
        }
        counter.gate().succeeded();
        Reply reply;
        try {
            reply = work.submitted(answer);
        } catch (IOException | RuntimeException | ProviderException e) {
            throw book.lose(e);
        }
        return settle(reply);
    }

    private Answer post() throws Exception {
        try {
            return counter.http().send(prepared, job.scratch(), deadline.left());
        } catch (OutboundException e) {
            counter.gate().failed();
            if (e.isUnsent()) {
                retryAfter = Duration.ofSeconds(1);
                unreached = true;
                throw book.release(unsent(e));
            }
            throw book.lose(noAnswer(e));
        }
    }

    private ProviderException unsent(OutboundException e) {
        boolean untrusted = e.kind() == OutboundException.Kind.UNTRUSTED;
        return new ProviderException(
                Kind.OVERLOADED,
                "%s could not be reached: %s%s"
                        .formatted(
                                book.provider(),
                                e.getMessage(),
                                untrusted
                                        ? " An authority of your own belongs into Java's trust"
                                                + " store (javax.net.ssl.trustStore)."
                                        : ""),
                e);
    }

    private ProviderException noAnswer(OutboundException e) {
        boolean large = e.kind() == OutboundException.Kind.TOO_LARGE;
        return new ProviderException(
                large ? Kind.BROKEN : Kind.TIMEOUT,
                "%s took the order, but no answer came (%s%s). It may have been billed and is not sent again."
                        .formatted(
                                book.provider(),
                                e.getMessage(),
                                large ? " Raise generation.answer_megabytes." : ""),
                e);
    }

    private ProviderException refused(Answer answer) {
        ProviderException refusal = counter.endpoint().refusal(answer);
        Duration asked = counter.endpoint().retryAfter(answer);
        retryAfter = asked == null ? Duration.ofSeconds(2) : asked;
        return switch (refusal.kind()) {
            case OVERLOADED, RATE_LIMITED -> {
                counter.gate().failed();
                yield book.release(refusal);
            }
            case AUTH, QUOTA, MODEL_GONE, INVALID_INPUT, CONTENT_POLICY, BUDGET ->
                    book.release(refusal);
            case NO_IMAGE, RESULT_EXPIRED, TIMEOUT, BROKEN -> {
                counter.gate().failed();
                yield book.lose(refusal);
            }
        };
    }

    private Booked settle(Reply reply) throws Exception {
        return switch (reply) {
            case Reply.Finished finished -> new Booked.Stored(delivery.take(finished));
            case Reply.Accepted accepted -> {
                book.accepted(accepted.ticket());
                yield new Booked.Accepted(accepted.ticket());
            }
            case Reply.Working _ ->
                    throw book.lose(
                            new ProviderException(
                                    Kind.BROKEN, book.provider() + " gave no way to ask again."));
        };
    }

    /** When it may be sent again; null after an answer that settles it. */
    @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** False when there was nobody. */
    boolean reached() {
        return !unreached;
    }
}
