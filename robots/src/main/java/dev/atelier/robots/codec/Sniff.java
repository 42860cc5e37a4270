package dev.atelier.robots.codec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Tells the picture format of a file by its first bytes, without looking any further. */
public final class Sniff {
    private Sniff() {}

    public static Optional<ImageFormat> pictureFormat(Path file) throws IOException {
        return Prober.format(file);
    }
}
