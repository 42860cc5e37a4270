package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The queue of fal: submit, ask at the status URL of the answer, fetch at its response URL. Its own
 * retries of failed runs are switched off. Form as published in its queue reference and in the
 * schemas of the apps.
 */
public final class Fal implements Adapter {
    private static final Pattern BALANCE = Pattern.compile("(?i)balance|locked|top up");

    @Override
    public String name() {
        return "fal";
    }

    @Override
    public String baseUrl() {
        return "https://queue.fal.run";
    }

    @Override
    public Map<String, String> auth(String key) {
        return Map.of("Authorization", "Key " + key);
    }

    /** Its storage API; not the hosts that take and deliver files. */
    @Override
    public boolean trusts(URI base, URI other) {
        return base.getHost().equals("queue.fal.run") && other.getHost().equals("rest.fal.ai");
    }

    /**
     * {@code storage_url}: where to announce uploads; {@code safety_tolerance} of flux; {@code
     * quality} of gpt-image; {@code rendering_speed} of ideogram.
     */
    @Override
    public Set<String> options() {
        return Set.of("storage_url", "safety_tolerance", "quality", "rendering_speed");
    }

    @Override
    public boolean showsMask() {
        return true;
    }

    @Override
    public Terms terms(GenerateRequest request) throws ProviderException {
        String id = NativeIds.of(request, name());
        return FalFamily.of(id).terms(request, id);
    }

    @Override
    public @Nullable String style(GenerateRequest request) throws ProviderException {
        return FalFamily.of(id(request)).style(request);
    }

    /** Some apps have a second one that takes pictures. */
    private String id(GenerateRequest request) throws ProviderException {
        String id = NativeIds.of(request, name());
        boolean pictures = request.image() != null || !request.references().isEmpty();
        return pictures && FalFamily.of(id).hasEdit() && !id.endsWith("/edit") ? id + "/edit" : id;
    }

    @Override
    public Ask submit(Chunk chunk, Desk desk) throws Exception {
        String id = id(chunk.request());
        var input =
                new FalInput(
                        chunk,
                        desk,
                        id,
                        picture ->
                                FalQueue.reference(
                                        picture, desk.option("storage_url"), desk::free));
        return Ask.post("/" + id, input.write()).with("X-Fal-No-Retry", "1");
    }

    @Override
    public Reply submitted(Answer answer, Chunk chunk) throws ProviderException {
        return FalQueue.submitted(answer);
    }

    @Override
    public Ask poll(ObjectNode ticket) {
        return FalQueue.poll(ticket);
    }

    @Override
    public Reply polled(Answer answer, ObjectNode ticket, Chunk chunk)
            throws IOException, ProviderException {
        JsonNode json = answer.json();
        return FalQueue.isResult(ticket)
                ? result(json, ticket, chunk)
                : FalQueue.state(json, ticket);
    }

    private Reply result(JsonNode json, ObjectNode ticket, Chunk chunk) throws ProviderException {
        var pictures = new ArrayList<Made>();
        var refused = new ArrayList<String>();
        JsonNode images = json.path("images");
        for (int i = 0; i < images.size(); i++) {
            Made made = DataUrl.made(images.path(i).path("url"));
            if (json.path("has_nsfw_concepts").path(i).asBoolean()) {
                refused.add("a picture was blacked out by the safety checker (NSFW)");
            } else if (made != null) {
                pictures.add(made.withSeed(seed(json, chunk)));
            }
        }
        ObjectNode meta = AssemblyFile.emptyJson();
        meta.put("native_model", id(chunk.request()));
        meta.put("provider_request_id", ticket.path("request_id").asText());
        return new Reply.Finished(pictures, refused, null, meta);
    }

    /** The seed of an answer is that of its first picture. */
    private static @Nullable Long seed(JsonNode json, Chunk chunk) {
        boolean certain = chunk.count() == 1 && json.path("seed").isIntegralNumber();
        return certain ? json.path("seed").longValue() : null;
    }

    @Override
    public ProviderException refusal(Answer answer) {
        JsonNode detail = answer.errorJson().path("detail");
        String said = detail.isTextual() ? detail.asText() : detail.at("/0/msg").asText("");
        String type = detail.at("/0/type").asText("");
        if (type.equals("content_policy_violation")) {
            return Refusals.of(Kind.CONTENT_POLICY, name(), answer, said);
        }
        if (answer.status() == 403 && BALANCE.matcher(said).find()) {
            return Refusals.of(Kind.QUOTA, name(), answer, said);
        }
        boolean ofTheRun = !type.isEmpty() && answer.status() >= 500;
        return ofTheRun
                ? Refusals.of(Kind.NO_IMAGE, name(), answer, type + ": " + said)
                : Refusals.byStatus(name(), answer, said);
    }

    @Override
    public List<String> warnings(GenerateRequest request) {
        return NativeIds.warnings(request, name());
    }
}
