package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Walks the chunks of a WebP. */
final class WebpHeader {
    private static final int MAX_CHUNKS = 100_000;

    private final Bytes in;
    private byte @Nullable [] exif;
    private byte @Nullable [] xmp;
    private byte @Nullable [] icc;
    private boolean extended;
    private int flags;
    private boolean alpha;
    private int width;
    private int height;
    private int frames;
    private long framePixels;

    private WebpHeader(Bytes in) {
        this.in = in;
    }

    static PictureHeader read(Bytes in) throws PictureException {
        var header = new WebpHeader(in);
        header.walk();
        return header.result();
    }

    private void walk() throws PictureException {
        long at = 12;
        for (int i = 0; i < MAX_CHUNKS && at + 8 <= in.size(); i++) {
            long length = in.u32le(at + 4);
            chunk(in.tag(at), at + 8, length);
            at += 8 + length + (length & 1);
        }
    }

    private void chunk(String type, long at, long length) throws PictureException {
        switch (type) {
            case "VP8X" -> {
                extended = true;
                flags = in.u8(at);
                alpha = (flags & RiffChunks.ALPHA) != 0;
                width = in.u24le(at + 4) + 1;
                height = in.u24le(at + 7) + 1;
            }
            case "VP8 " -> lossy(at);
            case "VP8L" -> lossless(at);
            case "ALPH" -> alpha = true;
            case "ANMF" -> {
                frames++;
                framePixels += (in.u24le(at + 6) + 1L) * (in.u24le(at + 9) + 1L);
            }
            case "ICCP" -> icc = block(at, length, Blocks.MAX_ICC);
            case "EXIF" -> exif = withoutPrefix(block(at, length, Blocks.MAX_EXIF));
            case "XMP " -> xmp = block(at, length, Blocks.MAX_XMP);
            default -> {}
        }
    }

    private void lossy(long at) throws PictureException {
        if (!extended) {
            width = in.u16le(at + 6) & 0x3FFF;
            height = in.u16le(at + 8) & 0x3FFF;
        }
    }

    private void lossless(long at) throws PictureException {
        if (!extended) {
            long bits = in.u32le(at + 1);
            width = (int) (bits & 0x3FFF) + 1;
            height = (int) (bits >> 14 & 0x3FFF) + 1;
            alpha = (bits >> 28 & 1) != 0;
        }
    }

    private byte @Nullable [] block(long at, long length, int max) throws PictureException {
        return length > max || at + length > in.size() ? null : in.take(at, (int) length);
    }

    /** Some writers put the prefix JPEG needs in front of the TIFF structure. */
    private static byte @Nullable [] withoutPrefix(byte @Nullable [] block)
            throws PictureException {
        if (block == null || !Bytes.of(block).startsWith(0, "Exif\0\0")) {
            return block;
        }
        return Bytes.of(block).take(6, block.length - 6);
    }

    /** As viewers do, which pass over blocks that the extended header does not announce. */
    private int orientation() {
        return ExifOrientation.of(
                (flags & RiffChunks.EXIF) == 0 ? null : exif,
                (flags & RiffChunks.XMP) == 0 ? null : xmp);
    }

    private PictureHeader result() throws PictureException {
        if (width == 0 || height == 0) {
            throw new PictureException("The WebP does not say how large it is.");
        }
        var probe =
                Probe.stored(
                        ImageFormat.WEBP, width, height, orientation(), 8, alpha, Probe.Colour.RGB);
        return new PictureHeader(
                probe.withFrames(Math.max(1, frames), Math.max(framePixels, probe.pixels())),
                new Blocks(exif, xmp, null, null, icc, Map.of()));
    }
}
