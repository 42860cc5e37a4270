package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.server.conformance.TusClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;

/** Resumable uploads as tus clients see them. */
class ResumableUploadsTest extends TusCase {
    @Test
    void anUploadInPiecesBecomesAFileOfItsAssembly() throws Exception {
        JsonNode assembly = assembly(1);
        assertEquals("ASSEMBLY_UPLOADING", assembly.path("ok").asText());
        assertEquals(1, assembly.path("expected_tus_uploads").asInt());
        var metadata = TusClient.metadata(url(assembly), "image", "a.txt");
        metadata.put("relativePath", "täg/a.txt");

        String upload = tus.upload(tusUrl(assembly), metadata, CONTENT, 7);

        completed(assembly, CONTENT);
        JsonNode status = server.status(id(assembly));
        JsonNode file = status.at("/uploads/0");
        assertTrue(file.path("is_tus_file").asBoolean());
        assertEquals(upload, file.path("tus_upload_url").asText());
        assertEquals("a.txt", file.path("name").asText());
        assertEquals("image", file.path("field").asText());
        assertEquals("täg/a.txt", file.at("/user_meta/relativePath").asText());
        assertFalse(file.path("user_meta").has("assembly_url"));
        assertEquals("image", status.at("/results/kept/0/field").asText());
        assertFalse(status.at("/results/kept/0/is_tus_file").asBoolean());
    }

    @Test
    void theStatusShowsUploadsUnderWay() throws Exception {
        JsonNode assembly = assembly(2);
        String upload = begun(assembly, CONTENT.length);
        tus.patch(upload, 0, part(0, 8));

        JsonNode status = server.status(id(assembly));

        assertEquals(2, status.path("expected_tus_uploads").asInt());
        assertEquals(1, status.path("started_tus_uploads").asInt());
        assertEquals(0, status.path("finished_tus_uploads").asInt());
        assertEquals(8, status.path("bytes_received").asInt());
        assertEquals(CONTENT.length, status.path("bytes_expected").asInt());
        JsonNode entry = status.at("/tus_uploads/0");
        assertEquals("a.txt", entry.path("filename").asText());
        assertEquals("image", entry.path("fieldname").asText());
        assertEquals(CONTENT.length, entry.path("size").asInt());
        assertEquals(8, entry.path("offset").asInt());
        assertFalse(entry.path("finished").asBoolean(true));
        assertEquals(upload, entry.path("upload_url").asText());

        tus.patch(upload, 8, part(8, CONTENT.length));

        JsonNode next = server.status(id(assembly));
        assertEquals("ASSEMBLY_UPLOADING", next.path("ok").asText());
        assertEquals(1, next.path("finished_tus_uploads").asInt());
        assertTrue(next.at("/tus_uploads/0/finished").asBoolean());
        assertEquals(CONTENT.length, next.path("bytes_received").asInt());
    }

    @Test
    void filesOfTheFormAndResumableUploadsMix() throws Exception {
        var form =
                new Multipart()
                        .field("params", COPY)
                        .file("first", "one.bin", new byte[] {1, 2, 3})
                        .field("tus_num_expected_upload_files", "1");
        JsonNode assembly = TestServer.json(server.post("/assemblies", form));
        assertEquals("ASSEMBLY_UPLOADING", assembly.path("ok").asText());

        tus.upload(
                tusUrl(assembly),
                TusClient.metadata(url(assembly), "second", "two.txt"),
                CONTENT,
                100);

        JsonNode status = server.ended(id(assembly));
        assertEquals(2, status.path("uploads").size());
        assertEquals(2, status.at("/results/kept").size());
        assertEquals(23, status.path("bytes_received").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"num_expected_upload_files", "tus_num_expected_upload_files"})
    void theExpectedNumberMayStandInParams(String name) throws Exception {
        String params = COPY.replaceFirst("\\{", "{\"" + name + "\":1,");

        JsonNode assembly = TestServer.json(server.post(params));

        assertEquals("ASSEMBLY_UPLOADING", assembly.path("ok").asText());
        tus.upload(tusUrl(assembly), TusClient.metadata(url(assembly), "f", "a.txt"), CONTENT, 100);
        completed(assembly, CONTENT);
    }

    @Test
    void anEmptyFileIsCompleteWhenItIsBegun() throws Exception {
        JsonNode assembly = assembly(1);

        begun(assembly, 0);

        completed(assembly, new byte[0]);
    }

    @Test
    void headSaysWhereAnUploadStandsAndHowLongItIsKept() throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly, 20);
        tus.patch(upload, 0, part(0, 11));

        var head = tus.head(upload);

        assertEquals(200, head.statusCode());
        assertEquals(11, TusClient.offset(head));
        assertEquals("20", head.headers().firstValue("Upload-Length").orElse("none"));
        assertEquals("no-store", head.headers().firstValue("Cache-Control").orElse("none"));
        assertTrue(
                head.headers()
                        .firstValue("Upload-Metadata")
                        .orElse("none")
                        .contains("filename YS50eHQ="));
        assertTrue(head.headers().firstValue("Upload-Expires").orElse("none").endsWith(" GMT"));
    }

    @Test
    void optionsNameWhatIsSpoken() throws Exception {
        var options = tus.send("OPTIONS", server.url("/resumable/files/"));

        var headers = options.headers();
        assertEquals(204, options.statusCode());
        assertEquals("1.0.0", headers.firstValue("Tus-Version").orElse("none"));
        assertEquals("1000000", headers.firstValue("Tus-Max-Size").orElse("none"));
        assertTrue(headers.firstValue("Tus-Extension").orElse("").contains("concatenation"));
        assertEquals(
                "md5,sha1,sha256,sha512",
                headers.firstValue("Tus-Checksum-Algorithm").orElse("none"));
        assertEquals("*", headers.firstValue("Access-Control-Allow-Origin").orElse("none"));
    }

    @Test
    void browsersMayReadWhatTheyNeed() throws Exception {
        JsonNode assembly = assembly(1);

        var created = create(assembly, 20);

        String exposed =
                created.headers().firstValue("Access-Control-Expose-Headers").orElse("none");
        for (String header : new String[] {"Location", "Upload-Offset", "Upload-Length"}) {
            assertTrue(exposed.contains(header), exposed);
        }
    }

    @Test
    void aWrongVersionIsRefused() throws Exception {
        JsonNode assembly = assembly(1);

        var refused = create(assembly, 20, "Tus-Resumable", "0.2.2");

        assertEquals(412, refused.statusCode());
        assertEquals("1.0.0", refused.headers().firstValue("Tus-Version").orElse("none"));
    }

    @Test
    void pairsOfMetadataMayComeInAnyOrderAndWithoutValue() throws Exception {
        JsonNode assembly = assembly(1);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("name", "x");
        metadata.putAll(TusClient.metadata(url(assembly) + "/", "", "../../a b.txt"));
        String header = TusClient.header(metadata).replace("fieldname ", "is_empty,fieldname ");

        var created =
                tus.send(
                        "POST",
                        tusUrl(assembly),
                        BodyPublishers.ofByteArray(CONTENT),
                        "Upload-Length",
                        "20",
                        "Content-Type",
                        BYTES,
                        "Upload-Metadata",
                        header);

        assertEquals(201, created.statusCode(), created.body());
        JsonNode file = server.ended(id(assembly)).at("/uploads/0");
        assertEquals("a b.txt", file.path("name").asText());
        assertEquals("file", file.path("field").asText());
        assertEquals("", file.at("/user_meta/is_empty").asText("none"));
    }
}
