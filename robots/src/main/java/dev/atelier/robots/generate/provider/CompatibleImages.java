package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whatever else speaks the Images API of OpenAI, such as LocalAI: the differences are settings. Its
 * base URL ends where {@code /images/generations} begins.
 */
public final class CompatibleImages implements AtHome {
    private static final int STEP = 8;
    private static final String INPAINTING = "/inpainting";

    private final String model;
    private final String authHeader;
    private final MaskForm maskForm;
    private final boolean responseFormat;
    private final boolean seeds;
    private final String imageField;
    private final String editPath;
    private final int mostOutputs;
    private final int pixels;
    private final ObjectNode extra;

    public CompatibleImages() {
        this(Map.of());
    }

    private CompatibleImages(Map<String, String> options) {
        var own = new OwnSettings("compatible", options);
        model = own.text("model", "");
        authHeader = own.text("auth_header", "Authorization");
        maskForm = maskForm(own.choice("mask_style", List.of("alpha", "white", "black", "none")));
        responseFormat = own.flag("send_response_format", true);
        seeds = own.flag("send_seed", false);
        imageField = own.choice("image_field", List.of("image", "image[]"));
        editPath = own.text("edit_path", "/images/edits");
        mostOutputs = own.whole("max_n", 1, 1, 10);
        pixels = own.whole("pixels", PIXELS, LEAST_PIXELS, MOST_PIXELS);
        extra = own.object("extra_body");
        if (!editPath.matches("(/[\\w.-]+)+")) {
            throw own.wrong("edit_path", "must be a path such as /images/edits");
        }
        if (!authHeader.matches("[A-Za-z0-9-]+")) {
            throw own.wrong("auth_header", "must be the name of a header, such as X-Api-Key");
        }
    }

    private static MaskForm maskForm(String style) {
        return switch (style) {
            case "white" -> MaskForm.WHITE;
            case "black" -> MaskForm.BLACK;
            case "none" -> MaskForm.NONE;
            default -> MaskForm.ALPHA;
        };
    }

    @Override
    public Adapter configured(Map<String, String> options) {
        return new CompatibleImages(options);
    }

    @Override
    public String name() {
        return "compatible";
    }

    @Override
    public Map<String, String> auth(String key) {
        boolean usual = authHeader.equalsIgnoreCase("Authorization");
        return Map.of(authHeader, usual ? "Bearer " + key : key);
    }

    @Override
    public Set<String> options() {
        return Set.of(
                "model",
                "auth_header",
                "mask_style",
                "send_response_format",
                "send_seed",
                "image_field",
                "edit_path",
                "max_n",
                "pixels",
                "extra_body");
    }

    @Override
    public Set<String> pictureFields() {
        return Set.of("b64_json");
    }

    /** A server that takes a seed uses the same for all pictures of a call, so it makes one. */
    @Override
    public Terms terms(GenerateRequest request) throws ProviderException {
        if (model.isEmpty()) {
            throw new ProviderException(
                    Kind.MODEL_GONE,
                    "Nobody said which model to use; set providers.compatible.model.");
        }
        return new Terms(seeds ? 1 : mostOutputs, maskForm, seeds);
    }

    @Override
    public Ask submit(Chunk chunk, Desk desk) throws Exception {
        SentPicture image = desk.image();
        List<SentPicture> references = desk.references();
        if (image == null && references.isEmpty()) {
            return Ask.post("/images/generations", words(chunk, desk));
        }
        var pictures = new ArrayList<SentPicture>();
        if (image != null) {
            pictures.add(image);
        }
        pictures.addAll(references);
        return Ask.post(editPath, form(chunk, desk, pictures));
    }

    private ObjectNode words(Chunk chunk, Desk desk) {
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("model", model);
        body.put("prompt", desk.prompt());
        body.put("size", size(chunk));
        if (chunk.count() > 1) {
            body.put("n", chunk.count());
        }
        if (seeds) {
            body.put("seed", seed(chunk));
        }
        if (responseFormat) {
            body.put("response_format", "b64_json");
        }
        return body.setAll(extra);
    }

    private Ask.Form form(Chunk chunk, Desk desk, List<SentPicture> pictures) throws Exception {
        var form = new Ask.Form();
        form.text("model", model);
        form.text("prompt", desk.prompt());
        for (SentPicture picture : pictures) {
            form.file(imageField, "image." + picture.extension(), picture);
        }
        SentPicture mask = desk.mask();
        if (mask != null) {
            form.file("mask", "mask.png", mask);
        }
        if (!editPath.endsWith(INPAINTING)) {
            details(form, chunk);
        }
        for (var member : extra.properties()) {
            form.text(member.getKey(), member.getValue().asText());
        }
        return form;
    }

    /** What the inpainting of LocalAI does not know. */
    private void details(Ask.Form form, Chunk chunk) {
        form.text("size", size(chunk));
        if (chunk.count() > 1) {
            form.text("n", chunk.count());
        }
        if (seeds) {
            form.text("seed", seed(chunk));
        }
        if (responseFormat) {
            form.text("response_format", "b64_json");
        }
    }

    private String size(Chunk chunk) {
        return AtHome.size(chunk.request(), STEP, pixels).toString();
    }

    private static long seed(Chunk chunk) {
        return NativeSeeds.within(chunk.seed(), Integer.MAX_VALUE);
    }

    @Override
    public Reply submitted(Answer answer, Chunk chunk) throws ProviderException {
        @Nullable Long told = seeds ? seed(chunk) : null;
        List<Made> pictures =
                Made.listed(answer.json().path("data")).stream()
                        .limit(chunk.count())
                        .map(made -> made.withSeed(told))
                        .toList();
        return new Reply.Finished(pictures);
    }

    @Override
    public Ask harmless() {
        return Ask.get("/models");
    }

    @Override
    public ProviderException refusal(Answer answer) {
        JsonNode error = answer.errorJson().path("error");
        String said = error.isTextual() ? error.asText() : error.path("message").asText("");
        return switch (error.path("code").asText("")) {
            case "moderation_blocked", "content_policy_violation" ->
                    Refusals.of(Kind.CONTENT_POLICY, name(), answer, said);
            case "insufficient_quota", "billing_hard_limit_reached" ->
                    Refusals.of(Kind.QUOTA, name(), answer, said);
            default -> Refusals.byStatus(name(), answer, said);
        };
    }
}
