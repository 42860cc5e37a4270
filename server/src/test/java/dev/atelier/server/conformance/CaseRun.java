package dev.atelier.server.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

import javax.imageio.ImageIO;

/** Sends one case to a server and compares everything the case expects. */
final class CaseRun {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConformanceCase testCase;
    private final Transport transport;
    private final Client client;
    private final String origin;
    private final Supplier<List<ObjectNode>> calls;
    private final JobLog jobs;
    private final Matcher matcher = new Matcher();

    /**
     * @param calls the calls the fake image engine has had during this case
     * @param jobs what the server's robots did
     */
    CaseRun(
            ConformanceCase testCase,
            Transport transport,
            Client client,
            String origin,
            Supplier<List<ObjectNode>> calls,
            JobLog jobs) {
        this.testCase = testCase;
        this.transport = transport;
        this.client = client;
        this.origin = origin;
        this.calls = calls;
        this.jobs = jobs;
    }

    /** Every difference found; empty when the case passes. */
    List<String> differences() throws Exception {
        ObjectNode params = testCase.instructions(origin);
        params.putObject("auth").put("key", "conformance");
        var files = new ArrayList<Client.FormFile>();
        for (var upload : testCase.uploads()) {
            JsonNode content =
                    ordered()
                            ? SheetOrder.tinted(upload.content(), files.size())
                            : upload.content();
            byte[] bytes = UploadContent.of(upload.name(), content);
            files.add(new Client.FormFile(upload.field(), upload.name(), bytes));
        }
        Client.Answer created = transport.create(client, params, files);
        JsonNode expect = testCase.expect();
        switch (expect.required("at").asText()) {
            case "create" -> create(expect, created);
            case "finish" -> finish(expect, created, files);
            case "serve" -> serve(expect, created);
            default -> matcher.fail("at", "this runner cannot do " + expect.get("at"));
        }
        return matcher.differences();
    }

    private boolean ordered() {
        return testCase.expect().toString().contains("\"inputOrder\"");
    }

    private void create(JsonNode expect, Client.Answer created) {
        matcher.match("error", expect.required("error"), created.body().path("error"));
        if (expect.has("http_code")) {
            matcher.match(
                    "status",
                    expect.get("http_code"),
                    JSON.getNodeFactory().numberNode(created.status()));
        }
        fields(expect, created.body());
    }

    private void finish(JsonNode expect, Client.Answer created, List<Client.FormFile> files)
            throws Exception {
        if (created.status() != 200) {
            matcher.fail("create", "answered " + created.status() + " " + created.body());
            return;
        }
        JsonNode status = client.finished(created.body().path("assembly_ssl_url").asText(), LIMIT);
        if (expect.has("ok")) {
            matcher.match("ok", expect.get("ok"), status.path("ok"));
        } else {
            matcher.match("error", expect.required("error"), status.path("error"));
        }
        fields(expect, status);
        results(expect, status, files);
        if (expect.has("uploads")) {
            matcher.match("uploads", expect.get("uploads"), status.path("uploads"));
        }
        jobs(expect, status);
        calls(expect);
        if (expect.has("ignored_errors")) {
            matcher.subsetAnyOrder(
                    "ignored_errors", expect.get("ignored_errors"), status.path("ignored_errors"));
        }
        if (expect.has("ignored_error_count")) {
            matcher.match(
                    "ignored_error_count",
                    expect.get("ignored_error_count"),
                    status.path("ignored_error_count"));
        }
        if (expect.has("warnings")) {
            matcher.subsetAnyOrder("warnings", expect.get("warnings"), status.path("warnings"));
        }
    }

    /** Fetches the one result and looks at the answer's headers. */
    private void serve(JsonNode expect, Client.Answer created) throws Exception {
        JsonNode status = client.finished(created.body().path("assembly_ssl_url").asText(), LIMIT);
        JsonNode url = status.findPath("results").findPath("ssl_url");
        if (!url.isTextual()) {
            matcher.fail("results", "nothing to fetch in " + status);
            return;
        }
        var answer = client.download(url.asText());
        matcher.match(
                "status",
                expect.required("status"),
                JSON.getNodeFactory().numberNode(answer.statusCode()));
        ObjectNode headers = JSON.createObjectNode();
        for (var header : expect.required("headers").properties()) {
            answer.headers()
                    .firstValue(header.getKey())
                    .ifPresent(value -> headers.put(header.getKey(), value));
        }
        matcher.match("headers", expect.required("headers"), headers);
    }

    private void fields(JsonNode expect, JsonNode body) {
        if (expect.has("message")) {
            matcher.match("message", expect.get("message"), body.path("message"));
        }
        if (expect.has("errorFields")) {
            matcher.match("error body", expect.get("errorFields"), body);
        }
        if (expect.has("http_code") && expect.required("at").asText().equals("finish")) {
            matcher.match("http_code", expect.get("http_code"), body.path("http_code"));
        }
    }

