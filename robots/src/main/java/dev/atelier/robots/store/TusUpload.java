package dev.atelier.robots.store;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.outbound.OutboundAnswer;
import dev.atelier.robots.outbound.OutboundBody;
import dev.atelier.robots.outbound.OutboundException;
import dev.atelier.robots.outbound.UrlHost;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Sends one file, and goes on where the server says it got to when something breaks off. */
final class TusUpload {
    private static final Set<Integer> PASSING = Set.of(408, 409, 423, 425, 429, 460);
    private static final int MOST_DOUBLINGS = 6;

    private final TusServer server;
    private final StoreLimits limits;
    private final RobotContext job;
    private int failures;

    TusUpload(TusServer server, StoreLimits limits, RobotContext job) {
        this.server = server;
        this.limits = limits;
        this.job = job;
    }

    /** One request; empty-handed when it may go better later. */
    private interface Ask {
        OutboundAnswer send() throws OutboundException;
    }

    /**
     * @return where the server keeps it
     * @throws AssemblyException when the server does not take it
     */
    String send(Path file, String metadata) throws IOException {
        long length = Files.size(file);
        String upload = create(length, metadata);
        long offset = 0;
        while (offset < length) {
            job.checkCancelled();
            long count = Math.min(limits.tusChunkBytes(), length - offset);
            var chunk = new OutboundBody.Slice(file, offset, count);
            OutboundAnswer answer = attempt(() -> server.send(upload, chunk));
            long next = answer == null ? offset(upload, length) : offset(answer, length);
            if (next > offset) {
                failures = 0;
            } else if (answer != null) {
                failed(broken("it took a chunk and has no more than before"));
            }
            offset = next;
        }
        return upload;
    }

    private String create(long length, String metadata) {
        OutboundAnswer answer = null;
        while (answer == null) {
            answer = attempt(() -> server.create(length, metadata));
        }
        failures = 0;
        if (answer.status() != 201 || !answer.headers().containsKey("location")) {
            throw broken("it answered " + answer.status() + " to a new upload");
        }
        try {
            return TusServer.location(answer);
        } catch (IllegalArgumentException malformed) {
            throw broken("its Location is no URL");
        }
    }

    private long offset(String upload, long length) {
        OutboundAnswer answer = null;
        while (answer == null) {
            answer = attempt(() -> server.look(upload));
        }
        return offset(answer, length);
    }

    private static long offset(OutboundAnswer answer, long length) {
        String said = answer.headers().getOrDefault("upload-offset", "");
        if (!said.matches("\\d{1,18}") || Long.parseLong(said) > length) {
            throw broken("it does not say how far the upload has come");
        }
        return Long.parseLong(said);
    }

    /** Null after a failure that may pass. */
    private @Nullable OutboundAnswer attempt(Ask ask) {
        try {
            OutboundAnswer answer = ask.send();
            if (answer.successful()) {
                return answer;
            }
            AssemblyException refusal = refused(answer.status());
            if (!PASSING.contains(answer.status()) && answer.status() < 500) {
                throw refusal;
            }
            failed(refusal);
        } catch (OutboundException e) {
            failed(unreachable(e));
        }
        return null;
    }

    /** Counts, and waits before the next attempt. */
    private void failed(AssemblyException why) {
        boolean hopeless = why.error().details().containsKey("is_private_address");
        if (++failures >= limits.attempts() || hopeless) {
            throw why;
        }
        int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
        Duration wait = limits.pause().multipliedBy(1L << doublings);
        LockSupport.parkNanos(wait.toNanos());
        job.checkCancelled();
    }

    private AssemblyException unreachable(OutboundException e) {
        AssemblyError error =
                AssemblyError.of(
                                ErrorCode.INTERNAL_COMMAND_ERROR,
                                "The file could not be stored. " + e.getMessage())
                        .with("url_host", UrlHost.of(server.endpoint()));
        return new AssemblyException(
                e.isPrivateAddress() ? error.with("is_private_address", true) : error, e);
    }

    private static AssemblyException refused(int status) {
        String why =
                switch (status) {
                    case 401, 403 -> "; it wants other credentials or headers";
                    case 404, 410 -> "; endpoint may be wrong, or the upload is gone";
                    case 412 -> "; it speaks another version of tus than 1.0.0";
                    case 413 -> "; the file is too large for it";
                    default -> "";
                };
        return new AssemblyException(
                AssemblyError.of(
                                ErrorCode.INTERNAL_COMMAND_ERROR,
                                "The tus server answered " + status + why + ".")
                        .with("response_code", status));
    }

    private static AssemblyException broken(String why) {
        return new AssemblyException(
                ErrorCode.INTERNAL_COMMAND_ERROR,
                "The tus server does not keep to tus: " + why + ".");
    }
}
