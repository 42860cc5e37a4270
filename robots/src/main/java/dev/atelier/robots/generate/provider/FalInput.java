package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.AspectRatio;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.PictureSize;
import dev.atelier.robots.generate.ProviderException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Writes the input of an app of fal: each has its own names, as its published schema says. */
final class FalInput {
    private static final int ONE_K = 1024;
    private static final String DRAWN = "vector_illustration";

    private final Chunk chunk;
    private final GenerateRequest request;
    private final Desk desk;
    private final FalFamily family;
    private final Sender sender;
    private final ObjectNode input = AssemblyFile.emptyJson();
    private @Nullable String style;

    /** Makes a picture something that can be put into the JSON. */
    interface Sender {
        JsonNode reference(SentPicture picture) throws Exception;
    }

    FalInput(Chunk chunk, Desk desk, String id, Sender sender) throws ProviderException {
        this.chunk = chunk;
        this.request = chunk.request();
        this.desk = desk;
        this.family = FalFamily.of(id);
        this.sender = sender;
    }

    ObjectNode write() throws Exception {
        style = style();
        input.put("prompt", style == null ? desk.prompt() : desk.promptWithoutStyle());
        switch (family) {
            case FLUX_SCHNELL -> schnell();
            case FLUX_ULTRA -> ultra();
            case FLUX_FILL -> fill();
            case RECRAFT -> recraft();
            case NANO_BANANA -> nanoBanana();
            case NANO_BANANA_TIERS -> {
                nanoBanana();
                tier();
            }
            case GPT_IMAGE -> gptImage();
            case IDEOGRAM -> ideogram();
        }
        if (chunk.count() > 1) {
            input.put("num_images", chunk.count());
        }
        return input;
    }

    /** By its name there; null when it has to be said in words. */
    private @Nullable String style() {
        return switch (family) {
            case RECRAFT -> {
                String known = RecraftStyles.known(request.style());
                String drawing = RecraftStyles.drawing(request.style());
                if (!request.format().vector()) {
                    yield known;
                }
                boolean family = known != null && known.startsWith(DRAWN);
                yield drawing != null ? DRAWN + "/" + drawing : family ? known : null;
            }
            case IDEOGRAM -> IdeogramImages.style(request.style());
            case FLUX_SCHNELL, FLUX_ULTRA, FLUX_FILL, NANO_BANANA, NANO_BANANA_TIERS, GPT_IMAGE ->
                    null;
        };
    }

    private void schnell() {
        size(NativeSizes.wanted(request));
        seed();
        input.put("output_format", jpegOrPng());
    }

    private void ultra() throws Exception {
        aspect();
        seed();
        input.put("output_format", jpegOrPng());
        Members.text(input, "safety_tolerance", desk.option("safety_tolerance"));
        List<JsonNode> hint = pictures();
        if (!hint.isEmpty()) {
            input.set("image_url", hint.getFirst());
        }
    }

    private void fill() throws Exception {
        imageAndMask();
        seed();
        input.put("output_format", jpegOrPng());
        Members.text(input, "safety_tolerance", desk.option("safety_tolerance"));
    }

    private void recraft() {
        size(RecraftSizes.nearest(NativeSizes.wanted(request)));
        boolean drawn = style != null && style.startsWith(DRAWN);
        Members.text(input, "style", request.format().vector() && !drawn ? DRAWN : style);
    }

    private void nanoBanana() throws Exception {
        list(pictures());
        aspect();
        input.put("output_format", jpegOrPng());
    }

    private void tier() {
        PictureSize size = request.size();
        if (size != null) {
            int longest = Math.max(size.width(), size.height());
            input.put("resolution", longest <= ONE_K ? "1K" : longest <= 2 * ONE_K ? "2K" : "4K");
        }
    }

    private void gptImage() throws Exception {
        list(pictures());
        SentPicture mask = desk.mask();
        if (mask != null) {
            input.set("mask_url", sender.reference(mask));
        }
        size(OpenAiImages.free(NativeSizes.wanted(request)));
        Members.text(input, "quality", desk.quality());
        input.put(
                "output_format",
                switch (request.format()) {
                    case JPEG, JPG -> "jpeg";
                    case WEBP -> "webp";
                    case PNG, GIF, SVG -> "png";
                });
    }

    private void ideogram() throws Exception {
        if (request.image() == null) {
            size(NativeSizes.wanted(request));
        } else {
            imageAndMask();
        }
        seed();
        String usual = desk.option("rendering_speed");
        if (usual != null || request.quality() != null) {
            String speed = usual == null ? "BALANCED" : usual;
            input.put("rendering_speed", IdeogramImages.speed(request, "BALANCED", speed));
        }
        Members.text(input, "style", style);
    }

    private void imageAndMask() throws Exception {
        SentPicture image = desk.image();
        SentPicture mask = desk.maskEvenOfAll();
        if (image != null) {
            input.set("image_url", sender.reference(image));
        }
        if (mask != null) {
            input.set("mask_url", sender.reference(mask));
        }
    }

    /** The one to change, the mask where the model is to see it, and what to look at. */
    private List<JsonNode> pictures() throws Exception {
        var list = new ArrayList<JsonNode>();
        SentPicture image = desk.image();
        if (image != null) {
            list.add(sender.reference(image));
        }
        SentPicture mask = family.seesMask() ? desk.mask() : null;
        if (mask != null) {
            list.add(sender.reference(mask));
        }
        for (SentPicture reference : desk.references()) {
            list.add(sender.reference(reference));
        }
        return list;
    }

    private void list(List<JsonNode> pictures) {
        if (!pictures.isEmpty()) {
            ArrayNode array = input.putArray("image_urls");
            pictures.forEach(array::add);
        }
    }

    private void size(PictureSize size) {
        ObjectNode node = input.putObject("image_size");
        node.put("width", size.width());
        node.put("height", size.height());
    }

    private void aspect() {
        AspectRatio aspect = request.aspect();
        if (aspect != null) {
            input.put("aspect_ratio", NativeSizes.ratio(aspect));
        }
    }

    private void seed() {
        input.put("seed", NativeSeeds.within(chunk.seed(), Integer.MAX_VALUE));
    }

    private String jpegOrPng() {
        return switch (request.format()) {
            case JPEG, JPG -> "jpeg";
            case PNG, WEBP, GIF, SVG -> "png";
        };
    }
}
