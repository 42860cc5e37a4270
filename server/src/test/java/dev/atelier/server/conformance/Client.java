package dev.atelier.server.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Speaks to a started server the way a back end without an SDK does. */
public final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "atelier-form-boundary";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;

    /** An answer with its parsed body. */
    public record Answer(int status, JsonNode body) {}

    /** A file to send; never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    public record FormFile(String field, String name, byte[] bytes) {}

    public Client(String base) {
        this.base = base;
    }

    public String base() {
        return base;
    }

    /** Posts an Assembly as a multipart form, the files in the order given. */
    public Answer create(ObjectNode params, Map<String, String> fields, Iterable<FormFile> files)
            throws IOException, InterruptedException {
        var body = new ByteArrayOutputStream();
        part(body, "name=\"params\"", JSON.writeValueAsBytes(params));
        for (var field : fields.entrySet()) {
            part(
                    body,
                    "name=\"" + field.getKey() + "\"",
                    field.getValue().getBytes(StandardCharsets.UTF_8));
        }
        for (FormFile file : files) {
            part(
                    body,
                    "name=\"" + file.field() + "\"; filename=\"" + file.name() + "\"",
                    file.bytes());
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + "/assemblies"))
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .timeout(Duration.ofSeconds(60))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build();
        return answer(request);
    }

    private static void part(ByteArrayOutputStream body, String disposition, byte[] bytes) {
        body.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition)
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(bytes);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    public Answer get(String url) throws IOException, InterruptedException {
        return answer(
                HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30)).build());
    }

    public HttpResponse<byte[]> download(String url) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Polls until the Assembly has ended. */
    public JsonNode finished(String url, Duration limit)
            throws IOException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            JsonNode status = get(url).body();
            String ok = status.path("ok").asText("");
            if (!ok.equals("ASSEMBLY_EXECUTING") && !ok.equals("ASSEMBLY_UPLOADING")) {
                return status;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        throw new TimeoutException("not finished within " + limit + ": " + url);
    }

    private Answer answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }
}
