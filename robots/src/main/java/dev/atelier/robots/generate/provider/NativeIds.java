package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.GenerateRequest;

import java.util.List;

/** Which of a provider's models a request goes to: some have another one for masks. */
final class NativeIds {
    private NativeIds() {}

    static String of(GenerateRequest request, String provider) {
        String usual = request.nativeModel();
        boolean own = request.model().idAt(provider).filter(usual::equals).isPresent();
        return own && hasMask(request) ? request.model().maskedIdAt(provider).orElse(usual) : usual;
    }

    /** Whether something has to be kept. */
    static boolean hasMask(GenerateRequest request) {
        GenerateRequest.Mask mask = request.mask();
        return mask != null && !mask.full();
    }

    static List<String> warnings(GenerateRequest request, String provider) {
        String used = of(request, provider);
        return used.equals(request.nativeModel())
                ? List.of()
                : List.of(
                        "%s takes no mask at %s; %s changed the picture inside it."
                                .formatted(request.nativeModel(), provider, used));
    }
}
