package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.PictureSize;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The image models of the Gemini API: {@code generateContent} with words and pictures as parts of
 * one message. Answers at once, one picture a call; the mask is one more picture. Form as sent by
 * the official client 2.32.0.
 */
public final class GeminiImages implements Adapter {
    private static final int SMALL = 1536;
    private static final int MIDDLE = 2752;
    private static final Set<String> POLICY =
            Set.of(
                    "SAFETY",
                    "IMAGE_SAFETY",
                    "PROHIBITED_CONTENT",
                    "IMAGE_PROHIBITED_CONTENT",
                    "RECITATION",
                    "IMAGE_RECITATION",
                    "BLOCKLIST",
                    "SPII");

    @Override
    public String name() {
        return "google";
    }

    @Override
    public String baseUrl() {
        return "https://generativelanguage.googleapis.com/v1beta";
    }

    @Override
    public Map<String, String> auth(String key) {
        return Map.of("x-goog-api-key", key);
    }

    /** Signatures of thoughts may be as long as pictures. */
    @Override
    public Set<String> pictureFields() {
        return Set.of("data", "thoughtSignature", "thought_signature");
    }

    @Override
    public boolean showsMask() {
        return true;
    }

    @Override
    public Terms terms(GenerateRequest request) {
        return new Terms(1, MaskForm.WHITE, true);
    }

    @Override
    public Ask submit(Chunk chunk, Desk desk) throws Exception {
        GenerateRequest request = chunk.request();
        ObjectNode body = AssemblyFile.emptyJson();
        ObjectNode content = body.putArray("contents").addObject();
        content.put("role", "user");
        ArrayNode parts = content.putArray("parts");
        parts.addObject().put("text", words(request, desk));
        for (SentPicture picture : pictures(desk)) {
            ObjectNode data = parts.addObject().putObject("inlineData");
            data.put("mimeType", picture.contentType());
            data.putPOJO("data", picture.base64());
        }
        ObjectNode config = body.putObject("generationConfig");
        config.putArray("responseModalities").add("IMAGE");
        config.put("seed", Math.floorMod(chunk.seed(), 1L + Integer.MAX_VALUE));
        shape(request, config);
        return Ask.post("/models/" + request.nativeModel() + ":generateContent", body);
    }

    private static String words(GenerateRequest request, Desk desk) {
        return request.mask() == null || request.mask().full()
                ? desk.prompt()
                : desk.prompt()
                        + "\n\nThe second picture is a mask of the first: white marks the area to"
                        + " change. Keep the rest unchanged.";
    }

    private static List<SentPicture> pictures(Desk desk) throws Exception {
        var list = new ArrayList<SentPicture>();
        SentPicture image = desk.image();
        SentPicture mask = desk.mask();
        if (image != null) {
            list.add(image);
        }
        if (mask != null) {
            list.add(mask);
        }
        list.addAll(desk.references());
        return list;
    }

    /** Without a shape the result has that of the picture given. */
    private static void shape(GenerateRequest request, ObjectNode config) {
        String tier = tier(request);
        if (request.aspect() == null && tier == null) {
            return;
        }
        ObjectNode image = config.putObject("imageConfig");
        if (request.aspect() != null) {
            image.put("aspectRatio", NativeSizes.ratio(request.aspect()));
        }
        if (tier != null) {
            image.put("imageSize", tier);
        }
    }

    /** Null for about a megapixel, which is what the model makes unless told otherwise. */
    private static @Nullable String tier(GenerateRequest request) {
        PictureSize size = request.size();
        String model = request.nativeModel();
        if (size == null || model.startsWith("gemini-2.5") || model.contains("lite")) {
            return null;
        }
        int longest = Math.max(size.width(), size.height());
        if (longest <= SMALL) {
            return null;
        }
        return longest <= MIDDLE ? "2K" : "4K";
    }

