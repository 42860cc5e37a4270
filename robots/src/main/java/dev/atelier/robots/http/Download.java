package dev.atelier.robots.http;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.OutboundAnswer;
import dev.atelier.robots.outbound.OutboundException;
import dev.atelier.robots.outbound.OutboundRequest;
import dev.atelier.robots.outbound.OutboundUrl;
import dev.atelier.robots.outbound.PartialFile;
import dev.atelier.robots.outbound.UrlHost;
import dev.atelier.robots.param.ByteRange;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;

/**
 * Fetches one URL into a folder, whole or in parts, and tries again what may have been bad luck.
 */
final class Download {
    private static final int ATTEMPTS = 3;
    private static final int PARTIAL = 206;

    private final Outbound outbound;
    private final HttpImportRobot.Params params;
    private final Duration time;
    private final Duration pause;
    private final Path folder;

    Download(
            Outbound outbound,
            HttpImportRobot.Params params,
            Duration time,
            Duration pause,
            Path folder) {
        this.outbound = outbound;
        this.params = params;
        this.time = time;
        this.pause = pause;
        this.folder = folder;
    }

    /**
     * @throws AssemblyException when it cannot be had
     */
    Fetched fetch(String url, long maxBytes) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(url, maxBytes);
            } catch (AssemblyException e) {
                boolean last = params.failFast() || attempt == ATTEMPTS;
                if (last || e.error().code() != ErrorCode.HTTP_IMPORT_FAILURE || isPrivate(e)) {
                    throw e;
                }
            }
            LockSupport.parkNanos(pause.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("import cancelled");
            }
        }
    }

    private static boolean isPrivate(AssemblyException e) {
        return e.error().details().containsKey("is_private_address");
    }

    private Fetched attempt(String url, long maxBytes) throws IOException {
        Path file = Files.createTempFile(folder, "import-", "");
        try {
            ByteRange range = params.range();
            OutboundAnswer answer = range == null ? null : parts(range, url, maxBytes, file);
            answer = answer == null ? ask(url, maxBytes, null, file) : answer;
            return new Fetched(file, FileName.of(answer, url), Files.size(file));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Null when the server does not know ranges; the file then is to be asked for as a whole. */
    private @Nullable OutboundAnswer parts(ByteRange ranges, String url, long maxBytes, Path file)
            throws IOException {
        OutboundAnswer answer = null;
        Path part = Files.createTempFile(folder, "part-", "");
        try (var whole = new PartialFile(file)) {
            for (String range : ranges.parts()) {
                answer = ask(url, maxBytes, range, part);
                OptionalLong start =
                        PartialFile.start(answer.headers().getOrDefault("content-range", ""));
                if (answer.status() != PARTIAL || start.isEmpty()) {
                    return null;
                }
                if (start.getAsLong() + Files.size(part) > maxBytes) {
                    throw failure(ErrorCode.IMPORT_FILE_ERROR, url, tooLarge(maxBytes));
                }
                whole.put(part, start.getAsLong());
            }
            return answer;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private OutboundAnswer ask(String url, long maxBytes, @Nullable String range, Path to)
            throws IOException {
        var request = OutboundRequest.get(url, time, maxBytes);
        for (var header : params.headers().all().entrySet()) {
            request = request.with(header.getKey(), header.getValue());
        }
        if (range != null) {
            request = request.withOwn("Range", "bytes=" + range);
        }
        OutboundAnswer answer;
        try (var out = Files.newOutputStream(to)) {
            answer = outbound.send(request, out);
        } catch (OutboundException e) {
            throw refused(e, url, maxBytes);
        }
        if (!answer.successful()) {
            throw unsuccessful(answer.status(), url);
        }
        return answer;
    }

    /**
     * @throws AssemblyException when nobody could be asked by it
     */
    static void refuseUnusable(String url) {
        try {
            OutboundUrl.parse(url);
        } catch (OutboundException e) {
            throw refused(e, url, 0);
        }
    }

    private static AssemblyException refused(OutboundException e, String url, long maxBytes) {
        AssemblyError error =
                switch (e.kind()) {
                    case TOO_LARGE -> error(ErrorCode.IMPORT_FILE_ERROR, url, tooLarge(maxBytes));
                    case BAD_URL ->
                            error(ErrorCode.IMPORT_FILE_ERROR, url, String.valueOf(e.getMessage()));
                    case UNREACHABLE, UNTRUSTED, TIMEOUT, TOO_MANY_REDIRECTS, BROKEN ->
                            error(
                                    ErrorCode.HTTP_IMPORT_FAILURE,
                                    url,
                                    String.valueOf(e.getMessage()));
                };
        return new AssemblyException(
                e.isPrivateAddress() ? error.with("is_private_address", true) : error, e);
    }

    private static AssemblyException unsuccessful(int status, String url) {
        ErrorCode code =
                switch (status) {
                    case 404, 410 -> ErrorCode.HTTP_IMPORT_NOT_FOUND;
                    case 401, 403 -> ErrorCode.HTTP_IMPORT_ACCESS_DENIED;
                    default -> ErrorCode.HTTP_IMPORT_FAILURE;
                };
        return new AssemblyException(
                error(code, url, code.defaultMessage() + " It answered " + status + ".")
                        .with("response_code", status));
    }

    private static String tooLarge(long maxBytes) {
        return "The file is larger than the " + maxBytes + " bytes that may still be imported.";
    }

    private static AssemblyException failure(ErrorCode code, String url, String message) {
        return new AssemblyException(error(code, url, message));
    }

    private static AssemblyError error(ErrorCode code, String url, String message) {
        return AssemblyError.of(code, message).with("url_host", UrlHost.of(url));
    }
}
