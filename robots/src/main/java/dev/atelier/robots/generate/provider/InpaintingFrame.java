package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.PictureSize;

/**
 * The frame Stable Diffusion inpainting works in: sides in steps of 64, 512 to 1024. A picture of
 * another shape stands whole in its middle.
 */
final class InpaintingFrame {
    private static final int STEP = 64;
    private static final int SHORTEST = 512;
    private static final int LONGEST = 1024;

    private InpaintingFrame() {}

    static PictureSize of(GenerateRequest request) {
        PictureSize wanted = NativeSizes.wanted(request);
        GenerateRequest.Source source = request.image();
        if (source != null) {
            wanted = source.size();
        }
        double shorter = Math.min(wanted.width(), wanted.height());
        double longer = Math.max(wanted.width(), wanted.height());
        double scale = Math.min(Math.max(1, SHORTEST / shorter), LONGEST / longer);
        return new PictureSize(step(wanted.width() * scale), step(wanted.height() * scale));
    }

    private static int step(double side) {
        return Math.clamp(NativeSizes.up((int) Math.round(side), STEP), SHORTEST, LONGEST);
    }
}
