package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Follows one stream of server-sent events on a thread of its own. */
final class SseClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 30;
    private static final Heard END = new Heard(null, "end of the stream", "");

    private final HttpResponse<InputStream> response;
    private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

    /** One entry, or a comment, whose name is {@code :}. */
    record Heard(@Nullable String id, @Nullable String name, String data) {
        JsonNode json() {
            try {
                return JSON.readTree(data);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The name, or for a plain message what it says. */
        String word() {
            return name == null ? data : name;
        }
    }

    SseClient(String url, @Nullable String lastEventId) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        response =
                HttpClient.newHttpClient()
                        .send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        Thread.ofVirtual().start(this::read);
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    private void read() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = null;
            String name = null;
            String data = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (data != null || id != null) {
                        heard.add(new Heard(id, name, data == null ? "" : data));
                    }
                    id = null;
                    name = null;
                    data = null;
                } else if (line.startsWith(":")) {
                    heard.add(new Heard(null, ":", line));
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                }
            }
        } catch (IOException e) {
            heard.add(new Heard(null, "broken off", String.valueOf(e)));
        }
        heard.add(END);
    }

    /** The next entry, the opening one included. */
    Heard next() throws InterruptedException {
        Heard next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(next, "nothing came");
        return next;
    }

    /** Everything up to and with the first entry of this name or of these words. */
    List<Heard> until(String word) throws InterruptedException {
        var all = new ArrayList<Heard>();
        do {
            all.add(next());
        } while (!all.getLast().word().equals(word) && !all.getLast().equals(END));
        return all;
    }

    /** Everything until the server ends the stream, without pings and progress. */
    List<Heard> rest() throws InterruptedException {
        var all = new ArrayList<Heard>();
        for (Heard next = next(); !next.equals(END); next = next()) {
            if (!next.word().equals(":") && !next.word().equals("assembly_execution_progress")) {
                all.add(next);
            }
        }
        return all;
    }

    static List<String> words(List<Heard> entries) {
        return entries.stream().map(Heard::word).toList();
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
