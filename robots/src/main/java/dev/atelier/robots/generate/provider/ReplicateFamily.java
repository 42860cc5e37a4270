package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;

/** Models on Replicate whose inputs have the same names. */
enum ReplicateFamily {
    FLUX_ULTRA("black-forest-labs/flux-1.1-pro-ultra", 1, 1, MaskForm.NONE, true),
    FLUX_SCHNELL("black-forest-labs/flux-schnell", 4, 0, MaskForm.NONE, true),
    FLUX_FILL("black-forest-labs/flux-fill-", 1, 1, MaskForm.WHITE, true),
    RECRAFT("recraft-ai/recraft-", 1, 0, MaskForm.NONE, false),
    NANO_BANANA("google/nano-banana", 1, 14, MaskForm.WHITE, false),
    GPT_IMAGE("openai/gpt-image-", 10, 10, MaskForm.WHITE, false),
    INPAINTING("stability-ai/stable-diffusion-inpainting", 4, 1, MaskForm.WHITE, true),
    IDEOGRAM("ideogram-ai/ideogram-v3-", 1, 1, MaskForm.BLACK, true);

    private final String start;
    private final int outputs;
    private final int pictures;
    private final MaskForm mask;
    private final boolean seeds;

    /**
     * @param start of the names of its models
     * @param pictures it takes at most, without the mask
     */
    ReplicateFamily(String start, int outputs, int pictures, MaskForm mask, boolean seeds) {
        this.start = start;
        this.outputs = outputs;
        this.pictures = pictures;
        this.mask = mask;
        this.seeds = seeds;
    }

    /**
     * @throws ProviderException when nothing is known of this model's inputs
     */
    static ReplicateFamily of(String id) throws ProviderException {
        return Arrays.stream(values())
                .filter(family -> id.startsWith(family.start))
                .findFirst()
                .orElseThrow(() ->
                        new ProviderException(
                                Kind.INVALID_INPUT,
                                "The inputs of "
                                        + id
                                        + " on Replicate are not known here; route the model to"
                                        + " another provider."));
    }

    Terms terms(GenerateRequest request, String id) throws ProviderException {
        boolean fills = this == FLUX_FILL || this == INPAINTING;
        if (fills || (this == IDEOGRAM && request.image() != null)) {
            Intake.imageAndMask(request, id);
        }
        Intake.pictures(request, pictures, id);
        return new Terms(outputs, mask, seeds, this == GPT_IMAGE || this == IDEOGRAM);
    }

    /** As {@link Adapter#style}. */
    @Nullable String style(GenerateRequest request) {
        return switch (this) {
            case RECRAFT ->
                    request.format().vector()
                            ? RecraftStyles.drawing(request.style())
                            : RecraftStyles.known(request.style());
            case IDEOGRAM -> capitalised(IdeogramImages.style(request.style()));
            case FLUX_ULTRA, FLUX_SCHNELL, FLUX_FILL, NANO_BANANA, GPT_IMAGE, INPAINTING -> null;
        };
    }

    private static @Nullable String capitalised(@Nullable String name) {
        return name == null ? null : name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    /** Ideogram has a model for each. */
    static String inQuality(String id, GenerateRequest request) {
        if (request.quality() == null || !id.startsWith(IDEOGRAM.start)) {
            return id;
        }
        return IDEOGRAM.start
                + IdeogramImages.speed(request, "BALANCED", "BALANCED").toLowerCase(Locale.ROOT);
    }
}
