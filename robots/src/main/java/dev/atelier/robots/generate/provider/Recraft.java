package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;
import dev.atelier.robots.generate.Usd;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recraft themselves: {@code /images/generations} for words, {@code /images/inpaint} for a mask and
 * {@code /images/imageToImage} for a whole picture. Answers at once, up to six pictures. Form as
 * published in their API reference.
 */
public final class Recraft implements Adapter {
    private static final int MOST = 6;
    private static final BigDecimal UNITS_PER_DOLLAR = BigDecimal.valueOf(1000);
    private static final String USUAL_STRENGTH = "0.5";
    private static final Pattern POLICY =
            Pattern.compile("(?i)moderat|nsfw|prohibited|content[ _]policy|unsafe");

    @Override
    public String name() {
        return "recraft";
    }

    @Override
    public String baseUrl() {
        return "https://external.api.recraft.ai/v1";
    }

    @Override
    public Map<String, String> auth(String key) {
        return Map.of("Authorization", "Bearer " + key);
    }

    /** {@code strength}: 0 to 1, how far a picture without a mask may be changed; 0.5. */
    @Override
    public Set<String> options() {
        return Set.of("strength");
    }

    @Override
    public Set<String> pictureFields() {
        return Set.of("b64_json");
    }

    @Override
    public Terms terms(GenerateRequest request) throws ProviderException {
        Intake.pictures(request, 1, id(request));
        if (request.image() == null && !request.references().isEmpty()) {
            throw new ProviderException(
                    Kind.INVALID_INPUT,
                    "recraft changes a picture but does not look at others; give it as image.");
        }
        return new Terms(MOST, MaskForm.WHITE, false);
    }

    /** Drawings have models of their own. */
    private static String id(GenerateRequest request) {
        String id = request.nativeModel();
        return request.format().vector() && !id.endsWith("_vector") ? id + "_vector" : id;
    }

    @Override
    public @Nullable String style(GenerateRequest request) {
        return RecraftStyles.known(request.style());
    }

    @Override
    public Ask submit(Chunk chunk, Desk desk) throws Exception {
        SentPicture image = desk.image();
        return image == null
                ? Ask.post("/images/generations", words(chunk, desk))
                : edit(chunk, desk, image);
    }

    private static ObjectNode words(Chunk chunk, Desk desk) {
        GenerateRequest request = chunk.request();
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("model", id(request));
        body.put("prompt", desk.prompt());
        Members.text(body, "style", desk.style());
        body.put("size", RecraftSizes.nearest(NativeSizes.wanted(request)).toString());
        if (chunk.count() > 1) {
            body.put("n", chunk.count());
        }
        body.put("response_format", form(request));
        if (request.seedGiven()) {
            body.put("random_seed", NativeSeeds.within(chunk.seed(), Integer.MAX_VALUE));
        }
        return body;
    }

    /** In the answer, where they cannot get lost; whether drawings may be there is not said. */
    private static String form(GenerateRequest request) {
        return request.format().vector() ? "url" : "b64_json";
    }

    private static Ask edit(Chunk chunk, Desk desk, SentPicture image) throws Exception {
        GenerateRequest request = chunk.request();
        var form = new Ask.Form();
        form.text("prompt", desk.prompt());
        form.text("model", id(request));
        String style = desk.style();
        if (style != null) {
            form.text("style", style);
        }
        if (chunk.count() > 1) {
            form.text("n", chunk.count());
        }
        form.text("response_format", form(request));
        form.file("image", "image." + image.extension(), image);
        SentPicture mask = desk.mask();
        if (mask != null) {
            form.file("mask", "mask.png", mask);
            return Ask.post("/images/inpaint", form);
        }
        form.text("strength", Objects.requireNonNullElse(desk.option("strength"), USUAL_STRENGTH));
        return Ask.post("/images/imageToImage", form);
    }

    @Override
    public Reply submitted(Answer answer, Chunk chunk) throws ProviderException {
        JsonNode json = answer.json();
        List<Made> pictures = Made.listed(json.path("data"));
        ObjectNode meta = AssemblyFile.emptyJson();
        meta.put("native_model", id(chunk.request()));
        return new Reply.Finished(pictures, List.of(), cost(json), meta);
    }

    private static @Nullable Usd cost(JsonNode json) {
        return json.path("credits").isNumber()
                ? Usd.of(json.path("credits").decimalValue().divide(UNITS_PER_DOLLAR))
                : null;
    }

    /** Errors are JSON or plain text. */
    @Override
    public ProviderException refusal(Answer answer) {
        JsonNode error = answer.errorJson();
        String said = error.path("message").asText("");
        String all = error.path("code").asText("") + " " + said;
        boolean refused = answer.status() < 500 && POLICY.matcher(all).find();
        return refused
                ? Refusals.of(Kind.CONTENT_POLICY, name(), answer, said)
                : Refusals.byStatus(name(), answer, said);
    }
}
