package dev.atelier.robots.http;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.OutboundAnswer;
import dev.atelier.robots.outbound.OutboundException;
import dev.atelier.robots.outbound.OutboundRequest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Fetches the files an answer names, all together no more than one job may. */
final class ResultDownload {
    private final Outbound outbound;
    private final HttpRequestRobot.Params params;
    private final Duration time;
    private final Path folder;
    private final long fileBytes;
    private long left;

    ResultDownload(
            Outbound outbound, HttpRequestRobot.Params params, RequestLimits limits, Path folder) {
        this.outbound = outbound;
        this.params = params;
        this.folder = folder;
        this.fileBytes = Math.min(params.maxResultFileSize(), limits.fileBytes());
        this.left = limits.totalBytes();
        Duration wished = Duration.ofSeconds(params.resultDownloadTimeout());
        this.time = wished.compareTo(limits.fileTime()) < 0 ? wished : limits.fileTime();
    }

    /**
     * @throws AssemblyException when it cannot be had
     */
    Fetched fetch(String url) throws IOException {
        Path file = Files.createTempFile(folder, "result-", "");
        long most = Math.min(fileBytes, left);
        OutboundAnswer answer;
        try (var out = Files.newOutputStream(file)) {
            answer = outbound.send(OutboundRequest.get(url, time, most), out);
        } catch (OutboundException e) {
            throw RequestRefusal.of(e, url, "A result could not be fetched. " + why(e, most));
        }
        if (!answer.successful()) {
            throw RequestRefusal.of(answer, url);
        }
        long size = Files.size(file);
        left -= size;
        return new Fetched(file, FileName.of(answer, url), size);
    }

    private String why(OutboundException e, long most) {
        if (e.kind() != OutboundException.Kind.TOO_LARGE) {
            return String.valueOf(e.getMessage());
        }
        String setting = most == params.maxResultFileSize() ? "; see max_result_file_size." : ".";
        return "It has more than the " + most + " bytes it may have" + setting;
    }
}
