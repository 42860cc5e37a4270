package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.Point;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Walks the blocks of a GIF: counts frames, notes transparency, comments and XMP. */
final class GifHeader {
    private static final int MAX_FRAMES_SEEN = 100_000;

    private final Bytes in;
    private final Map<String, String> texts = new HashMap<>();
    private byte @Nullable [] xmp;
    private boolean transparent;
    private boolean covers = true;
    private int frames;
    private Point corner = new Point();
    private long framePixels;

    private GifHeader(Bytes in) {
        this.in = in;
    }

    static PictureHeader read(Bytes in) throws PictureException {
        var header = new GifHeader(in);
        header.walk();
        return header.result();
    }

    /** The corner of the first frame on the canvas. */
    static Point firstFrame(Bytes in) throws PictureException {
        var header = new GifHeader(in);
        header.walk();
        return header.corner;
    }

    private void walk() throws PictureException {
        try {
            blocks();
        } catch (PictureException e) {
            if (frames == 0) {
                throw e;
            }
        }
    }

    private void blocks() throws PictureException {
        long at = 13L + palette(in.u8(10));
        while (frames < MAX_FRAMES_SEEN) {
            switch (in.u8(at)) {
                case 0x21 -> at = extension(at + 1);
                case 0x2C -> at = frame(at + 1);
                default -> {
                    return;
                }
            }
        }
    }

    private long frame(long at) throws PictureException {
        long w = in.u16le(at + 4);
        long h = in.u16le(at + 6);
        if (frames++ == 0) {
            corner = new Point(in.u16le(at), in.u16le(at + 2));
            covers = corner.x == 0 && corner.y == 0 && w >= in.u16le(6) && h >= in.u16le(8);
        }
        framePixels += w * h;
        return skip(at + 9 + palette(in.u8(at + 8)) + 1);
    }

    private long extension(long at) throws PictureException {
        int label = in.u8(at);
        if (label == 0xF9) {
            transparent |= (in.u8(at + 2) & 1) != 0;
        } else if (label == 0xFE) {
            texts.putIfAbsent("comment", comment(at + 1));
        } else if (label == 0xFF && xmp == null && in.startsWith(at + 2, "XMP DataXMP")) {
            return application(at + 13);
        }
        return skip(at + 1);
    }

    /** An XMP packet stands bare in its block; the "magic trailer" makes any walk end after it. */
    private long application(long at) throws PictureException {
        long end = skip(at);
        long length = end - at - 258;
        if (length > 0 && length <= Blocks.MAX_XMP) {
            xmp = in.take(at, (int) length);
        }
        return end;
    }

    private String comment(long from) throws PictureException {
        var out = new ByteArrayOutputStream();
        long at = from;
        for (int n = in.u8(at); n > 0 && out.size() < 65_536; n = in.u8(at)) {
            out.writeBytes(in.take(at + 1, n));
            at += n + 1;
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private long skip(long from) throws PictureException {
        long at = from;
        for (int n = in.u8(at++); n > 0; n = in.u8(at++)) {
            at += n;
        }
        return at;
    }

    private static int palette(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private PictureHeader result() throws PictureException {
        int orientation = ExifOrientation.of(null, xmp);
        var probe =
                Probe.stored(
                        ImageFormat.GIF,
                        in.u16le(6),
                        in.u16le(8),
                        orientation,
                        8,
                        transparent || !covers,
                        Probe.Colour.PALETTE);
        return new PictureHeader(
                probe.withFrames(Math.max(1, frames), Math.max(framePixels, probe.pixels())),
                new Blocks(null, xmp, null, null, null, texts));
    }
}
