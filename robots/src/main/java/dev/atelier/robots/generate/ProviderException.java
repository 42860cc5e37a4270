package dev.atelier.robots.generate;

import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/** A provider could not do what it was asked; the message is for the client. */
public final class ProviderException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, as far as what to do next depends on it. */
    public enum Kind {
        CONTENT_POLICY(ErrorCode.USER_COMMAND_ERROR),
        INVALID_INPUT(ErrorCode.INVALID_INPUT_ERROR),
        AUTH(ErrorCode.INTERNAL_COMMAND_ERROR),
        QUOTA(ErrorCode.INTERNAL_COMMAND_ERROR),
        RATE_LIMITED(ErrorCode.INTERNAL_COMMAND_ERROR),
        OVERLOADED(ErrorCode.INTERNAL_COMMAND_ERROR),
        MODEL_GONE(ErrorCode.INTERNAL_COMMAND_ERROR),
        NO_IMAGE(ErrorCode.INTERNAL_COMMAND_ERROR),
        RESULT_EXPIRED(ErrorCode.INTERNAL_COMMAND_ERROR),
        BUDGET(ErrorCode.INTERNAL_COMMAND_ERROR),
        TIMEOUT(ErrorCode.INTERNAL_COMMAND_TIMEOUT),
        BROKEN(ErrorCode.INTERNAL_COMMAND_ERROR);

        private final ErrorCode code;

        Kind(ErrorCode code) {
            this.code = code;
        }

        public ErrorCode code() {
            return code;
        }

        /** Whether another provider may do what this one would not. */
        private boolean elsewhere() {
            return switch (this) {
                case AUTH, QUOTA, RATE_LIMITED, OVERLOADED, MODEL_GONE -> true;
                case CONTENT_POLICY,
                        INVALID_INPUT,
                        NO_IMAGE,
                        RESULT_EXPIRED,
                        BUDGET,
                        TIMEOUT,
                        BROKEN ->
                        false;
            };
        }
    }

    /** Whether the provider wants money for what went wrong. */
    public enum Bill {
        /** Nobody has said yet. */
        OPEN,
        /** It says that it does not. */
        NONE,
        /** It may. */
        POSSIBLE
    }

    private final Kind kind;
    private final Bill bill;
    private final @Nullable Duration again;

    public ProviderException(Kind kind, String message) {
        this(kind, message, (Throwable) null);
    }

    public ProviderException(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, Bill.OPEN, null, message, cause);
    }

    private ProviderException(
            Kind kind,
            Bill bill,
            @Nullable Duration again,
            @Nullable String message,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.bill = bill;
        this.again = again;
    }

    public Kind kind() {
        return kind;
    }

    public Bill bill() {
        return bill;
    }

    /** When to ask again, for a refusal that passes by itself. */
    public Optional<Duration> again() {
        return Optional.ofNullable(again);
    }

    /** The same, but waiting is worth it: the provider may be asked again after so long. */
    public ProviderException passing(Duration wait) {
        return new ProviderException(kind, bill, wait, getMessage(), this);
    }

    /** The same, but nobody knows when it passes. */
    public ProviderException lasting() {
        return again == null ? this : new ProviderException(kind, bill, null, getMessage(), this);
    }

    /** The same, with the money settled. */
    public ProviderException with(Bill settled) {
        return settled == bill
                ? this
                : new ProviderException(kind, settled, again, getMessage(), this);
    }

    /** The same in other words, which may leave something out. */
    public ProviderException saying(String words) {
        return new ProviderException(kind, bill, again, words, null);
    }

    /** Whether another provider may be asked: only when nobody can want money for this. */
    public boolean mayGoElsewhere() {
        return bill != Bill.POSSIBLE && kind.elsewhere();
    }
}
