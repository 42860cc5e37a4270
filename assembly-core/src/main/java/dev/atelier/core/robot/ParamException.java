package dev.atelier.core.robot;

import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** Thrown by a parameter record's constructor when its values do not go together. */
public final class ParamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String param;
    private final @Nullable ErrorCode code;

    /**
     * @param param the parameter to change, such as {@code crop.x2}; empty for the value at hand
     * @param message what is wrong and what is allowed
     */
    public ParamException(String param, String message) {
        this(param, message, null);
    }

    /**
     * @param code what the client sees; the robot's code for wrong parameters when null
     */
    public ParamException(String param, String message, @Nullable ErrorCode code) {
        super(message);
        this.param = param;
        this.code = code;
    }

    public String param() {
        return param;
    }

    public Optional<ErrorCode> code() {
        return Optional.ofNullable(code);
    }
}
