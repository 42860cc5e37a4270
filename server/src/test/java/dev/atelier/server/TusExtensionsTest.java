package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.server.conformance.TusClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.util.Base64;

/** What tus adds to its core, extension by extension, and the override of methods. */
class TusExtensionsTest extends TusCase {
    @Test
    void aLengthMayComeWithTheLastAndEmptyPiece() throws Exception {
        JsonNode assembly = assembly(1);
        var created =
                tus.send(
                        "POST",
                        tusUrl(assembly),
                        "Upload-Defer-Length",
                        "1",
                        "Upload-Metadata",
                        TusClient.header(TusClient.metadata(url(assembly), "f", "a.txt")));
        assertEquals(201, created.statusCode());
        String upload = TusClient.location(created);
        tus.patch(upload, 0, CONTENT);
        assertEquals(
                "1", tus.head(upload).headers().firstValue("Upload-Defer-Length").orElse("none"));
        assertEquals("ASSEMBLY_UPLOADING", server.status(id(assembly)).path("ok").asText());

        var last =
                tus.send(
                        "PATCH",
                        upload,
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[0])),
                        "Upload-Offset",
                        "20",
                        "Upload-Length",
                        "20",
                        "Content-Type",
                        BYTES);

        assertEquals(204, last.statusCode(), last.body());
        completed(assembly, CONTENT);
    }

    @Test
    void theFirstBytesMayComeWithTheCreation() throws Exception {
        JsonNode assembly = assembly(1);

        var created =
                tus.send(
                        "POST",
                        tusUrl(assembly),
                        BodyPublishers.ofByteArray(part(0, 5)),
                        "Upload-Length",
                        "20",
                        "Content-Type",
                        BYTES,
                        "Upload-Metadata",
                        TusClient.header(TusClient.metadata(url(assembly), "f", "a.txt")));

        assertEquals(201, created.statusCode(), created.body());
        assertEquals(5, TusClient.offset(created));
        tus.patch(TusClient.location(created), 5, part(5, 20));
        completed(assembly, CONTENT);
    }

    @ParameterizedTest
    @CsvSource({"sha1,SHA-1", "sha256,SHA-256", "md5,MD5"})
    void aPieceThatMatchesItsChecksumIsTaken(String name, String algorithm) throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly, 20);
        byte[] digest = MessageDigest.getInstance(algorithm).digest(CONTENT);

        var answer =
                tus.patch(
                        upload,
                        0,
                        CONTENT,
                        "Upload-Checksum",
                        name + " " + Base64.getEncoder().encodeToString(digest));

        assertEquals(204, answer.statusCode(), answer.body());
        completed(assembly, CONTENT);
    }

    @Test
    void aPieceThatDoesNotMatchItsChecksumLeavesNothing() throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly, 20);
        tus.patch(upload, 0, part(0, 5));
        byte[] digest = MessageDigest.getInstance("SHA-1").digest(CONTENT);

        var answer =
                tus.patch(
                        upload,
                        5,
                        part(5, 20),
                        "Upload-Checksum",
                        "sha1 " + Base64.getEncoder().encodeToString(digest));

        assertEquals(460, answer.statusCode());
        assertEquals(5, TusClient.offset(tus.head(upload)));
        var unknown = tus.patch(upload, 5, part(5, 20), "Upload-Checksum", "crc32 AAAA");
        assertEquals(400, unknown.statusCode());
        assertEquals(204, tus.patch(upload, 5, part(5, 20)).statusCode());
        completed(assembly, CONTENT);
    }

    @Test
    void partialUploadsArePutTogether() throws Exception {
        JsonNode assembly = assembly(1);
        String second = begun(assembly, 12, "Upload-Concat", "partial");
        String first = begun(assembly, 8, "Upload-Concat", "partial");
        tus.patch(second, 0, part(8, 20));
        tus.patch(first, 0, part(0, 8));
        assertEquals("ASSEMBLY_UPLOADING", server.status(id(assembly)).path("ok").asText());

        var joined = join(assembly, first + " " + second);

        assertEquals(201, joined.statusCode(), joined.body());
        completed(assembly, CONTENT);
        assertEquals(
                TusClient.location(joined),
                server.status(id(assembly)).at("/uploads/0/tus_upload_url").asText());
    }

    @Test
    void partsThatAreNotCompleteAreNotPutTogether() throws Exception {
        JsonNode assembly = assembly(1);
        String part = begun(assembly, 8, "Upload-Concat", "partial");

        assertEquals(400, join(assembly, part).statusCode());
        assertEquals(400, join(assembly, begun(assembly, 20)).statusCode());
        assertEquals(
                404, join(assembly, part.replaceAll("[0-9a-f]{32}$", "0".repeat(32))).statusCode());
    }

    @Test
    void anUploadCanBeRemoved() throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly, 20);
        tus.patch(upload, 0, part(0, 5));

        assertEquals(204, tus.send("DELETE", upload).statusCode());

        assertEquals(404, tus.head(upload).statusCode());
        try (var left = java.nio.file.Files.list(folder.resolve("uploads"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void req6PostStandsForPatchHeadAndDeleteOfAnUpload() throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly, 20);
        var patched =
                tus.send(
                        "POST",
                        upload,
                        BodyPublishers.ofByteArray(part(0, 5)),
                        "X-HTTP-Method-Override",
                        "PATCH",
                        "Upload-Offset",
                        "0",
                        "Content-Type",
                        BYTES);
        assertEquals(204, patched.statusCode(), patched.body());

        var head = tus.send("POST", upload, "X-HTTP-Method-Override", "HEAD");
        assertEquals(5, TusClient.offset(head));
        assertEquals(
                204, tus.send("POST", upload, "X-HTTP-Method-Override", "DELETE").statusCode());
        assertEquals(404, tus.head(upload).statusCode());
    }

    @Test
    void req6NoOtherMethodIsOverridden() throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly, 20);

        assertEquals(400, tus.send("POST", upload, "X-HTTP-Method-Override", "PUT").statusCode());
        var deleted = tus.send("POST", url(assembly), "X-HTTP-Method-Override", "DELETE");
        assertEquals(400, deleted.statusCode());
        var got = tus.send("GET", url(assembly), "X-HTTP-Method-Override", "DELETE");
        assertEquals(200, got.statusCode());
        assertEquals("ASSEMBLY_UPLOADING", server.status(id(assembly)).path("ok").asText());
    }
}
