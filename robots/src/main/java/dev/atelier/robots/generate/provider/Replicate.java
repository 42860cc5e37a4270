package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.ProviderException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Predictions of Replicate. A prediction is created and asked after by its id until it ends;
 * pictures of more than 256 KB are uploaded first. Form as published in its HTTP reference and in
 * the schemas of the models.
 */
public final class Replicate implements Adapter {
    private static final String LONGEST_RUN = "10m";

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

    @Override
    public @Nullable String style(GenerateRequest request) throws ProviderException {
        return ReplicateFamily.of(id(request)).style(request);
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
                new ReplicateInput(
                                chunk,
                                desk,
                                id,
                                picture -> ReplicatePrediction.reference(picture, desk::free))
                        .write());
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

    @Override
    public Reply submitted(Answer answer, Chunk chunk) throws IOException, ProviderException {
        return read(answer, chunk);
    }

    @Override
    public Ask poll(ObjectNode ticket) {
        return ReplicatePrediction.poll(ticket);
    }

    @Override
    public Reply polled(Answer answer, ObjectNode ticket, Chunk chunk)
            throws IOException, ProviderException {
        return read(answer, chunk) instanceof Reply.Finished finished
                ? finished
                : new Reply.Working();
    }

    private Reply read(Answer answer, Chunk chunk) throws IOException, ProviderException {
        return ReplicatePrediction.read(answer, id(chunk.request()), chunk.count());
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
