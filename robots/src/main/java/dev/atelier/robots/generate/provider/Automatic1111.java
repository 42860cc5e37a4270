package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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
 * The web UI of AUTOMATIC1111 and its kin (Forge, SD.Next) started with {@code --api}: {@code
 * /sdapi/v1/txt2img} and {@code /img2img}. Form as in Forge's {@code modules/api} of June 2025.
 */
public final class Automatic1111 implements AtHome {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST = 10;
    private static final int STEP = 8;
    private static final int PADDING = 32;

    private final int steps;
    private final @Nullable BigDecimal cfgScale;
    private final @Nullable BigDecimal denoising;
    private final @Nullable String sampler;
    private final @Nullable String scheduler;
    private final @Nullable String checkpoint;
    private final String negative;
    private final int pixels;

    public Automatic1111() {
        this(Map.of());
    }

    private Automatic1111(Map<String, String> options) {
        var own = new OwnSettings("a1111", options);
        steps = own.whole("steps", 20, 1, 1000);
        cfgScale = own.number("cfg_scale", 0, 100);
        denoising = own.number("denoising_strength", 0, 1);
        sampler = own.text("sampler");
        scheduler = own.text("scheduler");
        checkpoint = own.text("checkpoint");
        negative = own.text("negative_prompt", "");
        pixels = own.whole("pixels", PIXELS, LEAST_PIXELS, MOST_PIXELS);
    }

    @Override
    public Adapter configured(Map<String, String> options) {
        return new Automatic1111(options);
    }

    @Override
    public String name() {
        return "a1111";
    }

    @Override
    public Set<String> options() {
        return Set.of(
                "steps",
                "cfg_scale",
                "denoising_strength",
                "sampler",
                "scheduler",
                "checkpoint",
                "negative_prompt",
                "pixels");
    }

    @Override
    public Set<String> pictureFields() {
        return Set.of("images");
    }

    /** An opaque mask: of one with transparency the engine would change the other part. */
    @Override
    public Terms terms(GenerateRequest request) throws ProviderException {
        References.needPicture(name(), request);
        return new Terms(MOST, MaskForm.WHITE, true);
    }

    @Override
    public Ask submit(Chunk chunk, Desk desk) throws Exception {
        ObjectNode body = common(chunk, desk);
        SentPicture image = desk.image();
        if (image == null) {
            body.put("send_images", true);
            body.put("save_images", false);
            return Ask.post("/sdapi/v1/txt2img", body);
        }
        body.putArray("init_images").addPOJO(image.base64());
        body.put("resize_mode", 0);
        body.put("include_init_images", false);
        SentPicture mask = desk.mask();
        if (mask != null) {
            mask(body, mask);
        }
        body.put("denoising_strength", strength(mask != null));
        return Ask.post("/sdapi/v1/img2img", body);
    }

    private BigDecimal strength(boolean masked) {
        return denoising != null ? denoising : new BigDecimal(masked ? "0.9" : "0.75");
    }

    private ObjectNode common(Chunk chunk, Desk desk) {
        PictureSize size = AtHome.size(chunk.request(), STEP, pixels);
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("prompt", desk.prompt());
        body.put("negative_prompt", negative);
        body.put("seed", NativeSeeds.within(chunk.seed(), NativeSeeds.MOST_AT_HOME));
        body.put("width", size.width());
        body.put("height", size.height());
        body.put("steps", steps);
        if (cfgScale != null) {
            body.put("cfg_scale", cfgScale);
        }
        if (sampler != null) {
            body.put("sampler_name", sampler);
        }
        if (scheduler != null) {
            body.put("scheduler", scheduler);
        }
        if (checkpoint != null) {
            body.putObject("override_settings").put("sd_model_checkpoint", checkpoint);
        }
        body.put("batch_size", 1);
        body.put("n_iter", chunk.count());
        return body;
    }

    /** The border is softened by us, so that the kept part stays as it is. */
    private static void mask(ObjectNode body, SentPicture mask) {
        body.putPOJO("mask", mask.base64());
        body.put("mask_blur", 0);
        body.put("inpainting_fill", 1);
        body.put("inpaint_full_res", false);
        body.put("inpaint_full_res_padding", PADDING);
        body.put("inpainting_mask_invert", 0);
    }

    @Override
    public Reply submitted(Answer answer, Chunk chunk) throws ProviderException {
        JsonNode json = answer.json();
        JsonNode seeds = info(json.path("info").asText()).path("all_seeds");
        long first = NativeSeeds.within(chunk.seed(), NativeSeeds.MOST_AT_HOME);
        var pictures = new ArrayList<Made>();
        for (JsonNode image : json.path("images")) {
            Path file = Answer.picture(image);
            int i = pictures.size();
            if (file != null && i < chunk.count()) {
                pictures.add(Made.in(file).withSeed(seeds.path(i).asLong(first + i)));
            }
        }
        return new Reply.Finished(pictures);
    }

    /** JSON in a string. */
    private static JsonNode info(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public Ask harmless() {
        return Ask.get("/sdapi/v1/sd-models");
    }

    @Override
    public ProviderException refusal(Answer answer) {
        JsonNode json = answer.errorJson();
        JsonNode detail = json.path("detail");
        String said =
                detail.isTextual() ? detail.textValue() : detail.isMissingNode() ? "" : detail + "";
        said = (said + " " + json.path("errors").asText("")).strip();
        if (answer.status() == 404 && said.equals("Not Found")) {
            return new ProviderException(
                    Kind.MODEL_GONE, name() + " has no API at its base_url; start it with --api.");
        }
        return answer.status() == 404
                ? Refusals.of(Kind.INVALID_INPUT, name(), answer, said)
                : Refusals.byStatus(name(), answer, said);
    }

    @Override
    public List<String> warnings(GenerateRequest request) {
        return References.leftOut(name(), request);
    }
}
