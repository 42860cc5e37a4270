package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The native libraries that decode and encode pictures. What there is none for is done in Java. */
public final class Libraries {
    private static final Libraries OFF = new Libraries(null);

    private final @Nullable TurboJpeg turboJpeg;
    private final List<JpegReader> jpegReaders;

    private Libraries(@Nullable TurboJpeg turboJpeg) {
        this.turboJpeg = turboJpeg;
        var readers = new ArrayList<JpegReader>();
        if (turboJpeg != null) {
            readers.add(new TurboJpegReader(turboJpeg));
        }
        readers.add(new JavaJpeg());
        readers.add(new ImageIoJpeg());
        this.jpegReaders = List.copyOf(readers);
    }

    /** Those that this machine has. */
    public static Libraries find() {
        return Found.LIBRARIES;
    }

    /** None, whatever the machine has. */
    public static Libraries off() {
        return OFF;
    }

    /** The name of the library that does JPEG, empty when Java does. */
    public Optional<String> jpeg() {
        return Optional.ofNullable(turboJpeg).map(TurboJpeg::library);
    }

    @Nullable TurboJpeg turboJpeg() {
        return turboJpeg;
    }

    /** In the order in which they are asked; the last one takes everything. */
    List<JpegReader> jpegReaders() {
        return jpegReaders;
    }

    /** Looked for once, at first need. */
    private static final class Found {
        static final Libraries LIBRARIES = new Libraries(TurboJpeg.find().orElse(null));
    }
}
