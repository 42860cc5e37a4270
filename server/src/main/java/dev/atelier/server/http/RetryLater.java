package dev.atelier.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.server.wire.ErrorBody;
import dev.atelier.server.wire.Urls;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Refusals that tell the client when to come again, in every way clients look for. */
final class RetryLater {
    private static final String INFO = "info";
    private static final String RETRY_IN = "retryIn";

    /** The status at which the Java client, and only that one, tries again. */
    private static final int LEGACY = 413;

    private RetryLater() {}

    static AssemblyException in(int seconds, ErrorCode code, String message) {
        return new AssemblyException(
                AssemblyError.of(code, message).with(INFO, Map.of(RETRY_IN, seconds)));
    }

    static boolean concerns(AssemblyError error) {
        return seconds(error) != null;
    }

    private static @Nullable Integer seconds(AssemblyError error) {
        return error.details().get(INFO) instanceof Map<?, ?> info
                        && info.get(RETRY_IN) instanceof Integer seconds
                ? seconds
                : null;
    }

    /**
     * @param urls where the Assembly is that was asked for
     * @param client what the client says it is, null when it does not
     */
    static Answer answer(AssemblyError error, Urls urls, @Nullable String client) {
        boolean legacy = client != null && client.startsWith("java-sdk");
        int status = legacy ? LEGACY : error.code().httpStatus();
        ObjectNode body = ErrorBody.of(error, urls);
        body.put("http_code", status);
        return Answer.json(status, body).with("Retry-After", String.valueOf(seconds(error)));
    }
}