    @Override
    public Reply submitted(Answer answer, Chunk chunk) throws ProviderException {
        JsonNode json = answer.json();
        String blocked = json.at("/promptFeedback/blockReason").asText("");
        if (!blocked.isEmpty()) {
            throw new ProviderException(
                    Kind.CONTENT_POLICY, "google refused the prompt: " + blocked + ".");
        }
        JsonNode candidate = json.at("/candidates/0");
        Path picture = null;
        var words = new StringBuilder();
        for (JsonNode part : candidate.at("/content/parts")) {
            if (part.path("thought").asBoolean()) {
                continue;
            }
            words.append(part.path("text").asText(""));
            Path data = Answer.picture(inline(part).path("data"));
            picture = data == null ? picture : data;
        }
        if (picture == null) {
            throw nothing(candidate, words.toString().strip());
        }
        return new Reply.Finished(
                List.of(Made.in(picture).withSeed(chunk.seed())), List.of(), null, meta(json));
    }

    private static JsonNode inline(JsonNode part) {
        return part.has("inlineData") ? part.path("inlineData") : part.path("inline_data");
    }

    private static ProviderException nothing(JsonNode candidate, String words) {
        String reason = candidate.path("finishReason").asText("no reason given");
        String message = candidate.path("finishMessage").asText("");
        if (POLICY.contains(reason)) {
            return new ProviderException(
                    Kind.CONTENT_POLICY,
                    "google refused: %s %s".formatted(reason, message).strip());
        }
        return words.isEmpty()
                ? new ProviderException(
                        Kind.NO_IMAGE,
                        "google made no picture: %s %s".formatted(reason, message).strip())
                : new ProviderException(
                        Kind.NO_IMAGE, "google answered with words and no picture: " + words);
    }

    private static ObjectNode meta(JsonNode json) {
        ObjectNode meta = AssemblyFile.emptyJson();
        if (json.has("responseId")) {
            meta.set("provider_request_id", json.get("responseId"));
        }
        if (json.has("modelVersion")) {
            meta.set("model_version", json.get("modelVersion"));
        }
        if (json.at("/usageMetadata/totalTokenCount").isNumber()) {
            meta.putObject("usage").set("total_tokens", json.at("/usageMetadata/totalTokenCount"));
        }
        return meta;
    }

    @Override
    public Ask harmless() {
        return Ask.get("/models?pageSize=1");
    }

    @Override
    public ProviderException refusal(Answer answer) {
        JsonNode error = answer.errorJson().path("error");
        String said = error.path("message").asText("");
        Kind kind =
                switch (error.path("status").asText("")) {
                    case "INVALID_ARGUMENT" ->
                            details(error, "reason").contains("API_KEY_INVALID")
                                    ? Kind.AUTH
                                    : Kind.INVALID_INPUT;
                    case "FAILED_PRECONDITION" -> Kind.QUOTA;
                    case "RESOURCE_EXHAUSTED" -> perDay(error) ? Kind.QUOTA : Kind.RATE_LIMITED;
                    default -> null;
                };
        return kind == null
                ? Refusals.byStatus(name(), answer, said)
                : Refusals.of(kind, name(), answer, said);
    }

    private static boolean perDay(JsonNode error) {
        return error.findValuesAsText("quotaId").stream().anyMatch(id -> id.contains("PerDay"));
    }

    private static List<String> details(JsonNode error, String member) {
        return StreamSupport.stream(error.path("details").spliterator(), false)
                .map(detail -> detail.path(member).asText(""))
                .toList();
    }

    /** In the body, such as {@code "27s"}. */
    @Override
    public @Nullable Duration retryAfter(Answer answer) {
        return details(answer.errorJson().path("error"), "retryDelay").stream()
                .filter(delay -> delay.matches("\\d{1,6}(\\.\\d+)?s"))
                .map(delay -> Duration.ofSeconds((long) Math.ceil(seconds(delay))))
                .findFirst()
                .orElseGet(answer::retryAfter);
    }

    private static double seconds(String delay) {
        return Double.parseDouble(delay.substring(0, delay.length() - 1));
    }
}
