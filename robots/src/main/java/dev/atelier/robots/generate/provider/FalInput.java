package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.robots.generate.PictureSize;
import dev.atelier.robots.generate.ProviderException;

/** Writes the input of an app of fal: each has its own names, as its published schema says. */
final class FalInput extends HostedInput {
    private final FalFamily family;

    FalInput(Chunk chunk, Desk desk, String id, Sender sender) throws ProviderException {
        super(chunk, desk, sender);
        this.family = FalFamily.of(id);
    }

    ObjectNode write() throws Exception {
        prompt();
        switch (family) {
            case FLUX_SCHNELL -> schnell();
            case FLUX_ULTRA -> ultra();
            case FLUX_FILL -> fill();
            case RECRAFT -> recraft();
            case NANO_BANANA -> nanoBanana();
            case NANO_BANANA_TIERS -> {
                nanoBanana();
                resolution();
            }
            case GPT_IMAGE -> gptImage();
            case IDEOGRAM -> ideogram();
        }
        count("num_images");
        return input;
    }

    private void schnell() {
        size(NativeSizes.wanted(request));
        seed();
        input.put("output_format", jpegOrPng("jpeg"));
    }

    private void ultra() throws Exception {
        aspect();
        seed();
        input.put("output_format", jpegOrPng("jpeg"));
        Members.text(input, "safety_tolerance", desk.option("safety_tolerance"));
        hint("image_url");
    }

    private void fill() throws Exception {
        imageAndMask();
        seed();
        input.put("output_format", jpegOrPng("jpeg"));
        Members.text(input, "safety_tolerance", desk.option("safety_tolerance"));
    }

    private void recraft() {
        size(RecraftSizes.nearest(NativeSizes.wanted(request)));
        String style = desk.style();
        Members.text(
                input,
                "style",
                style == null && request.format().vector() ? RecraftStyles.DRAWN : style);
    }

    private void nanoBanana() throws Exception {
        list("image_urls", pictures(family.seesMask()));
        aspect();
        input.put("output_format", jpegOrPng("jpeg"));
    }

    private void gptImage() throws Exception {
        list("image_urls", pictures(family.seesMask()));
        picture("mask_url", desk.mask());
        size(OpenAiImages.free(NativeSizes.wanted(request)));
        Members.text(input, "quality", desk.quality());
        input.put("output_format", anyPixels("jpeg"));
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
        Members.text(input, "style", desk.style());
    }

    private void size(PictureSize size) {
        ObjectNode node = input.putObject("image_size");
        node.put("width", size.width());
        node.put("height", size.height());
    }

    private void imageAndMask() throws Exception {
        picture("image_url", desk.image());
        picture("mask_url", desk.maskEvenOfAll());
    }
}
