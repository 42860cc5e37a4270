package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.port.JobListener;
import dev.atelier.server.config.ConfigLoader;
import dev.atelier.server.conformance.Client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Files that are two things at once, or that are not what they are called. */
class PolyglotsTest {
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String KEEP =
            """
            {"steps": {":original": {"robot": "/upload/handle", "result": true,
              "ignore_errors": ["meta"]}}}
            """;

    /** The content, as Latin 1, and the only type besides octet-stream it may be served as. */
    private record Polyglot(String name, String content, String type) {}

    private static final List<Polyglot> POLYGLOTS =
            List.of(
                    new Polyglot("a.html", "GIF89a/*\1\0\0\0*/=1;" + SCRIPT, "image/gif"),
                    new Polyglot("b.html", "\u0089PNG\r\n\u001a\n" + SCRIPT, "image/png"),
                    new Polyglot("c.png", "<!DOCTYPE html><html>" + SCRIPT, "text/html"),
                    new Polyglot("d.png", "\u00ef\u00bb\u00bf<html>" + SCRIPT, "text/html"),
                    new Polyglot(
                            "e.jpg",
                            "<svg xmlns=\"http://www.w3.org/2000/svg\">" + SCRIPT + "</svg>",
                            "image/svg+xml"),
                    new Polyglot("f.zip", "%PDF-1.4\nPK\3\4" + SCRIPT, "application/pdf"),
                    new Polyglot("g.html", "\0\0\0\30ftypmp42" + SCRIPT, "video/mp4"));

    @TempDir private Path data;

    @Test
    void poly1APolyglotIsServedAsWhatItsContentIsOrAsPlainBytes() throws Exception {
        var atelier = new Atelier(ConfigLoader.load(null, List.of("http.port=0")));
        try (Engine engine = atelier.engine(data, JobListener.NONE)) {
            engine.start();
            try (HttpDoor door = atelier.open(engine)) {
                var client = new Client(door.url());
                for (Polyglot polyglot : POLYGLOTS) {
                    check(client, polyglot);
                }
            }
        }
    }

    private static void check(Client client, Polyglot polyglot) throws Exception {
        byte[] bytes = polyglot.content().getBytes(StandardCharsets.ISO_8859_1);
        var params = (ObjectNode) new ObjectMapper().readTree(KEEP);
        var created =
                client.create(
                        params,
                        Map.of(),
                        List.of(new Client.FormFile("f", polyglot.name(), bytes)));
        var status =
                client.finished(
                        created.body().path("assembly_ssl_url").asText(), Duration.ofSeconds(60));
        String url = status.at("/results/:original/0/ssl_url").asText();
        assertFalse(url.isEmpty(), () -> polyglot.name() + " " + status);

        var headers = client.download(url).headers();
        String type = headers.firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        assertTrue(
                type.equals(polyglot.type()) || type.equals("application/octet-stream"),
                () -> polyglot.name() + " was served as " + type);
        assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""));
        if (!List.of("image/gif", "image/png", "video/mp4").contains(type)) {
            assertTrue(
                    headers.firstValue("Content-Disposition").orElse("").startsWith("attachment"),
                    polyglot.name());
        }
    }
}
