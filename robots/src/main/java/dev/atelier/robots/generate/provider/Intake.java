package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;

/** Refuses what a model cannot be given at all, before anything is paid for. */
final class Intake {
    private Intake() {}

    /**
     * @param most pictures it takes, the one to change included
     * @param model the provider's name for it
     */
    static void pictures(GenerateRequest request, int most, String model) throws ProviderException {
        int given = (request.image() == null ? 0 : 1) + request.references().size();
        if (given > 0 && most == 0) {
            throw new ProviderException(
                    Kind.INVALID_INPUT,
                    model
                            + " makes pictures from words only; leave the pictures out or choose a"
                            + " model that takes some, such as google/nano-banana.");
        }
        if (given > most) {
            throw new ProviderException(
                    Kind.INVALID_INPUT,
                    "%s takes %d %s at most, not %d; leave some out."
                            .formatted(model, most, most == 1 ? "picture" : "pictures", given));
        }
    }

    /** For a model that fills a mask and does nothing else. */
    static void imageAndMask(GenerateRequest request, String model) throws ProviderException {
        if (request.image() == null || request.mask() == null) {
            throw new ProviderException(
                    Kind.INVALID_INPUT,
                    model
                            + " changes a picture inside a mask: give a picture as image and,"
                            + " unless it is transparent where to change, a mask.");
        }
    }
}
