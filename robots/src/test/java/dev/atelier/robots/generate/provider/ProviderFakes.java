package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Providers as documented, the same ones for our adapters and for the official clients, so that
 * neither side can drift alone. A prompt {@code FAIL:name} gets the error of that name out of the
 * fixtures.
 */
public final class ProviderFakes {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern FAIL = Pattern.compile("FAIL:(\\w+)");
    private static final String PREDICTION = "gm3qorzdhgbfurvjtvhg6dckhu";

    private static final String REQUEST = "764cabcf-b745-4b3e-ae38-1200304cf45b";

    private ProviderFakes() {}

    /** One by name; its results are the picture of the fixtures. */
    public static Recorder.Script named(String provider, Recorder server) {
        byte[] picture = Fixtures.picture("RESULT");
        Map<String, Recorder.Script> all =
                Map.of(
                        "openai", fixed("openai.responses.json", "/success/generate"),
                        "google", fixed("google-genai.responses.json", "/success/generateContent"),
                        "replicate", replicate(server, picture),
                        "fal", fal(server, picture));
        Recorder.Script found = all.get(provider);
        if (found == null) {
            throw new IllegalArgumentException(provider);
        }
        return found;
    }

    /** One that answers at once. */
    private static Recorder.Script fixed(String file, String success) {
        return request -> {
            Matcher fail = FAIL.matcher(request.text());
            return Fixtures.answer(file, fail.find() ? "/errors/" + fail.group(1) : success);
        };
    }

    /** Predictions that are asked after once. */
    static Recorder.Script replicate(Recorder server, byte[] picture) {
        return request -> {
            Matcher fail = FAIL.matcher(request.text());
            if (fail.find()) {
                return Fixtures.answer("replicate.responses.json", "/errors/" + fail.group(1));
            }
            if (request.path().equals("/v1/files")) {
                return Recorder.Reply.of(
                        201, "{\"id\": \"f\", \"urls\": {\"get\": \"https://files.test/f\"}}");
            }
            if (request.path().endsWith("/predictions")) {
                return prediction(server, "starting", null);
            }
            return request.path().startsWith("/v1/predictions/")
                    ? prediction(server, "succeeded", outputs(server))
                    : Recorder.Reply.bytes("image/png", picture);
        };
    }

    static Recorder.Reply prediction(Recorder server, String status, @Nullable JsonNode output) {
        ObjectNode json =
                Fixtures.file("replicate.responses.json").at("/success/starting/json").deepCopy();
        String place = server.url() + "/v1/predictions/" + PREDICTION;
        json.put("status", status).set("output", output);
        ((ObjectNode) json.path("urls")).put("get", place).put("cancel", place + "/cancel");
        return Recorder.Reply.of(201, json.toString()).with("content-type", "application/json");
    }

    private static ArrayNode outputs(Recorder server) throws Exception {
        ArrayNode list = JSON.createArrayNode();
        JsonNode input = JSON.readTree(last(server, "/predictions").body()).path("input");
        int count = input.path("num_outputs").asInt(input.path("number_of_images").asInt(1));
        for (int i = 0; i < count; i++) {
            list.add(server.url() + "/out-" + i + ".png");
        }
        return list;
    }

    /** A queue that is done when it is asked after. */
    static Recorder.Script fal(Recorder server, byte[] picture) {
        return request -> {
            String path = request.path();
            Matcher fail = FAIL.matcher(request.text());
            if (fail.find()) {
                return Fixtures.answer("fal.responses.json", "/errors/" + fail.group(1));
            }
            if (path.startsWith("/storage/")) {
                return Recorder.Reply.json(
                        "{\"upload_url\": \"%s/put\", \"file_url\": \"https://files.test/f.png\"}"
                                .formatted(server.url()));
            }
            if (request.method().equals("POST")) {
                return queued(server);
            }
            if (path.contains("/status")) {
                return Fixtures.answer("fal.responses.json", "/success/completed");
            }
            return path.contains("/requests/")
                    ? falResult(server)
                    : Recorder.Reply.bytes("image/png", picture);
        };
    }

    private static Recorder.Reply queued(Recorder server) {
        ObjectNode json = Fixtures.file("fal.responses.json").at("/success/submit/json").deepCopy();
        String place = server.url() + "/fal-ai/flux/requests/" + REQUEST;
        json.put("status_url", place + "/status").put("response_url", place);
        return Recorder.Reply.json(json.toString());
    }

    /**
     * @param nsfw which pictures are blacked out
     */
    static Recorder.Reply falResult(Recorder server, boolean... nsfw) throws Exception {
        ObjectNode json = Fixtures.file("fal.responses.json").at("/success/result/json").deepCopy();
        ArrayNode images = json.putArray("images");
        ArrayNode concepts = json.putArray("has_nsfw_concepts");
        JsonNode input = JSON.readTree(last(server, "").body());
        for (int i = 0; i < input.path("num_images").asInt(1); i++) {
            images.addObject().put("url", server.url() + "/files/" + i + ".png");
            concepts.add(i < nsfw.length && nsfw[i]);
        }
        return Recorder.Reply.json(json.toString()).with("x-fal-request-id", REQUEST);
    }

    private static Recorder.Request last(Recorder server, String end) {
        return server.requests().stream()
                .filter(r -> r.method().equals("POST") && r.path().endsWith(end))
                .reduce((_, later) -> later)
                .orElseThrow();
    }
}
