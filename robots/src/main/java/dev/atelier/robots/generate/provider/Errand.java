package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.ProviderException;

import java.io.IOException;

/** Sends what costs nothing, such as an upload. */
@FunctionalInterface
public interface Errand {
    /**
     * @throws ProviderException when the answer is not successful
     */
    Answer send(Ask ask) throws IOException, ProviderException;
}
