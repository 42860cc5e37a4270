package dev.atelier.robots.store;

import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.OutboundAnswer;
import dev.atelier.robots.outbound.OutboundBody;
import dev.atelier.robots.outbound.OutboundException;
import dev.atelier.robots.outbound.OutboundRequest;
import dev.atelier.robots.outbound.OutboundUrl;

import org.jspecify.annotations.Nullable;

import java.io.OutputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The three requests of tus 1.0.0 that an upload needs, as its specification names them.
 *
 * @param headers for the server of the endpoint alone
 */
record TusServer(
        Outbound outbound, String endpoint, Map<String, String> headers, StoreLimits limits) {
    private static final String OFFSETS = "application/offset+octet-stream";

    /** Makes an upload; a good answer says where. */
    OutboundAnswer create(long length, String metadata) throws OutboundException {
        var extra = new LinkedHashMap<String, String>();
        extra.put("Upload-Length", Long.toString(length));
        if (!metadata.isEmpty()) {
            extra.put("Upload-Metadata", metadata);
        }
        return ask("POST", endpoint, extra, new OutboundBody("text/plain", List.of()));
    }

    OutboundAnswer send(String upload, OutboundBody.Slice bytes) throws OutboundException {
        return ask(
                "PATCH",
                upload,
                Map.of("Upload-Offset", Long.toString(bytes.from())),
                new OutboundBody(OFFSETS, List.of(bytes)));
    }

    /** Asks how far an upload has come. */
    OutboundAnswer look(String upload) throws OutboundException {
        return ask("HEAD", upload, Map.of(), null);
    }

    private OutboundAnswer ask(
            String method, String url, Map<String, String> extra, @Nullable OutboundBody body)
            throws OutboundException {
        boolean known = OutboundUrl.parse(url).hasOriginOf(OutboundUrl.parse(endpoint));
        var request =
                new OutboundRequest(
                                method,
                                url,
                                known ? headers : Map.of(),
                                body,
                                limits.time(),
                                0,
                                true)
                        .waiting(limits.time())
                        .withOwn("Tus-Resumable", "1.0.0");
        for (var header : extra.entrySet()) {
            request = request.withOwn(header.getKey(), header.getValue());
        }
        return outbound.send(request, OutputStream.nullOutputStream());
    }

    /** Where an answer says the upload is, as whoever fetches it would write it. */
    static String location(OutboundAnswer answer) {
        String location = answer.headers().getOrDefault("location", "");
        return plain(URI.create(answer.url()).resolve(location).toString());
    }

    /** Without a port that goes without saying. */
    private static String plain(String url) {
        return url.replaceFirst("(?i)^(http://[^/]*):80(/|$)", "$1$2")
                .replaceFirst("(?i)^(https://[^/]*):443(/|$)", "$1$2");
    }
}
