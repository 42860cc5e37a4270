package dev.atelier.robots.document;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Bytes that are read at most so often: a PDF can send its reader in circles. */
final class PdfBytes {
    private static final long MOST_READS = 40_000_000;

    private final MemorySegment bytes;
    private long reads;

    PdfBytes(MemorySegment bytes) {
        this.bytes = bytes;
    }

    long size() {
        return bytes.byteSize();
    }

    /** The byte at a place, -1 behind the end. */
    int at(long place) throws DocumentException {
        if (++reads > MOST_READS) {
            throw new DocumentException("takes too long to read");
        }
        return place < 0 || place >= bytes.byteSize() ? -1 : bytes.get(JAVA_BYTE, place) & 0xFF;
    }

    byte[] take(long place, long length) throws DocumentException {
        if (place < 0 || length < 0 || place > bytes.byteSize() - length) {
            throw new DocumentException("is cut short");
        }
        reads += length / 64;
        return bytes.asSlice(place, length).toArray(JAVA_BYTE);
    }

    String text(long from, long length) throws DocumentException {
        long start = Math.max(0, from);
        return new String(
                take(start, Math.min(length, size() - start)), StandardCharsets.ISO_8859_1);
    }
}
