package dev.atelier.robots.generate.provider;

import dev.atelier.core.robot.NotYetException;
import dev.atelier.core.robot.NotYetException.Line;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderLedger.Entry;
import dev.atelier.robots.generate.Usd;
import dev.atelier.robots.generate.Workplace;

/**
 * A service outside that gives something else than pictures: its calls are paid by the same book.
 */
public final class PaidService {
    private final Counter counter;

    public PaidService(Endpoint endpoint, ProviderSettings settings, Shared shared) {
        this.counter = Counter.of(endpoint, settings, shared);
    }

    /** Whether it can be asked at all. */
    public boolean ready() {
        return counter.ready();
    }

    /** As messages and the meta of files name it. */
    public String name() {
        return counter.endpoint().name();
    }

    /**
     * Makes the call, or takes what an earlier run of the same job paid for.
     *
     * @return an entry that is DONE; {@link #answer} reads it
     * @throws ProviderException when there is no result to be had
     * @throws NotYetException when it cannot be asked at the moment
     */
    public Entry call(PaidWork work, Workplace job, Usd estimate) throws Exception {
        try {
            return new PaidCall(counter, work, job).run(estimate);
        } catch (ProviderException e) {
            e.again()
                    .ifPresent(wait -> {
                        throw new NotYetException(String.valueOf(e.getMessage()), wait, Line.NONE);
                    });
            throw counter.masked(e);
        }
    }

    /** What the provider said besides the results themselves. */
    public static Reply.Finished answer(Entry done) {
        return Facts.answer(done.facts());
    }
}
