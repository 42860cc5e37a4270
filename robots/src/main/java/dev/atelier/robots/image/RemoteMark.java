package dev.atelier.robots.image;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.OutboundAnswer;
import dev.atelier.robots.outbound.OutboundException;
import dev.atelier.robots.outbound.OutboundRequest;
import dev.atelier.robots.outbound.UrlHost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Fetches the watermark of a URL.
 *
 * @param time for all of it, redirects included
 * @param maxBytes largest picture
 */
public record RemoteMark(Outbound outbound, Duration time, long maxBytes) {

    /**
     * @throws AssemblyException when it cannot be had
     */
    Path fetch(String url, Path folder) throws IOException {
        Path file = folder.resolve("watermark");
        var request = OutboundRequest.get(url, time, maxBytes);
        try (var out = Files.newOutputStream(file)) {
            OutboundAnswer answer = outbound.send(request, out);
            if (!answer.successful()) {
                throw new AssemblyException(
                        error(url, "The server answered " + answer.status() + ".")
                                .with("response_code", answer.status()));
            }
        } catch (OutboundException e) {
            AssemblyError error = error(url, String.valueOf(e.getMessage()));
            throw new AssemblyException(
                    e.isPrivateAddress() ? error.with("is_private_address", true) : error, e);
        }
        return file;
    }

    private static AssemblyError error(String url, String why) {
        String message = "The picture of watermark_url could not be fetched. " + why;
        return AssemblyError.of(ErrorCode.IMAGE_RESIZE_ERROR, message)
                .with("url_host", UrlHost.of(url));
    }
}
