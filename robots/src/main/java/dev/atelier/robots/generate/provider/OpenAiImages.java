package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.PictureSize;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The Images API of OpenAI: {@code /images/generations} for words, {@code /images/edits} for
 * pictures. Answers at once, up to ten pictures in base64. Form as published in its OpenAPI
 * document of August 2026.
 */
public final class OpenAiImages implements Adapter {
    private static final int MOST = 10;
    private static final int STEP = 16;
    private static final int LONGEST_EDGE = 3840;
    private static final int STEEPEST = 3;
    private static final long LEAST_PIXELS = 655_360;
    private static final long MOST_PIXELS = 8_294_400;
    private static final List<PictureSize> FIRST_GENERATION =
            List.of(
                    new PictureSize(1024, 1024),
                    new PictureSize(1536, 1024),
                    new PictureSize(1024, 1536));
    private static final Set<String> DALL_E_STYLES = Set.of("vivid", "natural");
    private static final List<PictureSize> DALL_E_3 =
            List.of(
                    new PictureSize(1024, 1024),
                    new PictureSize(1792, 1024),
                    new PictureSize(1024, 1792));

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public String baseUrl() {
        return "https://api.openai.com/v1";
    }

    @Override
    public Map<String, String> auth(String key) {
        return Map.of("Authorization", "Bearer " + key);
    }

    /** {@code quality}: low, medium, high or auto; {@code moderation}: auto or low. */
    @Override
    public Set<String> options() {
        return Set.of("quality", "moderation");
    }

    @Override
    public Set<String> pictureFields() {
        return Set.of("b64_json");
    }

    @Override
    public Terms terms(GenerateRequest request) throws ProviderException {
        boolean pictures = request.image() != null || !request.references().isEmpty();
        if (isDallE(request) && pictures) {
            throw new ProviderException(
                    Kind.INVALID_INPUT,
                    request.nativeModel() + " makes pictures from words only; use gpt-image-2.");
        }
        return new Terms(isDallE(request) ? 1 : MOST, MaskForm.ALPHA, false, true);
    }

    @Override
    public Ask submit(Chunk chunk, Desk desk) throws Exception {
        var pictures = new ArrayList<SentPicture>();
        SentPicture image = desk.image();
        if (image != null) {
            pictures.add(image);
        }
        pictures.addAll(desk.references());
        return pictures.isEmpty()
                ? Ask.post("/images/generations", words(chunk, desk))
                : Ask.post("/images/edits", edit(chunk, desk, pictures));
    }

    private static ObjectNode words(Chunk chunk, Desk desk) {
        GenerateRequest request = chunk.request();
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("model", request.nativeModel());
        body.put("prompt", desk.prompt());
        body.put("size", size(request));
        if (isDallE(request)) {
            body.put("response_format", "b64_json");
            putIf(body, "style", desk.style());
        } else {
            body.put("output_format", format(request));
            putIf(body, "moderation", desk.option("moderation"));
        }
        putIf(body, "quality", quality(request, desk));
        if (chunk.count() > 1) {
            body.put("n", chunk.count());
        }
        return body;
    }

    private static void putIf(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private static Ask.Form edit(Chunk chunk, Desk desk, List<SentPicture> pictures)
            throws Exception {
        GenerateRequest request = chunk.request();
        var form = new Ask.Form();
        form.text("model", request.nativeModel());
        form.text("prompt", desk.prompt());
        String name = pictures.size() == 1 ? "image" : "image[]";
        for (int i = 0; i < pictures.size(); i++) {
            SentPicture picture = pictures.get(i);
            form.file(name, "image-" + i + "." + picture.extension(), picture);
        }
        SentPicture mask = desk.mask();
        if (mask != null) {
            form.file("mask", "mask.png", mask);
        }
        form.text("size", size(request));
        form.text("output_format", format(request));
        String quality = quality(request, desk);
        if (quality != null) {
            form.text("quality", quality);
        }
        if (chunk.count() > 1) {
            form.text("n", chunk.count());
        }
        return form;
    }

    /** Only DALL-E 3 knows styles, two of them. */
    @Override
    public @Nullable String style(GenerateRequest request) {
        String style = request.style() == null ? "" : request.style().strip();
        String name = style.toLowerCase(Locale.ROOT);
        return isDallE(request) && DALL_E_STYLES.contains(name) ? name : null;
    }

    /** DALL-E 3 has two of its own, which a setting may name as well. */
    private static @Nullable String quality(GenerateRequest request, Desk desk) {
        String asked = desk.quality();
        if (asked == null || !isDallE(request)) {
            return asked;
        }
        return switch (asked) {
            case "low", "medium", "auto" -> "standard";
            case "high" -> "hd";
            default -> asked;
        };
    }

    private static boolean isDallE(GenerateRequest request) {
        return request.nativeModel().startsWith("dall-e");
    }

    private static String size(GenerateRequest request) {
        PictureSize wanted = NativeSizes.wanted(request);
        String model = request.nativeModel();
        if (isDallE(request)) {
            return NativeSizes.nearest(wanted, DALL_E_3).toString();
        }
        if (model.startsWith("gpt-image-1") || model.equals("chatgpt-image-latest")) {
            return NativeSizes.nearest(wanted, FIRST_GENERATION).toString();
        }
        return free(wanted).toString();
    }

    /** The second generation takes any size within bounds, in steps of 16. */
    static PictureSize free(PictureSize wanted) {
        double width = wanted.width();
        double height = wanted.height();
        width = Math.min(width, STEEPEST * height);
        height = Math.min(height, STEEPEST * width);
        double pixels = Math.clamp(width * height, (double) LEAST_PIXELS, (double) MOST_PIXELS);
        double scale = Math.sqrt(pixels / (width * height));
        scale = Math.min(scale, LONGEST_EDGE / Math.max(width, height));
        return new PictureSize(step(width * scale, scale > 1), step(height * scale, scale > 1));
    }

    /** Rounded up where there is room, so that nothing has to be enlarged. */
    private static int step(double side, boolean enlarged) {
        int steps = (int) (enlarged || side % STEP > 0 ? Math.ceil(side / STEP) : side / STEP);
        return Math.min(LONGEST_EDGE, steps * STEP);
    }

    private static String format(GenerateRequest request) {
        return switch (request.format()) {
            case JPEG, JPG -> "jpeg";
            case WEBP -> "webp";
            case PNG, GIF, SVG -> "png";
        };
    }

    @Override
    public Reply submitted(Answer answer, Chunk chunk) throws ProviderException {
        JsonNode json = answer.json();
        List<Made> pictures = Made.listed(json.path("data"));
        ObjectNode meta = AssemblyFile.emptyJson();
        putIf(meta, "provider_request_id", answer.header("x-request-id"));
        if (json.has("usage")) {
            meta.set("usage", json.get("usage"));
        }
        return new Reply.Finished(pictures, List.of(), null, meta);
    }

    @Override
    public Ask harmless() {
        return Ask.get("/models");
    }

    @Override
    public ProviderException refusal(Answer answer) {
        return OpenAiRefusals.of(name(), answer);
    }
}
