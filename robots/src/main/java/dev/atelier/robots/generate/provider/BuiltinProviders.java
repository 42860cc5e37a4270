package dev.atelier.robots.generate.provider;

import java.util.List;

/** The providers that can be set up. */
public final class BuiltinProviders {
    private BuiltinProviders() {}

    /** One adapter each; the names are those of the catalogue and of the rooms of settings. */
    public static List<Adapter> all() {
        return List.of(
                new GeminiImages(),
                new OpenAiImages(),
                new StabilityImages(),
                new IdeogramImages(),
                new CompatibleImages(),
                new Automatic1111(),
                new ComfyUi(),
                new StableDiffusionCpp(),
                new Replicate(),
                new BlackForestLabs(),
                new Fal(),
                new Recraft());
    }
}
