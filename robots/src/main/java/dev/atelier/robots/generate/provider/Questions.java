package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Bill;
import dev.atelier.robots.generate.ProviderException.Kind;
import dev.atelier.robots.generate.Workplace;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Optional;

/** Asks after accepted work. Costs nothing, so every failure of a question is forgiven. */
final class Questions {
    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);

    /** How often an order may be unknown before it counts as gone; new ones take a moment. */
    private static final int UNKNOWN_AT_FIRST = 5;

    /** A history, a queue, and the history again for what moved on in between. */
    private static final int PLACES_TO_LOOK = 3;

    private final Counter counter;
    private final PaidWork work;
    private final Workplace job;
    private final Book book;
    private final Deadline deadline;
    private int unknown;

    Questions(Counter counter, PaidWork work, Workplace job, Book book, Deadline deadline) {
        this.counter = counter;
        this.work = work;
        this.job = job;
        this.book = book;
        this.deadline = deadline;
    }

    /**
     * Asks until there is an answer. A ticket that takes the place of another is stored before it
     * is used.
     *
     * @throws ProviderException when the work failed, or is not done in time
     */
    Reply.Finished follow(ObjectNode first) throws Exception {
        ObjectNode ticket = first;
        while (deadline.allows(counter.settings().poll())) {
            job.checkCancelled();
            counter.shared().pause().of(counter.settings().poll());
            switch (ask(ticket)) {
                case Reply.Finished finished -> {
                    return finished;
                }
                case Reply.Accepted accepted -> {
                    ticket = accepted.ticket();
                    book.accepted(ticket);
                }
                case Reply.Working _ -> LOG.trace("still working key={}", book.key());
            }
        }
        throw new ProviderException(
                        Kind.TIMEOUT,
                        "%s was not done within %d s; raise generation.deadline_seconds to wait longer."
                                .formatted(
                                        book.provider(), counter.settings().deadline().toSeconds()))
                .with(Bill.POSSIBLE);
    }

    /**
     * Whether the provider has the order of this ticket. What cannot be asked is taken for unknown,
     * and so is what it has forgotten.
     */
    boolean knows(ObjectNode own) {
        ObjectNode ticket = own;
        try {
            for (int i = 0; i < PLACES_TO_LOOK; i++) {
                Ask ask = work.poll(ticket);
                Answer answer =
                        counter.http().free(ask, job.scratch(), book.key(), deadline.left());
                if (!answer.successful()) {
                    return false;
                }
                if (!(work.polled(answer, ticket) instanceof Reply.Accepted next)) {
                    return true;
                }
                ticket = next.ticket();
            }
            return true;
        } catch (ProviderException e) {
            return e.kind() != Kind.RESULT_EXPIRED;
        } catch (IOException e) {
            LOG.debug("could not look for an order key={}", book.key(), e);
            return false;
        }
    }

    private Reply ask(ObjectNode ticket) throws ProviderException {
        Optional<Answer> answer = question(ticket);
        if (answer.isEmpty()) {
            return new Reply.Working();
        }
        try {
            return work.polled(answer.get(), ticket);
        } catch (ProviderException e) {
            if (e.kind() != Kind.MODEL_GONE) {
                throw book.lose(e);
            }
            forgiveUnknown();
            return new Reply.Working();
        } catch (IOException | RuntimeException e) {
            throw book.lose(e);
        }
    }

    private void forgiveUnknown() throws ProviderException {
        unknown++;
        if (unknown > UNKNOWN_AT_FIRST) {
            throw book.lose(
                    new ProviderException(
                            Kind.RESULT_EXPIRED,
                            book.provider() + " does not know the order any more."));
        }
    }

    /** Empty when there is nothing to learn from what came back. */
    private Optional<Answer> question(ObjectNode ticket) throws ProviderException {
        Answer answer;
        try {
            Ask ask = work.poll(ticket);
            answer = counter.http().free(ask, job.scratch(), book.key(), deadline.left());
        } catch (IOException e) {
            LOG.debug("no answer to a question key={}", book.key(), e);
            return Optional.empty();
        }
        if (answer.successful()) {
            return Optional.of(answer);
        }
        ProviderException refusal = counter.endpoint().refusal(answer);
        return switch (refusal.kind()) {
            case RATE_LIMITED, OVERLOADED, TIMEOUT, BROKEN -> Optional.empty();
            case MODEL_GONE -> {
                forgiveUnknown();
                yield Optional.empty();
            }
            case CONTENT_POLICY, NO_IMAGE, RESULT_EXPIRED, INVALID_INPUT ->
                    throw book.lose(refusal);
            case AUTH, QUOTA, BUDGET -> throw refusal.with(Bill.POSSIBLE);
        };
    }
}
