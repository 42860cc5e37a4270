package dev.atelier.server.conformance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Speaks tus 1.0.0, one request at a time, well or badly. */
public final class TusClient {
    private static final String VERSION = "1.0.0";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    /** What every upload to an Assembly says of itself. */
    public static Map<String, String> metadata(String assemblyUrl, String field, String name) {
        var values = new LinkedHashMap<String, String>();
        values.put("assembly_url", assemblyUrl);
        values.put("fieldname", field);
        values.put("filename", name);
        return values;
    }

    public static String header(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .map(pair ->
                        pair.getKey()
                                + " "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                pair.getValue().getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining(","));
    }

    /** Any request; headers come in pairs. */
    public HttpResponse<String> send(
            String method, String url, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).method(method, body);
        if (!Arrays.asList(headers).contains("Tus-Resumable")) {
            request.header("Tus-Resumable", VERSION);
        }
        for (int i = 0; i < headers.length; i += 2) {
            if (!headers[i + 1].isEmpty()) {
                request.header(headers[i], headers[i + 1]);
            }
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> send(String method, String url, String... headers)
            throws IOException, InterruptedException {
        return send(method, url, BodyPublishers.noBody(), headers);
    }

    /** Begins an upload. */
    public HttpResponse<String> create(
            String tusUrl, Map<String, String> metadata, long length, String... more)
            throws IOException, InterruptedException {
        var headers = new String[more.length + 4];
        headers[0] = "Upload-Length";
        headers[1] = Long.toString(length);
        headers[2] = "Upload-Metadata";
        headers[3] = header(metadata);
        System.arraycopy(more, 0, headers, 4, more.length);
        return send("POST", tusUrl, headers);
    }

    /** Sends bytes for an upload. */
    public HttpResponse<String> patch(String url, long offset, byte[] bytes, String... more)
            throws IOException, InterruptedException {
        var headers = new String[more.length + 4];
        headers[0] = "Upload-Offset";
        headers[1] = Long.toString(offset);
        headers[2] = "Content-Type";
        headers[3] = "application/offset+octet-stream";
        System.arraycopy(more, 0, headers, 4, more.length);
        return send("PATCH", url, BodyPublishers.ofByteArray(bytes), headers);
    }

    public HttpResponse<String> head(String url) throws IOException, InterruptedException {
        return send("HEAD", url);
    }

    /** Where an answer says the upload stands, -1 when it does not say. */
    public static long offset(HttpResponse<?> answer) {
        return answer.headers().firstValueAsLong("Upload-Offset").orElse(-1);
    }

    public static String location(HttpResponse<?> created) {
        return created.headers().firstValue("Location").orElse("none: " + created);
    }

    /** A whole upload in pieces. */
    public String upload(String tusUrl, Map<String, String> metadata, byte[] bytes, int piece)
            throws IOException, InterruptedException {
        HttpResponse<String> created = create(tusUrl, metadata, bytes.length);
        require(created, 201);
        String url = location(created);
        for (int at = 0; at < bytes.length; at += piece) {
            byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
            require(patch(url, at, part), 204);
        }
        return url;
    }

    /** The Assembly ended while files for it were still under way. */
    static final class GoneException extends IOException {
        private static final long serialVersionUID = 1L;

        GoneException(String answer) {
            super(answer);
        }
    }

    private static void require(HttpResponse<String> answer, int status) throws IOException {
        if (answer.statusCode() == 410) {
            throw new GoneException(answer.body());
        }
        if (answer.statusCode() != status) {
            throw new IOException(answer + " " + answer.body());
        }
    }
}
