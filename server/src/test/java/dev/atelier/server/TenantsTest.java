package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What one account has is not there for another, whichever route it takes. */
class TenantsTest {
    private static final String ABSENT = "0123456789abcdef0123456789abcdef";

    /** Knowing the id of an Assembly or upload is enough here, and an id that is used is used. */
    private static final Set<String> BY_ID =
            Set.of(
                    "POST /assemblies/:id",
                    "PUT /assemblies/:id",
                    "GET /assemblies/:id",
                    "DELETE /assemblies/:id",
                    "GET /assemblies/:id/page",
                    "POST /assemblies/:id/reserve_file",
                    "POST /assemblies/:id/add_file",
                    "GET /assembly_notifications/:id");

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(folder, new TwoAccounts());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String made(String path, String params, String pointer) throws Exception {
        var answer = server.tell("POST", path, "a", params.replace('\'', '"'));
        JsonNode body = TestServer.json(answer);
        assertEquals(200, answer.statusCode(), body::toString);
        return body.at(pointer).asText();
    }

    /** The id of one thing of each kind, all of account a, by the first part of its path. */
    private Map<String, String> things() throws Exception {
        var things = new LinkedHashMap<String, String>();
        String steps = "'steps':{'made':{'robot':'/test/write'}}";
        String id = made("/assemblies", "{" + steps + "}", "/assembly_id");
        server.ended(id);
        things.put("assemblies", id);
        things.put("assembly_notifications", id);
        things.put(
                "templates",
                made("/templates", "{'name':'tea','template':{" + steps + "}}", "/id"));
        things.put(
                "template_credentials",
                made(
                        "/template_credentials",
                        "{'name':'bucket','type':'s3','content':{'key':'k','secret':'s',"
                                + "'bucket':'b','bucket_region':'eu-west-1'}}",
                        "/credential/id"));
        things.put("auth_keys", made("/auth_keys", "{'scope':'assemblies:read'}", "/auth_key/id"));
        return things;
    }

    private HttpResponse<byte[]> asked(String method, String path) throws Exception {
        return method.equals("GET")
                ? server.ask(path, "b", "{}")
                : server.tell(method, path, "b", "{}");
    }

    @Test
    void ten1EveryRouteAnswersAnotherAccountAsIfNothingWereThere() throws Exception {
        var things = things();
        var tried = new TreeSet<String>();
        for (var route : server.routes()) {
            String path = route.getPath();
            if (path == null || !path.contains(":id") || route.methods() == null) {
                continue;
            }
            String id = things.get(path.split("/", 3)[1]);
            for (var method : route.methods()) {
                String operation = method.name() + " " + path;
                if (!BY_ID.contains(operation)) {
                    var theirs = asked(method.name(), path.replace(":id", String.valueOf(id)));
                    var none = asked(method.name(), path.replace(":id", ABSENT));

                    assertTrue(theirs.statusCode() / 100 == 4, operation);
                    assertEquals(
                            TestServer.text(none),
                            TestServer.text(theirs).replace(String.valueOf(id), ABSENT),
                            operation);
                    tried.add(operation);
                }
            }
        }
        assertTrue(tried.size() >= 10, tried::toString);
    }
}
