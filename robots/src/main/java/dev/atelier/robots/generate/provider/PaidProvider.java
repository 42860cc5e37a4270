package dev.atelier.robots.generate.provider;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Load;
import dev.atelier.core.robot.NotYetException;
import dev.atelier.core.robot.NotYetException.Line;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.ImageProvider;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Bill;
import dev.atelier.robots.generate.ProviderException.Kind;
import dev.atelier.robots.generate.ProviderJob;
import dev.atelier.robots.generate.ProviderLedger.Entry;
import dev.atelier.robots.generate.Quality;
import dev.atelier.robots.generate.Usd;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A provider outside: cuts a request into paid calls, has each one made by the rules of {@link
 * PaidCall} and hands the pictures over.
 */
public final class PaidProvider implements ImageProvider {
    private final Adapter adapter;
    private final Counter counter;

    /**
     * @throws IllegalArgumentException when a setting of this provider alone is wrong
     */
    public PaidProvider(Adapter kind, ProviderSettings settings, Shared shared) {
        this.adapter = kind.configured(settings.options());
        this.counter = Counter.of(adapter, settings, shared);
    }

    @Override
    public String name() {
        return adapter.name();
    }

    @Override
    public Load load() {
        return Load.NETWORK;
    }

    @Override
    public Duration patience() {
        return counter.settings().deadline();
    }

    @Override
    public boolean ready() {
        return counter.ready();
    }

    @Override
    public Turn turn(JobKey job) {
        return counter.gate().turn(job);
    }

    /** The same provider for calls that are no requests for pictures; permits are shared. */
    public PaidService service() {
        return new PaidService(counter);
    }

    /** Where it answers. */
    public String baseUrl() {
        String configured = counter.settings().baseUrl();
        return configured == null ? adapter.baseUrl() : configured;
    }

    /**
     * Asks something that costs nothing.
     *
     * @param folder for what is sent and answered
     * @return what came of it, in words
     * @throws ProviderException in the provider's words, without the key
     */
    public String test(Path folder) throws ProviderException {
        Ask ask = adapter.harmless();
        if (!ready()) {
            throw new ProviderException(Kind.AUTH, name() + " is not set up.");
        }
        if (ask == null) {
            return "%s has no request that costs nothing; one picture costs about %s. Nothing was sent."
                    .formatted(name(), counter.shared().purse().assumedPrice());
        }
        try {
            Answer answer = counter.http().free(ask, folder, "test", counter.settings().deadline());
            if (!answer.successful()) {
                ProviderException refusal = adapter.refusal(answer);
                throw counter.masked(refusal);
            }
            return "%s answers at %s and takes the key.".formatted(name(), baseUrl());
        } catch (IOException e) {
            throw new ProviderException(
                    Kind.OVERLOADED, name() + " could not be reached: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean showsMask() {
        return adapter.showsMask();
    }

    @Override
    public void generate(GenerateRequest request, ProviderJob job) throws Exception {
        try {
            chunks(request, job);
        } catch (ProviderException e) {
            throw counter.masked(e);
        }
    }

    /** A chunk that fails does not take the others with it, unless they would fail alike. */
    private void chunks(GenerateRequest request, ProviderJob job) throws Exception {
        long asking = 0;
        Terms terms = adapter.terms(request);
        Desk desk = desk(request, job, terms);
        Usd each = price(request, terms);
        var handover = new Handover(adapter, request, terms, each, job);
        var portions = new Portions(request, counter.shared().purse().ledger(), terms.outputs());
        ProviderException failure = null;
        int first = 0;
        while (first < request.outputs()) {
            job.checkCancelled();
            if (asking > ofOneRun().toNanos()) {
                throw new NotYetException("The others are made next.", Duration.ZERO, Line.NONE);
            }
            Chunk chunk = portions.from(first);
            long start = System.nanoTime();
            try {
                Entry done =
                        new PaidCall(counter, work(chunk, desk), job)
                                .run(each.times(chunk.count()));
                asking += System.nanoTime() - start;
                handover.deliver(chunk, done);
            } catch (ProviderException e) {
                if (failsAll(e.kind())) {
                    throw failure == null ? e : both(failure, e);
                }
                failure = failure == null || (billed(e) && !billed(failure)) ? e : failure;
            }
            first += chunk.count();
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** What one chunk may have cost, or was refused for, counts for all: nobody else is asked. */
    private static ProviderException both(ProviderException first, ProviderException then) {
        boolean refused = first.kind() == Kind.CONTENT_POLICY;
        ProviderException told =
                (refused ? first : then).saying(first.getMessage() + " Then: " + then.getMessage());
        return billed(first) ? told.with(Bill.POSSIBLE) : told;
    }

    private static boolean billed(@Nullable ProviderException e) {
        return e != null && e.bill() == Bill.POSSIBLE;
    }

    /**
     * After it no further call begins: a job has the time of one call, so the next one belongs into
     * the next run, which finds what is made by now in the ledger.
     */
    private Duration ofOneRun() {
        return counter.settings().deadline().dividedBy(10);
    }

    private PaidWork work(Chunk chunk, Desk desk) {
        return new PictureWork(adapter, chunk, desk, counter.shared().codec());
    }

    private static boolean failsAll(Kind kind) {
        return switch (kind) {
            case AUTH, QUOTA, MODEL_GONE, BUDGET, INVALID_INPUT, OVERLOADED, RATE_LIMITED -> true;
            case CONTENT_POLICY, NO_IMAGE, RESULT_EXPIRED, TIMEOUT, BROKEN -> false;
        };
    }

    private Desk desk(GenerateRequest request, ProviderJob job, Terms terms)
            throws ProviderException {
        return new Desk(
                request,
                job,
                counter.shared().codec(),
                terms.mask(),
                adapter.style(request),
                counter.settings().options(),
                ask -> errand(ask, request, job));
    }

    private Answer errand(Ask ask, GenerateRequest request, ProviderJob job)
            throws IOException, ProviderException {
        String key = new Chunk(request, 0, 1).key();
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

    private Usd price(GenerateRequest request, Terms terms) {
        return request.model()
                .priceAt(name(), traits(request, terms))
                .orElse(counter.shared().purse().assumedPrice());
    }

    /** What may make a picture cheaper or dearer than usual. */
    private List<String> traits(GenerateRequest request, Terms terms) {
        var traits = new ArrayList<String>();
        if (request.format().vector()) {
            traits.add("svg");
        }
        if (NativeIds.hasMask(request)) {
            traits.add("mask");
        }
        Quality asked = request.quality();
        if (asked != null && terms.qualities()) {
            traits.add(asked.word());
        } else {
            var options = counter.settings().options();
            Stream.of("quality", "rendering_speed")
                    .map(options::get)
                    .filter(Objects::nonNull)
                    .map(value -> value.toLowerCase(Locale.ROOT))
                    .forEach(traits::add);
        }
        return traits;
    }
}
