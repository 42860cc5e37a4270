package dev.atelier.server.auth;

import java.util.List;

/**
 * What keys and tokens stand on.
 *
 * @param sealed every place that holds secrets sealed by the box
 */
public record AuthPorts(
        AuthKeys keys,
        AccessTokens tokens,
        SecretBox box,
        MasterKeys master,
        ProviderKeys providers,
        List<SealedStore> sealed) {

    /** Moves every stored secret under a new master key; gives how many there were. */
    public int rotateMaster() {
        master.rotate();
        return sealed.stream()
                .mapToInt(store ->
                        store.reseal((text, context) -> box.seal(box.open(text, context), context)))
                .sum();
    }
}
