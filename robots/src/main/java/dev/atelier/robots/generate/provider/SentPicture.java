package dev.atelier.robots.generate.provider;

import java.nio.file.Path;

/** A picture on its way to a provider: upright, one frame, in a format every provider reads. */
public record SentPicture(Path file, String contentType) {

    /** As plain base64 in a JSON body. */
    public Base64File base64() {
        return new Base64File("", file);
    }

    /** As a data URL in a JSON body. */
    public Base64File dataUrl() {
        return new Base64File("data:" + contentType + ";base64,", file);
    }

    /** Such as {@code png}. */
    public String extension() {
        return contentType.substring("image/".length());
    }
}