    private void results(JsonNode expect, JsonNode status, List<Client.FormFile> files)
            throws Exception {
        JsonNode results = status.path("results");
        for (JsonNode absent : expect.path("resultsAbsent")) {
            if (!results.path(absent.asText()).isEmpty()) {
                matcher.fail("results." + absent.asText(), "expected to be absent");
            }
        }
        for (var entry : expect.path("results").properties()) {
            String path = "results." + entry.getKey();
            JsonNode actual = withContent(results.path(entry.getKey()), files);
            JsonNode expected = entry.getValue();
            if (expected.isArray() && expect.path("resultsOrder").asText().equals("any")) {
                matcher.matchAnyOrder(path, withoutPixels(expected), actual);
            } else {
                matcher.match(path, withoutPixels(expected), actual);
                pixels(path, expected, actual);
            }
        }
    }

    /** Adds what the case wants to see of the bytes: whether they are an upload's own. */
    private JsonNode withContent(JsonNode files, List<Client.FormFile> uploads) throws Exception {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (JsonNode file : files) {
            ObjectNode copy = file.deepCopy();
            var download = client.download(file.required("ssl_url").asText());
            if (download.statusCode() != 200
                    || download.body().length != file.path("size").asInt()) {
                matcher.fail(
                        file.path("name").asText(),
                        "download gave "
                                + download.statusCode()
                                + " and "
                                + download.body().length
                                + " bytes");
            }
            String md5 = md5(download.body());
            matcher.match("md5hash", JsonNodeFactory.instance.textNode(md5), file.path("md5hash"));
            for (Client.FormFile upload : uploads) {
                if (md5(upload.bytes()).equals(md5)) {
                    copy.put("sameBytesAs", "upload:" + upload.name());
                }
            }
            if (ordered()) {
                copy.set("inputOrder", SheetOrder.read(download.body(), uploads));
            }
            if (testCase.expect().toString().contains("\"archiveEntries\"")
                    && copy.path("ext").asText().equals("zip")) {
                copy.set("archiveEntries", ArchiveMembers.of(download.body()));
            }
            all.add(copy);
        }
        return all;
    }

    private static String md5(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }

    private static JsonNode withoutPixels(JsonNode expected) {
        JsonNode copy = expected.deepCopy();
        if (copy.isArray()) {
            copy.forEach(file -> ((ObjectNode) file).remove("pixels"));
        }
        return copy;
    }

    private void pixels(String path, JsonNode expected, JsonNode actual) throws Exception {
        for (int i = 0; expected.isArray() && i < Math.min(expected.size(), actual.size()); i++) {
            if (!expected.get(i).has("pixels")) {
                continue;
            }
            byte[] bytes = client.download(actual.get(i).required("ssl_url").asText()).body();
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes));
            for (JsonNode pixel : expected.get(i).get("pixels")) {
                pixel(path + "[" + i + "]", picture, pixel);
            }
        }
    }

    private void pixel(String path, BufferedImage picture, JsonNode pixel) throws IOException {
        Color expected = Color.decode(pixel.required("rgb").asText());
        int x = pixel.required("x").asInt();
        int y = pixel.required("y").asInt();
        var found = new Color(picture.getRGB(x, y));
        int off =
                Math.max(
                        Math.abs(expected.getRed() - found.getRed()),
                        Math.max(
                                Math.abs(expected.getGreen() - found.getGreen()),
                                Math.abs(expected.getBlue() - found.getBlue())));
        if (off > pixel.required("tolerance").asInt()) {
            matcher.fail(path, "pixel " + x + "," + y + " expected " + expected + " was " + found);
        }
    }

    private void jobs(JsonNode expect, JsonNode status) {
        String id = status.path("assembly_id").asText();
        for (var entry : expect.path("jobs").properties()) {
            int found = jobs.runs(id, entry.getKey());
            if (found != entry.getValue().asInt()) {
                matcher.fail(
                        "jobs." + entry.getKey(),
                        "expected " + entry.getValue() + " runs but was " + found);
            }
        }
        for (var entry : expect.path("startsAfter").properties()) {
            for (JsonNode before : entry.getValue()) {
                if (!jobs.startedAfter(id, entry.getKey(), before.asText())) {
                    matcher.fail(entry.getKey(), "began before " + before + " had ended");
                }
            }
        }
    }

    private void calls(JsonNode expect) {
        if (!expect.has("calls")) {
            return;
        }
        ArrayNode actual = JSON.createArrayNode();
        calls.get().forEach(actual::add);
        if (expect.path("callsOrder").asText().equals("any")) {
            matcher.matchAnyOrder("calls", expect.get("calls"), actual);
        } else {
            matcher.match("calls", expect.get("calls"), actual);
        }
    }
}
