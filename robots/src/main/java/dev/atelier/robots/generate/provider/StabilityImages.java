package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.AspectRatio;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The REST API v2beta of Stability AI: forms only, one picture at once, whose bytes are the answer.
 * A native id is a path below {@code stable-image/}, behind {@code generate/sd3/} also the model.
 * Written from its public API reference; no real server was asked.
 */
public final class StabilityImages implements Adapter {
    private static final String ROOM = "/v2beta/stable-image/";
    private static final String INPAINT = "edit/inpaint";
    private static final String CORE = "generate/core";
    private static final String SD3 = "generate/sd3/";
    private static final long MOST_SEED = 4_294_967_294L;
    private static final Set<String> PRESETS =
            Set.of(
                    "3d-model",
                    "analog-film",
                    "anime",
                    "cinematic",
                    "comic-book",
                    "digital-art",
                    "enhance",
                    "fantasy-art",
                    "isometric",
                    "line-art",
                    "low-poly",
                    "modeling-compound",
                    "neon-punk",
                    "origami",
                    "photographic",
                    "pixel-art",
                    "tile-texture");

    private final BigDecimal strength;

    public StabilityImages() {
        this(Map.of());
    }

    private StabilityImages(Map<String, String> options) {
        strength = new OwnSettings("stability", options).number("strength", "0.7", 0, 1);
    }

    @Override
    public Adapter configured(Map<String, String> options) {
        return new StabilityImages(options);
    }

    @Override
    public String name() {
        return "stability";
    }

    @Override
    public String baseUrl() {
        return "https://api.stability.ai";
    }

    @Override
    public Map<String, String> auth(String key) {
        return Map.of("Authorization", "Bearer " + key);
    }

    /** {@code strength}: how far a whole picture may change, 0 to 1. */
    @Override
    public Set<String> options() {
        return Set.of("strength");
    }

    @Override
    public Terms terms(GenerateRequest request) throws ProviderException {
        String model = request.nativeModel();
        References.needPicture(name(), request);
        if (model.equals(INPAINT) && request.mask() == null) {
            throw refused(
                    request,
                    "changes a picture inside a mask, but there is none; upload one in the field"
                            + " mask");
        }
        if (model.equals(CORE) && request.image() != null) {
            throw refused(
                    request,
                    "makes pictures from words only; use stability-ai/stable-image-ultra, or"
                            + " stability-ai/stable-diffusion-inpainting with a mask");
        }
        return new Terms(1, model.equals(INPAINT) ? MaskForm.WHITE : MaskForm.NONE, true);
    }

    private static ProviderException refused(GenerateRequest request, String why) {
        return new ProviderException(Kind.INVALID_INPUT, request.model().name() + " " + why + ".");
    }

    @Override
    public @Nullable String style(GenerateRequest request) {
        return request.nativeModel().startsWith(SD3) ? null : preset(request.style());
    }

    @Override
    public Ask submit(Chunk chunk, Desk desk) throws Exception {
        GenerateRequest request = chunk.request();
        String model = request.nativeModel();
        boolean sd3 = model.startsWith(SD3);
        var form = new Ask.Form();
        form.text("prompt", desk.prompt());
        if (sd3) {
            form.text("model", model.substring(SD3.length()));
            form.text("mode", request.image() == null ? "text-to-image" : "image-to-image");
        }
        pictures(form, request, desk);
        form.text("seed", NativeSeeds.within(chunk.seed(), MOST_SEED));
        String preset = desk.style();
        if (preset != null) {
            form.text("style_preset", preset);
        }
        form.text("output_format", format(request));
        String path = sd3 ? SD3.substring(0, SD3.length() - 1) : model;
        return Ask.post(ROOM + path, form).with("Accept", "image/*");
    }

    private void pictures(Ask.Form form, GenerateRequest request, Desk desk) throws Exception {
        SentPicture image = desk.image();
        AspectRatio shape = NativeSizes.shape(request);
        if (image == null) {
            if (shape != null) {
                AspectRatio offered = shape.nearest(request.model().ratios());
                form.text("aspect_ratio", NativeSizes.ratio(offered));
            }
            return;
        }
        form.file("image", "image." + image.extension(), image);
        SentPicture mask = request.nativeModel().equals(INPAINT) ? desk.maskEvenOfAll() : null;
        if (mask == null) {
            form.text("strength", strength);
        } else {
            form.file("mask", "mask.png", mask);
            form.text("grow_mask", 0);
        }
    }

    /** Null when it is no preset and has to be said in words. */
    private static @Nullable String preset(@Nullable String style) {
        String name = style == null ? "" : style.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
        return PRESETS.contains(name) ? name : null;
    }

    private static String format(GenerateRequest request) {
        return switch (request.format()) {
            case JPEG, JPG -> "jpeg";
            case WEBP -> "webp";
            case PNG, GIF, SVG -> "png";
        };
    }

    /** A filtered picture comes back blurred, with status 200. */
    @Override
    public Reply submitted(Answer answer, Chunk chunk) throws ProviderException {
        String reason = answer.header("finish-reason");
        if (reason != null && reason.equalsIgnoreCase("CONTENT_FILTERED")) {
            throw new ProviderException(
                    Kind.CONTENT_POLICY, name() + " refused: its filter caught the picture.");
        }
        ObjectNode meta = AssemblyFile.emptyJson();
        String id = answer.header("x-request-id");
        if (id != null) {
            meta.put("provider_request_id", id);
        }
        long seed = NativeSeeds.within(chunk.seed(), MOST_SEED);
        return new Reply.Finished(
                List.of(Made.in(answer.body()).withSeed(seed)), List.of(), null, meta);
    }

    @Override
    public Ask harmless() {
        return Ask.get("/v1/user/balance");
    }

    @Override
    public ProviderException refusal(Answer answer) {
        JsonNode error = answer.errorJson();
        var words = new ArrayList<String>();
        error.path("errors").forEach(line -> words.add(line.asText()));
        String said = String.join("; ", words);
        return switch (error.path("name").asText("")) {
            case "content_moderation" -> Refusals.of(Kind.CONTENT_POLICY, name(), answer, said);
            case "payment_required" -> Refusals.of(Kind.QUOTA, name(), answer, said);
            default -> Refusals.byStatus(name(), answer, said);
        };
    }

    @Override
    public List<String> warnings(GenerateRequest request) {
        return References.leftOut(name(), request);
    }
}
