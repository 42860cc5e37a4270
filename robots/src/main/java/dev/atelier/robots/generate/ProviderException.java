package dev.atelier.robots.generate;

import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

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

        /** Whether the call was certainly not billed and another provider may be asked instead. */
        public boolean mayGoElsewhere() {
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

    private final Kind kind;

    public ProviderException(Kind kind, String message) {
        this(kind, message, null);
    }

    public ProviderException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
