package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.AspectRatio;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.PictureSize;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Bill;
import dev.atelier.robots.generate.ProviderException.Kind;
import dev.atelier.robots.generate.Usd;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Black Forest Labs themselves. Every task is asked after at the URL its answer gives, which is on
 * the host of a region. Form as published in their API reference.
 */
public final class BlackForestLabs implements Adapter {
    private static final int MOST_INPUTS = 8;
    private static final Pattern REGION = Pattern.compile("api(\\.[a-z0-9-]+)?\\.bfl\\.ai");
    private static final BigDecimal CREDITS_PER_DOLLAR = BigDecimal.valueOf(100);

    @Override
    public String name() {
        return "bfl";
    }

    @Override
    public String baseUrl() {
        return "https://api.bfl.ai";
    }

    @Override
    public Map<String, String> auth(String key) {
        return Map.of("x-key", key);
    }

    /** Their API in a region; not the hosts that deliver pictures. */
    @Override
    public boolean trusts(URI base, URI other) {
        return isApi(base) && isApi(other);
    }

    private static boolean isApi(URI uri) {
        return REGION.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * {@code safety_tolerance}: 0 strict to 6; {@code steps} and {@code guidance} of fill; {@code
     * image_prompt_strength}: 0 to 1, how much a picture shown to the older models counts.
     */
    @Override
    public Set<String> options() {
        return Set.of("safety_tolerance", "steps", "guidance", "image_prompt_strength");
    }

    @Override
    public Terms terms(GenerateRequest request) throws ProviderException {
        String id = id(request);
        if (isFill(id)) {
            Intake.imageAndMask(request, id);
        }
        Intake.pictures(request, id.startsWith("flux-2-") ? MOST_INPUTS : 1, id);
        return new Terms(1, isFill(id) ? MaskForm.WHITE : MaskForm.NONE, true);
    }

    private String id(GenerateRequest request) {
        return NativeIds.of(request, name());
    }

    private static boolean isFill(String id) {
        return id.endsWith("-fill");
    }

    @Override
    public Ask submit(Chunk chunk, Desk desk) throws Exception {
        GenerateRequest request = chunk.request();
        String id = id(request);
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("prompt", desk.prompt());
        body.put("seed", NativeSeeds.within(chunk.seed(), Integer.MAX_VALUE));
        body.put("output_format", format(request));
        Members.number(body, "safety_tolerance", desk.option("safety_tolerance"));
        if (isFill(id)) {
            fill(body, desk);
        } else if (id.startsWith("flux-2-")) {
            size(body, Sides.FLUX_2.fit(NativeSizes.wanted(request)));
            pictures(body, desk, "input_image");
        } else if (id.startsWith("flux-kontext-")) {
            aspect(body, request);
            pictures(body, desk, "input_image");
        } else {
            if (id.endsWith("-ultra")) {
                aspect(body, request);
            } else {
                size(body, Sides.FLUX_1.fit(NativeSizes.wanted(request)));
            }
            pictures(body, desk, "image_prompt");
            Members.number(body, "image_prompt_strength", desk.option("image_prompt_strength"));
        }
        return Ask.post("/v1/" + id, body);
    }

    /** What the sides of a picture may be. */
    private enum Sides {
        FLUX_1(32, 256, 1440, 1440L * 1440),
        FLUX_2(16, 64, 4096, 4_000_000);

        private final int step;
        private final int least;
        private final int most;
        private final long pixels;

        Sides(int step, int least, int most, long pixels) {
            this.step = step;
            this.least = least;
            this.most = most;
            this.pixels = pixels;
        }

        PictureSize fit(PictureSize wanted) {
            double scale = Math.min(1, Math.sqrt((double) pixels / wanted.area()));
            scale = Math.min(scale, (double) most / Math.max(wanted.width(), wanted.height()));
            return new PictureSize(
                    side(wanted.width() * scale, scale), side(wanted.height() * scale, scale));
        }

        /** Rounded up where there is room, so that nothing has to be enlarged. */
        private int side(double wanted, double scale) {
            double steps = scale < 1 ? Math.floor(wanted / step) : Math.ceil(wanted / step);
            return (int) Math.clamp(steps * step, (double) least, (double) most);
        }
    }

    private static void fill(ObjectNode body, Desk desk) throws Exception {
        SentPicture image = desk.image();
        SentPicture mask = desk.maskEvenOfAll();
        if (image != null) {
            body.putPOJO("image", image.base64());
        }
        if (mask != null) {
            body.putPOJO("mask", mask.base64());
        }
        Members.number(body, "steps", desk.option("steps"));
        Members.number(body, "guidance", desk.option("guidance"));
    }

    /** The second is {@code NAME_2}. */
    private static void pictures(ObjectNode body, Desk desk, String name) throws Exception {
        var pictures = new ArrayList<SentPicture>();
        SentPicture image = desk.image();
        if (image != null) {
            pictures.add(image);
        }
        pictures.addAll(desk.references());
        for (int i = 0; i < pictures.size(); i++) {
            body.putPOJO(i == 0 ? name : name + "_" + (i + 1), pictures.get(i).base64());
        }
    }

    private static void aspect(ObjectNode body, GenerateRequest request) {
        AspectRatio aspect = request.aspect();
        if (aspect != null) {
            body.put("aspect_ratio", NativeSizes.ratio(aspect));
        }
    }

    private static void size(ObjectNode body, PictureSize size) {
        body.put("width", size.width());
        body.put("height", size.height());
    }

    private static String format(GenerateRequest request) {
        return switch (request.format()) {
            case JPEG, JPG -> "jpeg";
            case PNG, WEBP, GIF, SVG -> "png";
        };
    }

    @Override
    public Reply submitted(Answer answer, Chunk chunk) throws ProviderException {
        JsonNode task = answer.json();
        String id = task.path("id").asText();
        if (id.isBlank()) {
            throw new ProviderException(Kind.BROKEN, "bfl's answer has no id.");
        }
        ObjectNode ticket = AssemblyFile.emptyJson();
        ticket.put("id", id);
        Members.text(ticket, "poll", task.path("polling_url").textValue());
        if (task.path("cost").isNumber()) {
            ticket.put("credits", task.path("cost").decimalValue());
        }
        return new Reply.Accepted(ticket);
    }

    @Override
    public Ask poll(ObjectNode ticket) {
        String url = ticket.path("poll").textValue();
        return Ask.get(url == null ? "/v1/get_result?id=" + ticket.path("id").asText() : url);
    }

    @Override
    public Reply polled(Answer answer, ObjectNode ticket, Chunk chunk) throws ProviderException {
        JsonNode task = answer.json();
        String status = task.path("status").asText();
        return switch (status) {
            case "Pending", "Queued", "Processing" -> new Reply.Working();
            case "Ready" -> ready(task, ticket, chunk);
            case "Request Moderated", "Content Moderated" ->
                    throw new ProviderException(
                                    Kind.CONTENT_POLICY,
                                    "bfl refused and did not bill it: %s %s"
                                            .formatted(status, reasons(task))
                                            .strip())
                            .with(Bill.NONE);
            case "Task not found" ->
                    throw new ProviderException(Kind.MODEL_GONE, "bfl does not know the task.");
            default ->
                    throw new ProviderException(
                            Kind.BROKEN,
                            "bfl: %s %s".formatted(status, task.path("details")).strip());
        };
    }

    private static String reasons(JsonNode task) {
        JsonNode reasons = task.at("/details/Moderation Reasons");
        return reasons.isMissingNode() ? "" : reasons.toString();
    }

    private Reply ready(JsonNode task, ObjectNode ticket, Chunk chunk) {
        JsonNode result = task.path("result");
        String sample = result.path("sample").textValue();
        var pictures = new ArrayList<Made>();
        if (sample != null) {
            Long seed = result.path("seed").isNumber() ? result.path("seed").longValue() : null;
            pictures.add(Made.at(sample).withSeed(seed).withRevisedPrompt(revised(result, chunk)));
        }
        ObjectNode meta = AssemblyFile.emptyJson();
        meta.put("native_model", id(chunk.request()));
        meta.put("provider_request_id", ticket.path("id").asText());
        return new Reply.Finished(pictures, List.of(), cost(ticket), meta);
    }

    private static @Nullable String revised(JsonNode result, Chunk chunk) {
        String used = result.path("prompt").textValue();
        return used == null || used.startsWith(chunk.request().prompt()) ? null : used;
    }

    private static @Nullable Usd cost(ObjectNode ticket) {
        return ticket.has("credits")
                ? Usd.of(ticket.path("credits").decimalValue().divide(CREDITS_PER_DOLLAR))
                : null;
    }

    @Override
    public ProviderException refusal(Answer answer) {
        JsonNode detail = answer.errorJson().path("detail");
        String said = detail.isTextual() ? detail.asText() : detail.at("/0/msg").asText("");
        String where = detail.at("/0/loc").isArray() ? detail.at("/0/loc") + " " : "";
        return Refusals.byStatus(name(), answer, said.isBlank() ? "" : where + said);
    }

    @Override
    public List<String> warnings(GenerateRequest request) {
        return NativeIds.warnings(request, name());
    }
}
