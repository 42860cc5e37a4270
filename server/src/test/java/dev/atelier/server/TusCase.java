package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.server.conformance.TusClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;

/** A server that takes resumable uploads, and what tests of them do again and again. */
abstract class TusCase {
    static final String COPY =
            "{\"steps\":{\"kept\":{\"robot\":\"/test/write\",\"use\":\":original\"}}}";
    static final byte[] CONTENT = "twenty bytes of text".getBytes(UTF_8);
    static final String BYTES = "application/offset+octet-stream";

    @TempDir Path folder;
    final TusClient tus = new TusClient();

    @SuppressWarnings("NullAway.Init")
    TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(folder, "limits.upload_bytes=1000000");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    JsonNode assembly(int expected) throws Exception {
        return assembly(expected, COPY);
    }

    JsonNode assembly(int expected, String params) throws Exception {
        var form =
                new Multipart()
                        .field("params", params)
                        .field("num_expected_upload_files", Integer.toString(expected));
        return TestServer.json(server.post("/assemblies", form));
    }

    static String url(JsonNode assembly) {
        return assembly.required("assembly_ssl_url").asText();
    }

    static String id(JsonNode assembly) {
        return assembly.required("assembly_id").asText();
    }

    static String tusUrl(JsonNode assembly) {
        return assembly.required("tus_url").asText();
    }

    HttpResponse<String> create(JsonNode assembly, long length, String... headers)
            throws Exception {
        return tus.create(
                tusUrl(assembly),
                TusClient.metadata(url(assembly), "image", "a.txt"),
                length,
                headers);
    }

    String begun(JsonNode assembly, long length, String... headers) throws Exception {
        HttpResponse<String> created = create(assembly, length, headers);
        assertEquals(201, created.statusCode(), created.body());
        return TusClient.location(created);
    }

    static byte[] part(int from, int to) {
        return Arrays.copyOfRange(CONTENT, from, to);
    }

    void completed(JsonNode assembly, byte[] bytes) throws Exception {
        JsonNode status = server.ended(id(assembly));
        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText(), status::toString);
        JsonNode upload = status.at("/uploads/0");
        assertEquals(md5(bytes), upload.path("md5hash").asText());
        assertEquals(bytes.length, upload.path("size").asInt());
    }

    static String md5(byte[] bytes) throws Exception {
        return java.util.HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }

    HttpResponse<String> join(JsonNode assembly, String parts) throws Exception {
        return tus.send(
                "POST",
                tusUrl(assembly),
                "Upload-Concat",
                "final;" + parts,
                "Upload-Metadata",
                TusClient.header(TusClient.metadata(url(assembly), "f", "a.txt")));
    }
}
