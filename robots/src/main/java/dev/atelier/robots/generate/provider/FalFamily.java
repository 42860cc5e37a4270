package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Apps of fal whose inputs have the same names. */
enum FalFamily {
    FLUX_SCHNELL("fal-ai/flux/schnell", 4, 0, MaskForm.NONE, true),
    FLUX_ULTRA("fal-ai/flux-pro/v1\\.1-ultra", 1, 1, MaskForm.NONE, true),
    FLUX_FILL("fal-ai/flux-pro/v1/fill", 1, 1, MaskForm.WHITE, true),
    RECRAFT("fal-ai/recraft/v3/text-to-image", 1, 0, MaskForm.NONE, false),
    NANO_BANANA("fal-ai/nano-banana(/edit)?", 1, 14, MaskForm.WHITE, false),
    NANO_BANANA_TIERS("fal-ai/nano-banana-(2|pro)(/edit)?", 1, 14, MaskForm.WHITE, false),
    GPT_IMAGE("openai/gpt-image-[^/]+(/edit)?", 4, 10, MaskForm.WHITE, false),
    IDEOGRAM("fal-ai/ideogram/v3(/edit)?", 1, 1, MaskForm.BLACK, true);

    private final Pattern ids;
    private final int outputs;
    private final int pictures;
    private final MaskForm mask;
    private final boolean seeds;

    /**
     * @param ids the names of its apps
     * @param pictures it takes at most, without the mask
     */
    FalFamily(String ids, int outputs, int pictures, MaskForm mask, boolean seeds) {
        this.ids = Pattern.compile(ids);
        this.outputs = outputs;
        this.pictures = pictures;
        this.mask = mask;
        this.seeds = seeds;
    }

    /**
     * @throws ProviderException when nothing is known of this app's input
     */
    static FalFamily of(String id) throws ProviderException {
        return Arrays.stream(values())
                .filter(family -> family.ids.matcher(id).matches())
                .findFirst()
                .orElseThrow(() ->
                        new ProviderException(
                                Kind.INVALID_INPUT,
                                "The input of "
                                        + id
                                        + " on fal is not known here; route the model to another"
                                        + " provider."));
    }

    Terms terms(GenerateRequest request, String id) throws ProviderException {
        if (this == FLUX_FILL || (this == IDEOGRAM && request.image() != null)) {
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
                            ? RecraftStyles.familyOfDrawing(request.style())
                            : RecraftStyles.known(request.style());
            case IDEOGRAM -> IdeogramImages.style(request.style());
            case FLUX_SCHNELL, FLUX_ULTRA, FLUX_FILL, NANO_BANANA, NANO_BANANA_TIERS, GPT_IMAGE ->
                    null;
        };
    }

    /** Whether the mask is one more picture of the list. */
    boolean seesMask() {
        return hasEdit() && this != IDEOGRAM;
    }

    /** Whether an app of its own changes pictures. */
    boolean hasEdit() {
        return switch (this) {
            case NANO_BANANA, NANO_BANANA_TIERS, GPT_IMAGE, IDEOGRAM -> true;
            case FLUX_SCHNELL, FLUX_ULTRA, FLUX_FILL, RECRAFT -> false;
        };
    }
}
