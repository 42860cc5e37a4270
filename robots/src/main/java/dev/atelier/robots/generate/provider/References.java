package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;

import java.util.List;

/** What providers say that change one picture and look at no others. */
final class References {
    private References() {}

    /**
     * @throws ProviderException when there are pictures to look at but none to change
     */
    static void needPicture(String provider, GenerateRequest request) throws ProviderException {
        if (request.image() == null && !request.references().isEmpty()) {
            throw new ProviderException(
                    Kind.INVALID_INPUT,
                    "%s changes one picture and looks at no others; upload it in the field image."
                            .formatted(provider));
        }
    }

    /** The warning about them; none when there are none. */
    static List<String> leftOut(String provider, GenerateRequest request) {
        int count = request.references().size();
        return count == 0
                ? List.of()
                : List.of(
                        "%s looks at the picture to change only; %d other%s left out."
                                .formatted(provider, count, count == 1 ? " was" : "s were"));
    }
}
