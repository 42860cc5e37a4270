package dev.atelier.server.http;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.server.config.RatesConfig;

import io.vertx.core.http.HttpServerRequest;

import org.jspecify.annotations.Nullable;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** How often one key and one address may ask. A limit of 0 is none. */
public final class RateLimits {
    private static final double MINUTE = 60;

    /** Seconds of reading that may be saved up: several tabs open at once, a script that starts. */
    private static final int BURST_SECONDS = 10;

    private final @Nullable Buckets perKey;
    private final @Nullable Buckets perAddress;
    private final @Nullable Buckets status;
    private final @Nullable Buckets failedTokens;
    private final ClientAddress addresses;
    private final BooleanSupplier open;

    /**
     * @param open whether the server has no keys at the moment
     * @param nanos a clock that only goes forward
     */
    public RateLimits(
            RatesConfig rates, ClientAddress addresses, BooleanSupplier open, LongSupplier nanos) {
        this.addresses = addresses;
        this.open = open;
        this.perKey = buckets(rates.createsPerKey(), rates.createsPerKey() / MINUTE, nanos);
        this.perAddress =
                buckets(rates.createsPerAddress(), rates.createsPerAddress() / MINUTE, nanos);
        int reads = rates.statusPerSecond();
        this.status = buckets((double) reads * BURST_SECONDS, reads, nanos);
        int failures = rates.failedTokensPerMinute();
        this.failedTokens = buckets(failures, failures / MINUTE, nanos);
    }

    private static @Nullable Buckets buckets(
            double capacity, double perSecond, LongSupplier nanos) {
        return capacity == 0 ? null : new Buckets(capacity, perSecond, nanos);
    }

    /**
     * Counts a create of an address, before anything is read.
     *
     * @throws AssemblyException when there were too many
     */
    public void createFrom(HttpServerRequest request) {
        take(perAddress, addresses.network(request), ErrorCode.RATE_LIMIT_REACHED);
    }

    /**
     * Counts a create of a key.
     *
     * @param keyId null on a server without keys
     * @throws AssemblyException when there were too many
     */
    public void createWith(@Nullable String keyId) {
        if (keyId != null) {
            take(perKey, keyId, ErrorCode.RATE_LIMIT_REACHED);
        }
    }

    /**
     * Counts a look at the status of an Assembly.
     *
     * @throws AssemblyException when there were too many
     */
    public void status(HttpServerRequest request, String assembly) {
        if (!open.getAsBoolean()) {
            take(
                    status,
                    assembly + " " + addresses.network(request),
                    ErrorCode.ASSEMBLY_STATUS_FETCHING_RATE_LIMIT_REACHED);
        }
    }

    /**
     * Stops an address that has guessed too often; nothing is counted.
     *
     * @throws AssemblyException when its failures are too many
     */
    public void token(HttpServerRequest request) {
        if (failedTokens != null) {
            String address = addresses.network(request);
            require(failedTokens.look(address), ErrorCode.RATE_LIMIT_REACHED);
        }
    }

    /** Counts a guess of an address that was wrong. */
    public void tokenFailed(HttpServerRequest request) {
        if (failedTokens != null) {
            failedTokens.take(addresses.network(request));
        }
    }

    private static void take(@Nullable Buckets buckets, String name, ErrorCode code) {
        require(buckets == null ? 0 : buckets.take(name), code);
    }

    private static void require(int wait, ErrorCode code) {
        if (wait > 0) {
            String what = code.defaultMessage().replaceFirst("\\.$", "");
            throw RetryLater.in(wait, code, what + "; try again in " + wait + " s.");
        }
    }
}
