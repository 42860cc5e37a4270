package dev.atelier.robots.generate.provider;

import dev.atelier.core.robot.NotYetException;
import dev.atelier.core.robot.NotYetException.Line;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;
import dev.atelier.robots.generate.ProviderLedger.Entry;
import dev.atelier.robots.generate.Usd;
import dev.atelier.robots.generate.Workplace;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;

/**
 * A service outside that gives something else than pictures: its calls are paid by the same book.
 */
public final class PaidService {
    private final Counter counter;

    public PaidService(Endpoint endpoint, ProviderSettings settings, Shared shared) {
        this.counter = Counter.of(endpoint, settings, shared);
    }

    PaidService(Counter counter) {
        this.counter = counter;
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
     * @throws ProviderException when there is no result to be had, at the moment or at all
     * @see #requireEnd
     */
    public Entry call(PaidWork work, Workplace job, Usd estimate) throws Exception {
        try {
            return new PaidCall(counter, work, job).run(estimate);
        } catch (ProviderException e) {
            throw counter.masked(e);
        }
    }

    /**
     * For a failure that nobody else can help.
     *
     * @throws NotYetException when the same provider may be asked again later
     */
    public static void requireEnd(ProviderException e) {
        e.again()
                .ifPresent(wait -> {
                    throw new NotYetException(String.valueOf(e.getMessage()), wait, Line.NONE);
                });
    }

    /**
     * Sends what costs nothing, such as an upload on behalf of a call.
     *
     * @param key of that call
     */
    public Answer free(Ask ask, Workplace job, String key) throws IOException, ProviderException {
        Answer answer;
        try {
            answer = counter.http().free(ask, job.scratch(), key, counter.settings().deadline());
        } catch (IOException e) {
            throw new ProviderException(
                    Kind.OVERLOADED, name() + " could not be reached: " + e.getMessage(), e);
        }
        if (!answer.successful()) {
            throw counter.refusal(answer);
        }
        return answer;
    }

    /** How long one call may wait for somebody else. */
    public Duration patience() {
        return counter.settings().deadline();
    }

    /** A setting of this service alone; null when the operator left it out. */
    public @Nullable String option(String name) {
        return counter.settings().options().get(name);
    }

    /** What a result is taken to cost when nobody knows. */
    public Usd assumedPrice() {
        return counter.shared().purse().assumedPrice();
    }

    /** Reads pictures as all calls do. */
    public Codec codec() {
        return counter.shared().codec();
    }

    /** What the provider said besides the results themselves. */
    public static Reply.Finished answer(Entry done) {
        return Facts.answer(done.facts());
    }
}
