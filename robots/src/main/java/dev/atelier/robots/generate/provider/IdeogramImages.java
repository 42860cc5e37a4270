package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.AspectRatio;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;
import dev.atelier.robots.generate.Quality;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Ideogram 3: {@code generate} for words, {@code remix} for a whole picture, {@code edit} inside a
 * mask. Answers at once with addresses that expire. Written from its public API reference; no real
 * server was asked.
 */
public final class IdeogramImages implements Adapter {
    private static final int MOST = 8;
    private static final int MOST_SEED = Integer.MAX_VALUE;
    private static final Set<String> STYLES =
            Set.of("AUTO", "GENERAL", "REALISTIC", "DESIGN", "FICTION");

    private final String speed;
    private final String magicPrompt;
    private final int imageWeight;

    public IdeogramImages() {
        this(Map.of());
    }

    private IdeogramImages(Map<String, String> options) {
        var own = new OwnSettings("ideogram", options);
        speed = own.choice("rendering_speed", List.of("DEFAULT", "FLASH", "TURBO", "QUALITY"));
        magicPrompt = own.choice("magic_prompt", List.of("OFF", "AUTO", "ON"));
        imageWeight = own.whole("image_weight", 50, 1, 100);
    }

    @Override
    public Adapter configured(Map<String, String> options) {
        return new IdeogramImages(options);
    }

    @Override
    public String name() {
        return "ideogram";
    }

    @Override
    public String baseUrl() {
        return "https://api.ideogram.ai";
    }

    @Override
    public Map<String, String> auth(String key) {
        return Map.of("Api-Key", key);
    }

    /**
     * {@code rendering_speed}: FLASH, TURBO, DEFAULT or QUALITY; {@code magic_prompt}: whether it
     * rewrites the prompt; {@code image_weight}: how much of a whole picture stays, 1 to 100.
     */
    @Override
    public Set<String> options() {
        return Set.of("rendering_speed", "magic_prompt", "image_weight");
    }

    /** Black where to change, the other way round than with everybody else. */
    @Override
    public Terms terms(GenerateRequest request) {
        return new Terms(MOST, MaskForm.BLACK, true, true);
    }

    @Override
    public @Nullable String style(GenerateRequest request) {
        return style(request.style());
    }

    @Override
    public Ask submit(Chunk chunk, Desk desk) throws Exception {
        var form = new Ask.Form();
        SentPicture image = desk.image();
        SentPicture mask = desk.mask();
        if (image != null) {
            form.file("image", "image." + image.extension(), image);
        }
        if (mask != null) {
            form.file("mask", "mask.png", mask);
        }
        form.text("prompt", desk.prompt());
        form.text("num_images", chunk.count());
        form.text("seed", NativeSeeds.within(chunk.seed(), MOST_SEED));
        form.text("rendering_speed", speed(chunk.request(), "DEFAULT", speed));
        String style = desk.style();
        if (style != null) {
            form.text("style_type", style);
        }
        for (SentPicture reference : desk.references()) {
            String file = "reference." + reference.extension();
            form.file("style_reference_images", file, reference);
        }
        if (mask != null) {
            return Ask.post("/v1/ideogram-v3/edit", form);
        }
        form.text("magic_prompt", magicPrompt);
        shape(form, chunk.request());
        if (image == null) {
            return Ask.post("/v1/ideogram-v3/generate", form);
        }
        form.text("image_weight", imageWeight);
        return Ask.post("/v1/ideogram-v3/remix", form);
    }

    /**
     * Quality is a matter of time here, wherever it is served.
     *
     * @param usual their word for the middle
     * @param fallback when the client does not care
     */
    static String speed(GenerateRequest request, String usual, String fallback) {
        Quality quality = request.quality();
        if (quality == null) {
            return fallback;
        }
        return switch (quality) {
            case LOW -> "TURBO";
            case MEDIUM -> usual;
            case HIGH -> "QUALITY";
        };
    }

    /** Written with an x, such as {@code 16x9}; 8:5 is known as {@code 16x10} only. */
    private static void shape(Ask.Form form, GenerateRequest request) {
        AspectRatio shape = NativeSizes.shape(request);
        if (shape != null) {
            AspectRatio offered = shape.nearest(request.model().ratios());
            boolean eighths = offered.width() + offered.height() == 8 + 5;
            int times = eighths ? 2 : 1;
            form.text("aspect_ratio", times * offered.width() + "x" + times * offered.height());
        }
    }

    /** Null when it is none of Ideogram's own and has to be said in words. */
    static @Nullable String style(@Nullable String style) {
        String name = style == null ? "" : style.strip().toUpperCase(Locale.ROOT);
        return STYLES.contains(name) ? name : null;
    }

    @Override
    public Reply submitted(Answer answer, Chunk chunk) throws ProviderException {
        var pictures = new ArrayList<Made>();
        var refused = new ArrayList<String>();
        for (JsonNode item : answer.json().path("data")) {
            String url = item.path("url").textValue();
            boolean safe = item.path("is_image_safe").asBoolean(true);
            if (!safe) {
                refused.add("its safety check caught the picture");
            } else if (url != null) {
                pictures.add(made(item, url, chunk));
            }
        }
        ObjectNode meta = AssemblyFile.emptyJson();
        return new Reply.Finished(pictures, List.copyOf(refused), null, meta);
    }

    private static Made made(JsonNode item, String url, Chunk chunk) {
        String words = item.path("prompt").textValue();
        boolean rewritten = words != null && !words.equals(chunk.request().prompt());
        JsonNode seed = item.path("seed");
        return Made.at(url)
                .withSeed(seed.isNumber() ? seed.asLong() : null)
                .withRevisedPrompt(rewritten ? words : null);
    }

    @Override
    public ProviderException refusal(Answer answer) {
        String said = answer.errorJson().path("error").asText("");
        boolean unsafe = answer.status() == 422 && said.toLowerCase(Locale.ROOT).contains("safety");
        return unsafe
                ? Refusals.of(Kind.CONTENT_POLICY, name(), answer, said)
                : Refusals.byStatus(name(), answer, said);
    }
}
