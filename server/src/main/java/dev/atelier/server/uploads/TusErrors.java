package dev.atelier.server.uploads;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.upload.UploadException;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.BrokenBodyException;

/** Refusals in the form tus clients show to their users: a status and a short text. */
final class TusErrors {
    private TusErrors() {}

    static Answer of(UploadException e) {
        int status =
                switch (e.reason()) {
                    case MALFORMED -> 400;
                    case FORBIDDEN -> 403;
                    case UNKNOWN -> 404;
                    case WRONG_OFFSET -> 409;
                    case GONE -> 410;
                    case TOO_LARGE -> 413;
                    case LOCKED -> 423;
                    case WRONG_CHECKSUM -> 460;
                };
        return text(status, String.valueOf(e.getMessage()));
    }

    static Answer of(AssemblyException e) {
        var code = e.error().code();
        Answer answer = text(code.httpStatus(), code.name() + ": " + e.error().message());
        return code == ErrorCode.CANNOT_ACCEPT_NEW_ASSEMBLIES
                ? answer.with("Retry-After", "30")
                : answer;
    }

    static Answer of(BrokenBodyException e) {
        return text(400, "The request body is not complete: " + e.getMessage() + ".");
    }

    static Answer unsupportedVersion() {
        return text(412, "Tus-Resumable must be " + Tus.VERSION + ".")
                .with("Tus-Version", Tus.VERSION);
    }

    static Answer wrongType() {
        return text(415, "Content-Type must be " + Tus.BYTES + ".");
    }

    static Answer text(int status, String message) {
        return Answer.text(status, "text/plain; charset=utf-8", message + "\n");
    }
}
