package dev.atelier.robots.codec;

import java.util.Locale;
import java.util.Optional;

/** The picture formats Atelier recognises; not all of them can be decoded or encoded. */
public enum ImageFormat {
    JPEG("image/jpeg", "jpg", true, true),
    PNG("image/png", "png", true, true),
    GIF("image/gif", "gif", true, true),
    WEBP("image/webp", "webp", true, true),
    BMP("image/bmp", "bmp", true, true),
    TIFF("image/tiff", "tif", true, true),
    SVG("image/svg+xml", "svg", true, false),
    AVIF("image/avif", "avif", true, true),
    HEIC("image/heic", "heic", true, true),
    ICO("image/vnd.microsoft.icon", "ico", false, false),
    PSD("image/vnd.adobe.photoshop", "psd", false, false);

    private final String mime;
    private final String extension;
    private final boolean decodable;
    private final boolean encodable;

    ImageFormat(String mime, String extension, boolean decodable, boolean encodable) {
        this.mime = mime;
        this.extension = extension;
        this.decodable = decodable;
        this.encodable = encodable;
    }

    public String mime() {
        return mime;
    }

    /** The usual file name extension, lower case, without dot. */
    public String extension() {
        return extension;
    }

    /** Whether it can be decoded, perhaps by a library that the machine must have. */
    public boolean decodable() {
        return decodable;
    }

    /** Whether it can be encoded, perhaps by a library that the machine must have. */
    public boolean encodable() {
        return encodable;
    }

    /** Whether it can only be decoded and encoded by a library of the machine. */
    public boolean needsLibrary() {
        return this == AVIF || this == HEIC;
    }

    /** Whether a file of this format can move, as far as it is read and written here. */
    public boolean animates() {
        return this == GIF || this == WEBP;
    }

    /** The format a file name extension or a {@code format} parameter stands for. */
    public static Optional<ImageFormat> ofExtension(String extension) {
        return switch (extension.toLowerCase(Locale.ROOT)) {
            case "jpg", "jpeg", "jpe", "jfif" -> Optional.of(JPEG);
            case "png", "apng" -> Optional.of(PNG);
            case "gif" -> Optional.of(GIF);
            case "webp" -> Optional.of(WEBP);
            case "bmp", "dib" -> Optional.of(BMP);
            case "tif", "tiff" -> Optional.of(TIFF);
            case "svg" -> Optional.of(SVG);
            case "avif" -> Optional.of(AVIF);
            case "heic", "heif" -> Optional.of(HEIC);
            case "ico" -> Optional.of(ICO);
            case "psd" -> Optional.of(PSD);
            default -> Optional.empty();
        };
    }
}
