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

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The server of stable-diffusion.cpp by its own API of jobs, {@code /sdcpp/v1}; its OpenAI face
 * knows no seed. Form as in its {@code examples/server/api.md} of August 2026.
 */
public final class StableDiffusionCpp implements AtHome {
    private static final int MOST = 8;
    private static final int STEP = 64;

    private final @Nullable BigDecimal steps;
    private final @Nullable BigDecimal cfgScale;
    private final @Nullable BigDecimal strength;
    private final @Nullable String negative;
    private final int pixels;

    public StableDiffusionCpp() {
        this(Map.of());
    }

    private StableDiffusionCpp(Map<String, String> options) {
        var own = new OwnSettings("sdcpp", options);
        steps = own.number("steps", 1, 1000);
        cfgScale = own.number("cfg_scale", 0, 100);
        strength = own.number("strength", 0, 1);
        negative = own.text("negative_prompt");
        pixels = own.whole("pixels", PIXELS, LEAST_PIXELS, MOST_PIXELS);
    }

    @Override
    public Adapter configured(Map<String, String> options) {
        return new StableDiffusionCpp(options);
    }

    @Override
    public String name() {
        return "sdcpp";
    }

    @Override
    public Set<String> options() {
        return Set.of("steps", "cfg_scale", "strength", "negative_prompt", "pixels");
    }

    @Override
    public Set<String> pictureFields() {
        return Set.of("b64_json");
    }

    @Override
    public Terms terms(GenerateRequest request) {
        return new Terms(MOST, MaskForm.WHITE, true);
    }

    @Override
    public Ask submit(Chunk chunk, Desk desk) throws Exception {
        PictureSize size = AtHome.size(chunk.request(), STEP, pixels);
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("prompt", desk.prompt());
        if (negative != null) {
            body.put("negative_prompt", negative);
        }
        body.put("width", size.width());
        body.put("height", size.height());
        body.put("seed", NativeSeeds.within(chunk.seed(), NativeSeeds.MOST_AT_HOME));
        body.put("batch_count", chunk.count());
        sampling(body);
        body.put("output_format", format(chunk.request()));
        body.put("embed_image_metadata", false);
        pictures(body, desk);
        return Ask.post("/sdcpp/v1/img_gen", body);
    }

    private void sampling(ObjectNode body) {
        if (steps != null) {
            body.withObject("/sample_params").put("sample_steps", steps);
        }
        if (cfgScale != null) {
            body.withObject("/sample_params").putObject("guidance").put("txt_cfg", cfgScale);
        }
    }

    private void pictures(ObjectNode body, Desk desk) throws Exception {
        SentPicture image = desk.image();
        if (image != null) {
            SentPicture mask = desk.mask();
            body.putPOJO("init_image", image.base64());
            if (mask != null) {
                body.putPOJO("mask_image", mask.base64());
            }
            body.put(
                    "strength",
                    strength != null ? strength : new BigDecimal(mask == null ? "0.75" : "0.9"));
        }
        List<SentPicture> references = desk.references();
        if (!references.isEmpty()) {
            ArrayNode list = body.putArray("ref_images");
            references.forEach(reference -> list.addPOJO(reference.base64()));
        }
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
        String id = answer.json().path("id").asText("");
        if (!id.matches("[\\w.-]{1,100}")) {
            throw new ProviderException(Kind.BROKEN, name() + " gave no usable id of the job.");
        }
        return new Reply.Accepted(AssemblyFile.emptyJson().put("id", id));
    }

    @Override
    public Ask poll(ObjectNode ticket) {
        return Ask.get("/sdcpp/v1/jobs/" + ticket.path("id").asText());
    }

    @Override
    public Reply polled(Answer answer, ObjectNode ticket, Chunk chunk) throws ProviderException {
        JsonNode job = answer.json();
        return switch (job.path("status").asText("")) {
            case "queued", "generating" -> new Reply.Working();
            case "completed" -> finished(job.at("/result/images"), chunk);
            case "failed", "cancelled" ->
                    throw new ProviderException(
                            Kind.BROKEN,
                            "%s %s: %s"
                                    .formatted(
                                            name(),
                                            job.path("status").asText(),
                                            job.at("/error/message").asText("no reason given")));
            default ->
                    throw new ProviderException(
                            Kind.BROKEN, name() + " answered with a job of no known status.");
        };
    }

    private static Reply finished(JsonNode images, Chunk chunk) {
        long first = NativeSeeds.within(chunk.seed(), NativeSeeds.MOST_AT_HOME);
        var pictures = new ArrayList<Made>();
        for (JsonNode image : images) {
            Path file = Answer.picture(image.path("b64_json"));
            if (file != null && pictures.size() < chunk.count()) {
                int index = image.path("index").asInt(pictures.size());
                pictures.add(Made.in(file).withSeed(first + index));
            }
        }
        return new Reply.Finished(pictures);
    }

    @Override
    public Ask harmless() {
        return Ask.get("/sdcpp/v1/capabilities");
    }

    @Override
    public ProviderException refusal(Answer answer) {
        JsonNode error = answer.errorJson().path("error");
        String said = error.isTextual() ? error.asText() : error.path("message").asText("");
        return Refusals.byStatus(name(), answer, said);
    }
}
