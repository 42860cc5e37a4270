package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** Whoever has no more than a key, which pages give away, does not spend money. */
class PaidStepsTest {
    private static final String BUY = "{\"steps\":{\"bought\":{\"robot\":\"/test/buy\"}}}";

    @TempDir Path folder;

    private TestServer server(String... settings) throws Exception {
        return new TestServer(folder, new TwoAccounts(), settings);
    }

    private static HttpResponse<byte[]> create(
            TestServer server, String params, @Nullable String signature) throws Exception {
        var form = new Multipart().field("params", params);
        if (signature != null) {
            form.field("signature", signature);
        }
        return server.send(
                server.request("/assemblies")
                        .header("Authorization", "a")
                        .header("Content-Type", form.contentType())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes())));
    }

    @Test
    void anUnsignedCreateOfAStepThatCostsMoneyIsRefusedWithItsName() throws Exception {
        try (TestServer server = server()) {
            HttpResponse<byte[]> answer = create(server, BUY, null);
            JsonNode refused = TestServer.json(answer);

            assertEquals(400, answer.statusCode());
            assertEquals("NO_SIGNATURE_FIELD", refused.path("error").asText());
            assertTrue(refused.path("message").asText().contains("step bought"));
            assertEquals(200, create(server, BUY, "sha384:00").statusCode());
            assertEquals(200, create(server, BUY.replace("buy", "write"), null).statusCode());
        }
    }

    @Test
    void aTemplateOfTheAccountMaySpend() throws Exception {
        try (TestServer server = server()) {
            server.tell("POST", "/templates", "a", "{\"name\":\"shop\",\"template\":" + BUY + "}");

            String use = "{\"template_id\":\"shop\"";
            assertEquals(200, create(server, use + "}", null).statusCode());
            assertEquals(400, create(server, use + "," + BUY.substring(1), null).statusCode());
        }
    }

    @Test
    void aPaidStepOfATemplateIsNotChangedUnsigned() throws Exception {
        try (TestServer server = server()) {
            String shop =
                    "{\"steps\":{\"bought\":{\"robot\":\"/test/buy\"},"
                            + "\"noted\":{\"robot\":\"/test/write\"}}}";
            server.tell("POST", "/templates", "a", "{\"name\":\"shop\",\"template\":" + shop + "}");

            String use = "{\"template_id\":\"shop\",\"steps\":";
            HttpResponse<byte[]> dearer =
                    create(server, use + "{\"bought\":{\"num_outputs\":10}}}", null);
            String free = use + "{\"noted\":{\"text\":\"x\"}}}";

            assertEquals(400, dearer.statusCode());
            assertTrue(TestServer.json(dearer).path("message").asText().contains("step bought"));
            assertEquals(200, create(server, free, null).statusCode());
        }
    }

    @Test
    void theOperatorMayTrustEveryKey() throws Exception {
        try (TestServer server = server("auth.paid_needs_signature=false")) {
            assertEquals(200, create(server, BUY, null).statusCode());
        }
    }
}
