package dev.atelier.server;

import dev.atelier.server.auth.SecretBox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Seals by handing out numbers. */
final class TestSecretBox implements SecretBox {
    private final Map<String, String> sealed = new ConcurrentHashMap<>();

    @Override
    public String seal(String secret, String context) {
        String text = "sealed-" + sealed.size() + "-" + context;
        sealed.put(text, secret);
        return text;
    }

    @Override
    public String open(String text, String context) {
        String secret = text.endsWith("-" + context) ? sealed.get(text) : null;
        if (secret == null) {
            throw new IllegalStateException("not sealed here for " + context);
        }
        return secret;
    }
}
