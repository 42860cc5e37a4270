package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Walks the segments of a JPEG up to the first scan. */
final class JpegHeader {
    private static final String EXIF = "Exif\0\0";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    private static final String ICC = "ICC_PROFILE\0";
    private static final String PHOTOSHOP = "Photoshop 3.0\0";
    private static final int MAX_SEGMENTS = 10_000;

    private final Bytes in;
    private final TreeMap<Integer, byte[]> icc = new TreeMap<>();
    private final ByteArrayOutputStream photoshop = new ByteArrayOutputStream();
    private final Map<String, String> texts = new HashMap<>();
    private byte @Nullable [] exif;
    private byte @Nullable [] xmp;
    private int width;
    private int height;
    private int bits;
    private int components;

    private JpegHeader(Bytes in) {
        this.in = in;
    }

    static PictureHeader read(Bytes in) throws PictureException {
        var header = new JpegHeader(in);
        header.walk();
        return header.result();
    }

    private void walk() throws PictureException {
        long at = 2;
        for (int i = 0; i < MAX_SEGMENTS; i++) {
            at = nextMarker(at);
            int marker = in.u8(at++);
            if (marker == 0xDA || marker == 0xD9) {
                return;
            }
            if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
                continue;
            }
            int length = in.u16be(at);
            if (length < 2) {
                throw new PictureException("The JPEG is damaged: a segment has no length.");
            }
            segment(marker, at + 2, length - 2);
            at += length;
        }
        throw new PictureException("The JPEG has too many segments before its first scan.");
    }

    /** Skips fill bytes and junk between segments. */
    private long nextMarker(long from) throws PictureException {
        long at = from;
        long stop = from + (1 << 20);
        while (at < stop) {
            if (in.u8(at++) == 0xFF) {
                while (in.u8(at) == 0xFF) {
                    at++;
                }
                if (in.u8(at) != 0) {
                    return at;
                }
            }
        }
        throw new PictureException("The JPEG is damaged: it has no picture in its first megabyte.");
    }

    private void segment(int marker, long at, int length) throws PictureException {
        if (marker >= 0xC0
                && marker <= 0xCF
                && marker != 0xC4
                && marker != 0xC8
                && marker != 0xCC) {
            frame(at);
            return;
        }
        switch (marker) {
            case 0xE1 -> app1(at, length);
            case 0xE2 -> app2(at, length);
            case 0xED -> app13(at, length);
            case 0xFE -> texts.putIfAbsent("comment", text(at, length));
            default -> {}
        }
    }

    private void frame(long at) throws PictureException {
        if (width > 0) {
            return;
        }
        bits = in.u8(at);
        height = in.u16be(at + 1);
        width = in.u16be(at + 3);
        components = in.u8(at + 5);
    }

    private void app1(long at, int length) throws PictureException {
        if (exif == null && in.startsWith(at, EXIF)) {
            exif = block(at, length, EXIF.length());
        } else if (xmp == null && in.startsWith(at, XMP)) {
            xmp = block(at, length, XMP.length());
        }
    }

    private void app2(long at, int length) throws PictureException {
        if (length > 14 && in.startsWith(at, ICC)) {
            icc.putIfAbsent(in.u8(at + 12), block(at, length, 14));
        }
    }

    private void app13(long at, int length) throws PictureException {
        if (in.startsWith(at, PHOTOSHOP) && photoshop.size() + length < Blocks.MAX_PHOTOSHOP) {
            photoshop.writeBytes(block(at, length, PHOTOSHOP.length()));
        }
    }

    private byte[] block(long at, int length, int prefix) throws PictureException {
        return in.take(at + prefix, Math.max(0, length - prefix));
    }

    private String text(long at, int length) throws PictureException {
        return new String(in.take(at, length), StandardCharsets.UTF_8).strip();
    }

    private PictureHeader result() throws PictureException {
        if (width == 0 || height == 0) {
            throw new PictureException("The JPEG does not say how large it is.");
        }
        byte[] profile = profile();
        var probe =
                Probe.stored(
                        ImageFormat.JPEG,
                        width,
                        height,
                        ExifOrientation.of(exif, xmp),
                        bits,
                        false,
                        colour());
        byte[] resources = photoshop.size() == 0 ? null : photoshop.toByteArray();
        return new PictureHeader(probe, new Blocks(exif, xmp, resources, null, profile, texts));
    }

    private Probe.Colour colour() {
        return switch (components) {
            case 1, 2 -> Probe.Colour.GREY;
            case 4 -> Probe.Colour.CMYK;
            default -> Probe.Colour.RGB;
        };
    }

    private byte @Nullable [] profile() {
        var whole = new ByteArrayOutputStream();
        icc.values().forEach(whole::writeBytes);
        return whole.size() == 0 || whole.size() > Blocks.MAX_ICC ? null : whole.toByteArray();
    }
}
