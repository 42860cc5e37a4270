package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The native libraries that decode and encode pictures. What there is none for is done in Java. */
public final class Libraries {
    private static final Libraries OFF = new Libraries(null, () -> null);

    private final @Nullable TurboJpeg turboJpeg;
    private final Supplier<@Nullable Heif> heif;
    private final List<JpegReader> jpegReaders;

    private Libraries(@Nullable TurboJpeg turboJpeg, Supplier<@Nullable Heif> heif) {
        this.turboJpeg = turboJpeg;
        this.heif = heif;
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

    /** The one for JPEG, if this machine has it, and no other. */
    public static Libraries jpegOnly() {
        return new Libraries(Found.LIBRARIES.turboJpeg, () -> null);
    }

    /** None, whatever the machine has. */
    public static Libraries off() {
        return OFF;
    }

    /** For each format that a library does or could do, its name, {@code java} or {@code none}. */
    public Map<String, String> names() {
        var names = new TreeMap<String, String>();
        names.put("jpeg", turboJpeg == null ? "java" : turboJpeg.library());
        for (ImageFormat format : List.of(ImageFormat.AVIF, ImageFormat.HEIC)) {
            names.put(format.extension(), name(format));
        }
        return names;
    }

    private String name(ImageFormat format) {
        Heif heif = this.heif.get();
        if (heif == null || !(heif.decodes(format) || heif.encodes(format))) {
            return "none";
        }
        boolean both = heif.decodes(format) && heif.encodes(format);
        return heif.library() + (both ? "" : heif.decodes(format) ? ", read only" : ", write only");
    }

    boolean decode(ImageFormat format) {
        if (!format.needsLibrary()) {
            return format.decodable();
        }
        Heif heif = this.heif.get();
        return heif != null && heif.decodes(format);
    }

    boolean encode(ImageFormat format) {
        if (!format.needsLibrary()) {
            return format.encodable();
        }
        Heif heif = this.heif.get();
        return heif != null && heif.encodes(format);
    }

    @Nullable TurboJpeg turboJpeg() {
        return turboJpeg;
    }

    /**
     * @throws PictureException that says what to install, when there is none for this
     */
    Heif heif(ImageFormat format, boolean reading) throws PictureException {
        Heif heif = this.heif.get();
        if (heif == null || !(reading ? heif.decodes(format) : heif.encodes(format))) {
            boolean avif = format == ImageFormat.AVIF;
            String plugin = reading ? (avif ? "dav1d" : "libde265") : avif ? "aomenc" : "x265";
            throw new PictureException(
                    ("%s pictures cannot be %s by this server as it is: that takes libheif with a"
                                    + " plug-in such as %s (Debian: libheif1, from version 13 on"
                                    + " with libheif-plugin-%s), and pixels.native_codecs set to"
                                    + " auto. Or %s JPEG, PNG or WebP.")
                            .formatted(
                                    format,
                                    reading ? "read" : "written",
                                    plugin,
                                    plugin,
                                    reading ? "send" : "choose"));
        }
        return heif;
    }

    /** In the order in which they are asked; the last one takes everything. */
    List<JpegReader> jpegReaders() {
        return jpegReaders;
    }

    /** Looked for once, at first need. */
    private static final class Found {
        static final Libraries LIBRARIES =
                new Libraries(TurboJpeg.find().orElse(null), () -> FoundHeif.HEIF);
    }

    /** Apart from the others: with its plug-ins it takes some 14 MB, which JPEGs do not need. */
    private static final class FoundHeif {
        static final @Nullable Heif HEIF = Heif.find().orElse(null);
    }
}
