package dev.atelier.core.error;

import org.jspecify.annotations.Nullable;

/** Carries an {@link AssemblyError} across packages; the cause is for the operator's log only. */
public final class AssemblyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient AssemblyError error;

    public AssemblyException(AssemblyError error) {
        this(error, null);
    }

    public AssemblyException(AssemblyError error, @Nullable Throwable cause) {
        super(error.code() + ": " + error.message(), cause);
        this.error = error;
    }

    public AssemblyException(ErrorCode code, String message) {
        this(AssemblyError.of(code, message));
    }

    public AssemblyException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(AssemblyError.of(code, message), cause);
    }

    public AssemblyError error() {
        return error;
    }
}
