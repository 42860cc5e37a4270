package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Bill;
import dev.atelier.robots.generate.ProviderException.Kind;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Predictions of Replicate. A prediction is created and asked after by its id until it ends;
 * pictures of more than 256 KB are uploaded first. Form as published in its HTTP reference and in
 * the schemas of the models.
 */
public final class Replicate implements Adapter {
    private static final long LARGEST_INLINE = 256 * 1024;
    private static final String LONGEST_RUN = "10m";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Pattern POLICY =
            Pattern.compile("(?i)nsfw|sensitive|E005|moderat|safety|content policy");

    @Override
    public String name() {
        return "replicate";
    }

    @Override
    public String baseUrl() {
        return "https://api.replicate.com/v1";
    }

    @Override
    public Map<String, String> auth(String key) {
        return Map.of("Authorization", "Bearer " + key);
    }

    /**
     * {@code wait}: 1 to 60, seconds the answer may be held back; {@code cancel_after}: such as
     * {@code 10m}, when a prediction is given up; {@code safety_tolerance} of flux; {@code quality}
     * of gpt-image.
     */
    @Override
    public Set<String> options() {
        return Set.of("wait", "cancel_after", "safety_tolerance", "quality");
    }

    @Override
    public boolean showsMask() {
        return true;
    }

    @Override
    public Terms terms(GenerateRequest request) throws ProviderException {
        String id = id(request);
        return ReplicateFamily.of(id).terms(request, id);
    }

    /** Drawings have models of their own. */
    private String id(GenerateRequest request) {
        String id = ReplicateFamily.inQuality(NativeIds.of(request, name()), request);
        return request.format().vector() && !id.endsWith("-svg") ? id + "-svg" : id;
    }

    @Override
    public Ask submit(Chunk chunk, Desk desk) throws Exception {
        String id = id(chunk.request());
        int version = id.indexOf(':');
        ObjectNode body = AssemblyFile.emptyJson();
        body.set(
                "input",
                new ReplicateInput(chunk, desk, id, picture -> reference(picture, desk)).write());
        if (version >= 0) {
            body.put("version", id.substring(version + 1));
        }
        String longest = desk.option("cancel_after");
        Ask ask =
                Ask.post(version >= 0 ? "/predictions" : "/models/" + id + "/predictions", body)
                        .with("Cancel-After", longest == null ? LONGEST_RUN : longest);
        String wait = desk.option("wait");
        return wait == null ? ask : ask.with("Prefer", "wait=" + wait);
    }

    private static JsonNode reference(SentPicture picture, Desk desk) throws Exception {
        if (Files.size(picture.file()) <= LARGEST_INLINE) {
            return new POJONode(picture.dataUrl());
        }
        var form = new Ask.Form().file("content", "picture." + picture.extension(), picture);
        String url = desk.free(Ask.post("/files", form)).json().at("/urls/get").textValue();
        if (url == null) {
            throw new ProviderException(
                    Kind.OVERLOADED, "replicate took a picture but did not say where it is.");
        }
        return new TextNode(url);
    }

    @Override
    public Reply submitted(Answer answer, Chunk chunk) throws IOException, ProviderException {
        return read(answer, chunk);
    }

    @Override
    public Ask poll(ObjectNode ticket) {
        return Ask.get("/predictions/" + ticket.path("id").asText());
    }

    @Override
    public Reply polled(Answer answer, ObjectNode ticket, Chunk chunk)
            throws IOException, ProviderException {
        return read(answer, chunk) instanceof Reply.Finished finished
                ? finished
                : new Reply.Working();
    }

    private Reply read(Answer answer, Chunk chunk) throws IOException, ProviderException {
        JsonNode prediction = answer.json();
        return switch (prediction.path("status").asText()) {
            case "starting", "processing", "queued" ->
                    new Reply.Accepted(AssemblyFile.emptyJson().put("id", id(prediction)));
            case "succeeded", "successful" -> finished(prediction, chunk);
            case "failed" -> throw failed(prediction.path("error").asText("no reason given"));
            case "canceled" ->
                    throw new ProviderException(
                            Kind.TIMEOUT,
                            "replicate stopped the prediction; it took longer than cancel_after"
                                    + " allows, and may have been billed.");
            case "aborted" ->
                    throw new ProviderException(
                                    Kind.OVERLOADED,
                                    "replicate never started the prediction and did not bill it.")
                            .with(Bill.NONE);
            default ->
                    throw new ProviderException(
                            Kind.BROKEN, "replicate's answer has no status that is known.");
        };
    }

    private static String id(JsonNode prediction) throws ProviderException {
        String id = prediction.path("id").asText();
        if (!ID.matcher(id).matches()) {
            throw new ProviderException(Kind.BROKEN, "replicate's answer has no id.");
        }
        return id;
    }

    private static ProviderException failed(String said) {
        Kind kind = POLICY.matcher(said).find() ? Kind.CONTENT_POLICY : Kind.BROKEN;
        return new ProviderException(kind, "replicate: " + said);
    }

    private Reply finished(JsonNode prediction, Chunk chunk) throws ProviderException {
        if (prediction.path("data_removed").asBoolean()) {
            throw new ProviderException(
                    Kind.RESULT_EXPIRED,
                    "The pictures were made, but replicate has deleted them; it keeps them an"
                            + " hour.");
        }
        JsonNode output = prediction.path("output");
        var pictures = new ArrayList<Made>();
        for (JsonNode one : output.isArray() ? output : List.of(output)) {
            Made made = DataUrl.made(one);
            if (made != null) {
                pictures.add(made);
            }
        }
        ObjectNode meta = AssemblyFile.emptyJson();
        meta.put("native_model", id(chunk.request()));
        meta.put("provider_request_id", prediction.path("id").asText());
        return new Reply.Finished(pictures, missing(pictures.size(), chunk), null, meta);
    }

    /** Models with a filter leave pictures out without a word. */
    private static List<String> missing(int made, Chunk chunk) {
        return made == 0 || made >= chunk.count()
                ? List.of()
                : List.of(
                        "%d of %d came back; the model's filter drops what it does not show"
                                .formatted(made, chunk.count()));
    }

    @Override
    public ProviderException refusal(Answer answer) {
        JsonNode problem = answer.errorJson();
        String detail = problem.path("detail").textValue();
        return Refusals.byStatus(
                name(), answer, detail == null ? problem.path("title").asText("") : detail.strip());
    }

    @Override
    public List<String> warnings(GenerateRequest request) {
        return NativeIds.warnings(request, name());
    }
}
