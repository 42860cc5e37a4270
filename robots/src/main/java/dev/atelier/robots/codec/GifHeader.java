package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.Rectangle;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    private long framePixels;
    private final List<FrameRule> rules = new ArrayList<>();
    private Disposal disposal = Disposal.KEEP;
    private int millis;
    private int plays = 1;
    private boolean profiled;

    private GifHeader(Bytes in) {
        this.in = in;
    }

    static PictureHeader read(Bytes in) throws PictureException {
        var header = new GifHeader(in);
        header.walk();
        return header.result();
    }

    /** How each frame is shown. */
    static List<FrameRule> frames(Bytes in) throws PictureException {
        var header = new GifHeader(in);
        header.walk();
        return header.rules;
    }

    /** How often the animation runs, 0 for ever. */
    static int plays(Bytes in) throws PictureException {
        var header = new GifHeader(in);
        header.walk();
        return header.plays;
    }

    /** Whether a colour profile belongs to it. */
    static boolean profiled(Bytes in) throws PictureException {
        var header = new GifHeader(in);
        header.walk();
        return header.profiled;
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
        var part = new Rectangle(in.u16le(at), in.u16le(at + 2), (int) w, (int) h);
        if (frames++ == 0) {
            covers = part.x == 0 && part.y == 0 && w >= in.u16le(6) && h >= in.u16le(8);
        }
        framePixels += w * h;
        rules.add(new FrameRule(part, true, disposal, millis));
        disposal = Disposal.KEEP;
        millis = 0;
        return skip(at + 9 + palette(in.u8(at + 8)) + 1);
    }

    private long extension(long at) throws PictureException {
        int label = in.u8(at);
        if (label == 0xF9) {
            control(in.u8(at + 2), in.u16le(at + 3));
        } else if (label == 0xFE) {
            texts.putIfAbsent("comment", comment(at + 1));
        } else if (label == 0xFF && xmp == null && in.startsWith(at + 2, "XMP DataXMP")) {
            return application(at + 13);
        } else if (label == 0xFF && in.startsWith(at + 2, "NETSCAPE2.0") && in.u8(at + 14) == 1) {
            int again = in.u16le(at + 15);
            plays = again == 0 ? 0 : again + 1;
        } else if (label == 0xFF && in.startsWith(at + 2, "ICCRGBG1012")) {
            profiled = true;
        }
        return skip(at + 1);
    }

    private void control(int flags, int hundredths) {
        transparent |= (flags & 1) != 0;
        disposal =
                switch (flags >> 2 & 7) {
                    case 2 -> Disposal.CLEAR;
                    case 3 -> Disposal.RESTORE;
                    default -> Disposal.KEEP;
                };
        millis = hundredths * 10;
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

    /** Bytes of the palette that such flags announce. */
    static int palette(int flags) {
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
