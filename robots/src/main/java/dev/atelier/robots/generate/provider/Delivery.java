package dev.atelier.robots.generate.provider;

import dev.atelier.core.robot.Uninterrupted;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;
import dev.atelier.robots.generate.ProviderLedger.Entry;
import dev.atelier.robots.generate.Workplace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Objects;

/** The way of what was paid for from the answer into the file store, interrupted or not. */
final class Delivery {
    private final Counter counter;
    private final PaidWork work;
    private final Workplace job;
    private final Book book;
    private final Deadline deadline;

    Delivery(Counter counter, PaidWork work, Workplace job, Book book, Deadline deadline) {
        this.counter = counter;
        this.work = work;
        this.job = job;
        this.book = book;
        this.deadline = deadline;
    }

    /**
     * Takes in an answer. Pictures at URLs are paid for: where they are is written down before they
     * are fetched.
     *
     * @return an entry that is DONE
     */
    Entry take(Reply.Finished finished) throws Exception {
        boolean allElsewhere = finished.pictures().stream().allMatch(made -> made.url() != null);
        if (!finished.pictures().isEmpty() && allElsewhere) {
            book.accepted(Facts.of(finished, work.count()));
        }
        return fetch(finished);
    }

    /** As {@link #take}, for an answer that is written down already. */
    Entry fetch(Reply.Finished finished) throws Exception {
        return Uninterrupted.call(() -> stored(finished));
    }

    private Entry stored(Reply.Finished finished) throws Exception {
        if (finished.pictures().isEmpty()) {
            throw book.lose(nothing(finished));
        }
        var fetcher = new Fetcher(counter.http(), work, counter.shared().pause(), deadline);
        Reply.Finished here;
        try {
            here = fetcher.fetch(finished, job.scratch(), book.key());
        } catch (ProviderException e) {
            throw book.lose(e);
        }
        var files = new ArrayList<Path>();
        here.pictures().forEach(made -> files.add(Objects.requireNonNull(made.file())));
        return book.ledger().done(book.key(), files, Facts.of(here, work.count()), here.cost());
    }

    private ProviderException nothing(Reply.Finished finished) {
        String reasons = String.join("; ", finished.refused());
        return reasons.isEmpty()
                ? new ProviderException(
                        Kind.NO_IMAGE, book.provider() + " answered without a picture.")
                : new ProviderException(
                        Kind.CONTENT_POLICY, book.provider() + " refused: " + reasons);
    }
}
