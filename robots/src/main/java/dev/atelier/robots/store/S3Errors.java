package dev.atelier.robots.store;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.robots.outbound.OutboundException;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;

/** Tells what went wrong with a bucket in the codes of one robot, and no secret with it. */
record S3Errors(
        ErrorCode failure, ErrorCode notFound, ErrorCode accessDenied, ErrorCode wrongRegion) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9.]{1,80}");
    private static final Set<String> ELSEWHERE =
            Set.of(
                    "PermanentRedirect",
                    "TemporaryRedirect",
                    "AuthorizationHeaderMalformed",
                    "IllegalLocationConstraintException");

    AssemblyException of(SdkException e, S3Place place, String object) {
        if (e instanceof AbortedException || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the job was cancelled");
        }
        if (e instanceof AwsServiceException answered) {
            return told(answered, place, object);
        }
        OutboundException unsent = outbound(e);
        String why = unsent == null ? "The S3 server did not answer." : unsent.getMessage();
        AssemblyError error = AssemblyError.of(failure, String.valueOf(why)).with("path", object);
        boolean inside = unsent != null && unsent.isPrivateAddress();
        return new AssemblyException(inside ? error.with("is_private_address", true) : error, e);
    }

    private AssemblyException told(AwsServiceException e, S3Place place, String object) {
        var details = e.awsErrorDetails();
        String word = details == null ? "" : String.valueOf(details.errorCode());
        ErrorCode code = code(e.statusCode(), word);
        String shown = WORD.matcher(word).matches() ? " (" + word + ")" : "";
        String message =
                code.defaultMessage()
                        + " The bucket "
                        + place.bucket()
                        + " answered "
                        + e.statusCode()
                        + shown
                        + ".";
        return new AssemblyException(
                AssemblyError.of(code, message)
                        .with("path", object)
                        .with("response_code", e.statusCode()),
                e);
    }

    private ErrorCode code(int status, String word) {
        if (ELSEWHERE.contains(word) || status == 301 || status == 307) {
            return wrongRegion;
        }
        return switch (status) {
            case 404 -> notFound;
            case 401, 403 -> accessDenied;
            default -> failure;
        };
    }

    private static @Nullable OutboundException outbound(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutboundException found) {
                return found;
            }
        }
        return null;
    }
}
