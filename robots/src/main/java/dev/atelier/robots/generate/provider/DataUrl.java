package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** Reads a URL out of an answer that may hold the picture itself. */
final class DataUrl {
    private DataUrl() {}

    /** Null when there is no URL. */
    static @Nullable Made made(JsonNode url) throws ProviderException {
        Path file = Answer.picture(url);
        if (file != null) {
            return Made.in(file);
        }
        String address = url.textValue();
        if (address == null) {
            return null;
        }
        if (address.startsWith("data:")) {
            throw new ProviderException(
                    Kind.NO_IMAGE, "The picture in the answer is not in base64.");
        }
        return Made.at(address);
    }
}
