package dev.atelier.server;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.OutboundAnswer;
import dev.atelier.robots.outbound.OutboundException;
import dev.atelier.robots.outbound.OutboundRequest;
import dev.atelier.server.uploads.Elsewhere;

import org.jspecify.annotations.Nullable;

import java.io.OutputStream;
import java.time.Duration;

/**
 * Gets files that clients have put on the web.
 *
 * @param total time for one file
 */
record WebFiles(Outbound outbound, Duration total) implements Elsewhere {

    @Override
    public void fetch(String url, long maxBytes, OutputStream to) {
        OutboundAnswer answer;
        try {
            answer = outbound.send(OutboundRequest.get(url, total, maxBytes), to);
        } catch (OutboundException e) {
            if (e.kind() == OutboundException.Kind.TOO_LARGE) {
                throw new AssemblyException(
                        ErrorCode.MAX_SIZE_EXCEEDED,
                        "The file has more than the " + maxBytes + " bytes that are allowed.",
                        e);
            }
            throw failed(String.valueOf(e.getMessage()), e);
        }
        if (!answer.successful()) {
            throw failed("The server answered " + answer.status() + ".", null);
        }
    }

    private static AssemblyException failed(String why, @Nullable Throwable cause) {
        return new AssemblyException(
                ErrorCode.IMPORT_FILE_ERROR, "The file could not be fetched: " + why, cause);
    }
}
