package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.server.conformance.TusClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many and how large uploads an Assembly takes, and for how long it waits. */
class UploadLimitsTest extends TusCase {
    @Test
    void anUploadOfACancelledAssemblyIsGone() throws Exception {
        JsonNode assembly = assembly(2);
        String done =
                tus.upload(
                        tusUrl(assembly),
                        TusClient.metadata(url(assembly), "f", "a.txt"),
                        CONTENT,
                        100);
        String upload = begun(assembly, 20);
        tus.send("DELETE", url(assembly));

        assertEquals(410, tus.head(upload).statusCode());
        assertEquals(410, tus.head(done).statusCode());
        assertEquals(410, tus.patch(upload, 0, CONTENT).statusCode());
        assertEquals(410, tus.send("DELETE", upload).statusCode());
        assertEquals(410, create(assembly, 20).statusCode());
    }

    @Test
    void anUploadNobodyExpectsIsRefused() throws Exception {
        JsonNode assembly = assembly(0, "{\"steps\":{\"held\":{\"robot\":\"/test/wait\"}}}");

        var refused = create(assembly, 20);

        assertEquals(400, refused.statusCode());
        assertTrue(refused.body().startsWith("ASSEMBLY_SATURATED"), refused.body());
    }

    @ParameterizedTest
    @CsvSource({
        "max_size,19,MAX_SIZE_EXCEEDED",
        "max_number_of_files,1,MAX_NUMBER_OF_FILES_EXCEEDED"
    })
    void aRequestMayLimitItsOwnFiles(String limit, String value, String error) throws Exception {
        String params =
                COPY.replaceFirst(
                        "\\{", "{\"auth\":{\"key\":\"k\",\"" + limit + "\":" + value + "},");
        var form =
                new Multipart()
                        .file("a", "a.txt", CONTENT)
                        .file("b", "b.txt", new byte[3])
                        .field("params", params);

        var refused = server.post("/assemblies", form);

        assertEquals(413, refused.statusCode());
        assertEquals(error, TestServer.json(refused).path("error").asText());
        assertTrue(TestServer.json(refused).path("message").asText().contains(limit));
    }

    @Test
    void anUploadLargerThanItsRequestAllowsFailsTheAssembly() throws Exception {
        JsonNode assembly =
                assembly(
                        1,
                        COPY.replaceFirst("\\{", "{\"auth\":{\"key\":\"k\",\"max_size\":\"19\"},"));

        assertEquals(413, create(assembly, 20).statusCode());

        assertEquals("MAX_SIZE_EXCEEDED", server.ended(id(assembly)).path("error").asText());
    }

    @Test
    void moreUploadsThanTheRequestAllowsCannotBeAnnounced() throws Exception {
        JsonNode refused =
                assembly(
                        3,
                        COPY.replaceFirst(
                                "\\{", "{\"auth\":{\"key\":\"k\",\"max_number_of_files\":2},"));

        assertEquals("MAX_NUMBER_OF_FILES_EXCEEDED", refused.path("error").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_size", "max_number_of_files"})
    void aLimitThatIsNoneIsRefused(String limit) throws Exception {
        for (String value : new String[] {"0", "-1", "1.5", "\"many\"", "[]"}) {
            var refused =
                    server.post(
                            COPY.replaceFirst(
                                    "\\{",
                                    "{\"auth\":{\"key\":\"k\",\"" + limit + "\":" + value + "},"));
            assertEquals(400, refused.statusCode(), value);
            assertTrue(TestServer.text(refused).contains("INVALID_AUTH_MAX_"), value);
        }
    }

    @Test
    void anAssemblyWhoseUploadsDoNotComeFails() throws Exception {
        server.close();
        server = new TestServer(folder.resolve("again"), "uploads.idle_seconds=1");
        JsonNode assembly = assembly(1);
        begun(assembly, 20);

        JsonNode status = server.ended(id(assembly), server::housekeeping);

        assertEquals("REQUEST_PREMATURE_CLOSED", status.path("error").asText());
        assertTrue(status.path("message").asText().contains("num_expected_upload_files"));
    }
}
