package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.server.conformance.TusClient;

import io.tus.java.client.TusURLMemoryStore;
import io.tus.java.client.TusUpload;
import io.tus.java.client.TusUploader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;

/** The client of the tus project for Java, as the Java SDK uses it. */
class TusJavaClientTest {
    private static final String COPY =
            "{\"num_expected_upload_files\":1,"
                    + "\"steps\":{\"kept\":{\"robot\":\"/test/write\",\"use\":\":original\"}}}";
    private static final int REQUEST = 300_000;

    @TempDir Path folder;

    private final io.tus.java.client.TusClient tus = new io.tus.java.client.TusClient();
    private final byte[] content = new byte[1_000_000];

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    private JsonNode assembly;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(folder);
        assembly = TestServer.json(server.post(COPY));
        new Random(1).nextBytes(content);
        tus.setUploadCreationURL(URI.create(assembly.required("tus_url").asText()).toURL());
        tus.enableResuming(new TusURLMemoryStore());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TusUpload upload() {
        var upload = new TusUpload();
        upload.setInputStream(new ByteArrayInputStream(content));
        upload.setSize(content.length);
        upload.setFingerprint("one");
        String url = assembly.required("assembly_ssl_url").asText();
        upload.setMetadata(TusClient.metadata(url, "image", "a.bin"));
        return upload;
    }

    private TusUploader uploader() throws Exception {
        TusUploader uploader = tus.resumeOrCreateUpload(upload());
        uploader.setRequestPayloadSize(REQUEST);
        uploader.setChunkSize(50_000);
        return uploader;
    }

    private void completed() throws Exception {
        JsonNode status = server.ended(assembly.required("assembly_id").asText());
        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText(), status::toString);
        String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        assertEquals(md5, status.at("/uploads/0/md5hash").asText());
        assertEquals("image", status.at("/uploads/0/field").asText());
    }

    @Test
    void itUploadsAWholeFile() throws Exception {
        TusUploader uploader = uploader();
        while (uploader.uploadChunk() > -1) {}
        uploader.finish();

        completed();
    }

    @Test
    void itGoesOnWhereItWasInterrupted() throws Exception {
        TusUploader first = uploader();
        while (first.getOffset() < REQUEST) {
            first.uploadChunk();
        }
        first.finish();

        TusUploader second = uploader();

        assertEquals(REQUEST, second.getOffset());
        assertEquals(first.getUploadURL(), second.getUploadURL());
        while (second.uploadChunk() > -1) {}
        second.finish();
        completed();
    }

    @Test
    void itSaysWhyAnUploadIsRefused() throws Exception {
        TusUpload foreign = upload();
        foreign.setMetadata(
                TusClient.metadata(server.url("/assemblies/" + "0".repeat(32)), "f", "a.bin"));

        var refused =
                org.junit.jupiter.api.Assertions.assertThrows(
                        io.tus.java.client.ProtocolException.class,
                        () -> tus.createUpload(foreign));

        assertTrue(String.valueOf(refused.getMessage()).contains("404"), refused.getMessage());
    }
}
