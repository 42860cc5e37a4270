package dev.atelier.robots.meta;

import dev.atelier.core.port.MetadataReader.MediaType;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.Sniff;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Tells what a file is by its first bytes; the detected type wins over any name. */
final class FileSniffer {
    private static final int HEAD = 4096;
    private static final MediaType UNKNOWN = new MediaType("application/octet-stream", null, "");

    private FileSniffer() {}

    static MediaType sniff(Path file, String name) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        if (head.length == 0) {
            return UNKNOWN;
        }
        Optional<ImageFormat> picture = Sniff.pictureFormat(file);
        if (picture.isPresent()) {
            return image(picture.get());
        }
        MediaType media = FileTypes.of(head);
        if (media == null) {
            media = TextTypes.of(head, head.length < HEAD, name);
        }
        return orUnknown(media);
    }

    static MediaType image(ImageFormat format) {
        return new MediaType(format.mime(), "image", format.extension());
    }

    private static MediaType orUnknown(@Nullable MediaType found) {
        return found == null ? UNKNOWN : found;
    }
}
