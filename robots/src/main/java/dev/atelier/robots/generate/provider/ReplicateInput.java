package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.robots.generate.PictureSize;

import java.util.List;
import java.util.Objects;

/**
 * Writes the {@code input} of a prediction: every family of models has its own names for the same
 * things, as their published schemas say.
 */
final class ReplicateInput extends HostedInput {
    private static final List<PictureSize> GPT_SHAPES =
            List.of(
                    new PictureSize(1024, 1024),
                    new PictureSize(1536, 1024),
                    new PictureSize(1024, 1536));

    private final String id;

    ReplicateInput(Chunk chunk, Desk desk, String id, Sender sender) {
        super(chunk, desk, sender);
        this.id = id;
    }

    ObjectNode write() throws Exception {
        ReplicateFamily family = ReplicateFamily.of(id);
        prompt();
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

    private void ultra() throws Exception {
        aspect();
        seed();
        input.put("output_format", jpegOrPng("jpg"));
        Members.number(input, "safety_tolerance", desk.option("safety_tolerance"));
        hint("image_prompt");
    }

    private void schnell() {
        aspect();
        seed();
        count("num_outputs");
        input.put("output_format", anyPixels("jpg"));
    }

    private void fill() throws Exception {
        imageAndMask();
        seed();
        input.put("output_format", jpegOrPng("jpg"));
        Members.number(input, "safety_tolerance", desk.option("safety_tolerance"));
    }

    private void recraft() {
        input.put("size", RecraftSizes.nearest(NativeSizes.wanted(request)).toString());
        input.put("style", Objects.requireNonNullElse(desk.style(), "any"));
    }

    private void nanoBanana() throws Exception {
        List<JsonNode> pictures = pictures(true);
        list("image_input", pictures);
        if (request.aspect() == null && !pictures.isEmpty()) {
            input.put("aspect_ratio", "match_input_image");
        } else {
            aspect();
        }
        input.put("output_format", jpegOrPng("jpg"));
        if (!id.equals("google/nano-banana")) {
            resolution();
        }
    }

    private void gptImage() throws Exception {
        List<JsonNode> pictures = pictures(true);
        list("input_images", pictures);
        count("number_of_images");
        Members.text(input, "quality", desk.quality());
        PictureSize shape = NativeSizes.nearest(NativeSizes.wanted(request), GPT_SHAPES);
        input.put("aspect_ratio", shape.ratio().toString());
        input.put("output_format", anyPixels("jpeg"));
    }

    private void inpainting() throws Exception {
        PictureSize frame = InpaintingFrame.of(request);
        SentPicture image = desk.image(frame);
        SentPicture mask = desk.maskEvenOfAll(frame);
        if (image != null && mask != null) {
            picture("image", image);
            picture("mask", mask);
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
        Members.text(input, "style_type", desk.style());
        seed();
    }

    private void imageAndMask() throws Exception {
        picture("image", desk.image());
        picture("mask", desk.maskEvenOfAll());
    }
}
