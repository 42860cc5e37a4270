package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;
import dev.atelier.robots.generate.Workplace;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Optional;

/** Asks after accepted work. Costs nothing, so every failure of a question is forgiven. */
final class Questions {
    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);

    private final Counter counter;
    private final PaidWork work;
    private final Workplace job;
    private final Book book;
    private final Deadline deadline;

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
                        .formatted(book.provider(), counter.settings().deadline().toSeconds()));
    }

    private Reply ask(ObjectNode ticket) throws ProviderException {
        Optional<Answer> answer = question(ticket);
        if (answer.isEmpty()) {
            return new Reply.Working();
        }
        try {
            return work.polled(answer.get(), ticket);
        } catch (IOException | RuntimeException | ProviderException e) {
            throw book.lose(e);
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
            case MODEL_GONE ->
                    throw book.lose(
                            new ProviderException(
                                    Kind.RESULT_EXPIRED,
                                    book.provider() + " does not know the order any more."));
            case CONTENT_POLICY, NO_IMAGE, RESULT_EXPIRED, INVALID_INPUT ->
                    throw book.lose(refusal);
            case AUTH, QUOTA, BUDGET -> throw refusal;
        };
    }
}
