package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.AspectRatio;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.PictureSize;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes the {@code input} of a prediction: every family of models has its own names for the same
 * things, as their published schemas say.
 */
final class ReplicateInput {
    private static final int ONE_K = 1024;
    private static final List<PictureSize> GPT_SHAPES =
            List.of(
                    new PictureSize(1024, 1024),
                    new PictureSize(1536, 1024),
                    new PictureSize(1024, 1536));

    private final Chunk chunk;
    private final GenerateRequest request;
    private final Desk desk;
    private final String id;
    private final Sender sender;
    private final ObjectNode input = AssemblyFile.emptyJson();
    private @Nullable String style;

    /** Makes a picture something that can be put into the JSON. */
    interface Sender {
        JsonNode reference(SentPicture picture) throws Exception;
    }

    ReplicateInput(Chunk chunk, Desk desk, String id, Sender sender) {
        this.chunk = chunk;
        this.request = chunk.request();
        this.desk = desk;
        this.id = id;
        this.sender = sender;
    }

    ObjectNode write() throws Exception {
        ReplicateFamily family = ReplicateFamily.of(id);
        style = style(family);
        input.put("prompt", style == null ? desk.prompt() : desk.promptWithoutStyle());
        switch (family) {
            case FLUX_ULTRA -> ultra();
            case FLUX_SCHNELL -> schnell();
            case FLUX_FILL -> fill();
            case RECRAFT -> recraft();
            case NANO_BANANA -> nanoBanana();
            case GPT_IMAGE -> gptImage();
            case INPAINTING -> inpainting();
            case IDEOGRAM -> ideogram();
        }
        return input;
    }

    /** By its name there; null when it has to be said in words. */
    private @Nullable String style(ReplicateFamily family) {
        return switch (family) {
            case RECRAFT ->
                    request.format().vector()
                            ? RecraftStyles.drawing(request.style())
                            : RecraftStyles.known(request.style());
            case IDEOGRAM -> {
                String known = IdeogramImages.style(request.style());
                yield known == null
                        ? null
                        : known.charAt(0) + known.substring(1).toLowerCase(Locale.ROOT);
            }
            case FLUX_ULTRA, FLUX_SCHNELL, FLUX_FILL, NANO_BANANA, GPT_IMAGE, INPAINTING -> null;
        };
    }

    private void ultra() throws Exception {
        aspect();
        seed();
        input.put("output_format", jpgOrPng());
        Members.number(input, "safety_tolerance", desk.option("safety_tolerance"));
        List<JsonNode> hint = pictures();
        if (!hint.isEmpty()) {
            input.set("image_prompt", hint.getFirst());
        }
    }

    private void schnell() {
        aspect();
        seed();
        count("num_outputs");
        input.put("output_format", any());
    }

    private void fill() throws Exception {
        imageAndMask();
        seed();
        input.put("output_format", jpgOrPng());
        Members.number(input, "safety_tolerance", desk.option("safety_tolerance"));
    }

    private void recraft() {
        input.put("size", RecraftSizes.nearest(NativeSizes.wanted(request)).toString());
        input.put("style", style == null ? "any" : style);
    }

    private void nanoBanana() throws Exception {
        List<JsonNode> pictures = pictures();
        SentPicture mask = desk.mask();
        if (mask != null) {
            pictures.add(1, sender.reference(mask));
        }
        list("image_input", pictures);
        if (request.aspect() == null && !pictures.isEmpty()) {
            input.put("aspect_ratio", "match_input_image");
        } else {
            aspect();
        }
        input.put("output_format", jpgOrPng());
        PictureSize size = request.size();
        if (size != null && !id.equals("google/nano-banana")) {
            int longest = Math.max(size.width(), size.height());
            input.put("resolution", longest <= ONE_K ? "1K" : longest <= 2 * ONE_K ? "2K" : "4K");
        }
    }

    private void gptImage() throws Exception {
        List<JsonNode> pictures = pictures();
        SentPicture mask = desk.mask();
        if (mask != null) {
            pictures.add(1, sender.reference(mask));
        }
        list("input_images", pictures);
        count("number_of_images");
        Members.text(input, "quality", desk.quality());
        PictureSize shape = NativeSizes.nearest(NativeSizes.wanted(request), GPT_SHAPES);
        input.put("aspect_ratio", shape.ratio().toString());
        String format = any();
        input.put("output_format", format.equals("jpg") ? "jpeg" : format);
    }

    private void inpainting() throws Exception {
        PictureSize frame = InpaintingFrame.of(request);
        SentPicture image = desk.image(frame);
        SentPicture mask = desk.maskEvenOfAll(frame);
        if (image != null && mask != null) {
            input.set("image", sender.reference(image));
            input.set("mask", sender.reference(mask));
        }
        count("num_outputs");
        input.put("width", frame.width());
        input.put("height", frame.height());
        seed();
    }

    private void ideogram() throws Exception {
        if (request.image() != null) {
            imageAndMask();
        } else {
            aspect();
        }
        Members.text(input, "style_type", style);
        seed();
    }

    private void imageAndMask() throws Exception {
        SentPicture image = desk.image();
        SentPicture mask = desk.maskEvenOfAll();
        if (image != null) {
            input.set("image", sender.reference(image));
        }
        if (mask != null) {
            input.set("mask", sender.reference(mask));
        }
    }

    private List<JsonNode> pictures() throws Exception {
        var list = new ArrayList<JsonNode>();
        SentPicture image = desk.image();
        if (image != null) {
            list.add(sender.reference(image));
        }
        for (SentPicture reference : desk.references()) {
            list.add(sender.reference(reference));
        }
        return list;
    }

    private void list(String name, List<JsonNode> pictures) {
        if (!pictures.isEmpty()) {
            ArrayNode array = input.putArray(name);
            pictures.forEach(array::add);
        }
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

    private void count(String name) {
        if (chunk.count() > 1) {
            input.put(name, chunk.count());
        }
    }

    private String jpgOrPng() {
        return switch (request.format()) {
            case JPEG, JPG -> "jpg";
            case PNG, WEBP, GIF, SVG -> "png";
        };
    }

    private String any() {
        return switch (request.format()) {
            case JPEG, JPG -> "jpg";
            case WEBP -> "webp";
            case PNG, GIF, SVG -> "png";
        };
    }
}
