package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * The metadata blocks found in a header, each within its size limit; what was too large is missing.
 *
 * @param exif a TIFF structure, without any prefix
 * @param xmp an XML packet
 * @param photoshop Photoshop image resources (IPTC, clipping paths)
 * @param iptc a bare IPTC record, where a format stores one outside of Photoshop resources
 * @param icc a colour profile
 * @param texts comments and text chunks by their keyword
 */
@SuppressWarnings("ArrayRecordComponent")
public record Blocks(
        byte @Nullable [] exif,
        byte @Nullable [] xmp,
        byte @Nullable [] photoshop,
        byte @Nullable [] iptc,
        byte @Nullable [] icc,
        Map<String, String> texts) {
    static final int MAX_EXIF = 1 << 20;
    static final int MAX_XMP = 1 << 20;
    static final int MAX_PHOTOSHOP = 4 << 20;
    static final int MAX_ICC = 4 << 20;
    static final int MAX_TEXT = 1 << 20;

    public static final Blocks NONE = new Blocks(null, null, null, null, null, Map.of());

    public Blocks {
        texts = Map.copyOf(texts);
    }

    /** Whether there is nothing to write. */
    public boolean empty() {
        return exif == null
                && xmp == null
                && photoshop == null
                && iptc == null
                && icc == null
                && texts.isEmpty();
    }
}
