package dev.atelier.robots.generate.provider;

import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.OutboundAnswer;
import dev.atelier.robots.outbound.OutboundBody;
import dev.atelier.robots.outbound.OutboundException;
import dev.atelier.robots.outbound.OutboundRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;

/**
 * The way to one provider. Bodies go out of and into files. The key is sent to the origin the
 * operator configured and to the provider's own other hosts, never to any other URL out of an
 * answer, and so is the name of the work: it means something to whoever bills only. Nothing is
 * retried and no redirect of the configured origin is followed.
 */
final class ProviderHttp {
    private static final int SHORTEST_SECRET = 4;

    private final Endpoint endpoint;
    private final ProviderSettings settings;
    private final ProviderDoors doors;
    private final URI base;

    /**
     * A request written down.
     *
     * @param hash of the body
     */
    record Prepared(Outbound door, OutboundRequest request, String hash) {}

    ProviderHttp(Endpoint endpoint, ProviderSettings settings, ProviderDoors doors) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.doors = doors;
        String url = settings.baseUrl() == null ? endpoint.baseUrl() : settings.baseUrl();
        this.base = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    /**
     * @param folder for the body
     * @param key names the work, so that a repeated request can be told from a new one
     */
    Prepared prepare(Ask ask, Path folder, String key) throws IOException {
        boolean whole = ask.target().matches("(?i)https?://.*");
        String url = whole ? ask.target() : base + ask.target();
        boolean home = !whole || isHome(url);
        boolean theirs = home || isTrusted(url);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Accept", "application/json");
        if (ask.content() != null && theirs) {
            headers.put("Idempotency-Key", key);
        }
        headers.putAll(ask.headers());
        String secret = settings.key().get();
        if (secret != null && theirs) {
            headers.putAll(endpoint.auth(secret));
        }
        OutboundBody body =
                ask.content() == null
                        ? null
                        : AskWriter.body(ask.content(), folder, "atelier-" + key);
        var request =
                new OutboundRequest(
                        ask.method(),
                        url,
                        headers,
                        body,
                        settings.deadline(),
                        doors.maxBytes(),
                        false);
        Outbound door = home ? doors.configured() : doors.open();
        return new Prepared(door, request, hash(body));
    }

    /** Asks and takes the whole answer, whatever its status. */
    Answer send(Prepared prepared, Path folder, Duration left) throws IOException {
        OutboundRequest request = prepared.request();
        var timed =
                new OutboundRequest(
                        request.method(),
                        request.url(),
                        request.headers(),
                        request.body(),
                        left,
                        request.maxBytes(),
                        request.cut());
        Path file = Files.createTempFile(folder, "answer", ".body");
        try (OutputStream out = Files.newOutputStream(file)) {
            OutboundAnswer answer = prepared.door().send(timed, out);
            return new Answer(answer.status(), answer.headers(), file, endpoint.pictureFields());
        }
    }

    /** Prepares and sends in one go; for what costs nothing. */
    Answer free(Ask ask, Path folder, String key, Duration left) throws IOException {
        return send(prepare(ask, folder, key), folder, left);
    }

    /** A URL of an answer; one that is relative begins below the base URL, path and all. */
    String resolve(String url) {
        return URI.create(base + "/").resolve(url).toString();
    }

    private boolean isHome(String url) throws OutboundException {
        URI other = uri(url);
        return base.getScheme().equalsIgnoreCase(other.getScheme())
                && base.getHost().equalsIgnoreCase(other.getHost())
                && port(base) == port(other);
    }

    private boolean isTrusted(String url) throws OutboundException {
        URI other = uri(url);
        return "https".equalsIgnoreCase(other.getScheme()) && endpoint.trusts(base, other);
    }

    private static URI uri(String url) throws OutboundException {
        try {
            URI uri = new URI(url);
            if (uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (java.net.URISyntaxException e) {
            // told below, as a URL without a host is
        }
        throw new OutboundException(OutboundException.Kind.BAD_URL, new IOException(url));
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static String hash(@Nullable OutboundBody body) throws IOException {
        if (body == null) {
            return "";
        }
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), sha)) {
                body.writeTo(out);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text without the key, as it is and as it is sent, in case a provider repeats it. */
    String masked(String text) {
        String secret = settings.key().get();
        if (secret == null || secret.length() < SHORTEST_SECRET) {
            return text;
        }
        String masked = text.replace(secret, "***");
        for (String header : endpoint.auth(secret).values()) {
            String sent = header.substring(header.lastIndexOf(' ') + 1);
            masked = sent.length() < SHORTEST_SECRET ? masked : masked.replace(sent, "***");
        }
        return masked;
    }
}
