package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes an animated GIF, each frame with a palette of its own. A frame holds only what changed;
 * where a later one uncovers the background, the one before is written whole and taken away.
 */
final class GifAnimation implements FrameWriter {
    private static final int LEAVE = 1;
    private static final int TAKE_AWAY = 2;

    private final OutputStream out;
    private final int plays;
    private int width;
    private int height;
    private int[] shown = {};
    private int @Nullable [] pending;
    private int pendingMillis;
    private int owedMillis;

    /**
     * @param plays how often it runs, 0 for ever
     */
    GifAnimation(OutputStream out, int plays) {
        this.out = out;
        this.plays = plays;
    }

    @Override
    public void add(BufferedImage image, int millis) throws IOException {
        BufferedImage srgb = Srgb8.of(image, null);
        int[] next = Pixels.of(srgb).clone();
        Quantiser.cut(next, srgb.getColorModel().hasAlpha());
        if (pending == null) {
            start(srgb);
        } else {
            write(pending, pendingMillis, uncovers(pending, next));
        }
        pending = next;
        pendingMillis = millis;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            if (pending != null) {
                write(pending, pendingMillis, false);
            }
            out.write(0x3B);
        }
    }

    private void start(BufferedImage first) throws IOException {
        width = first.getWidth();
        height = first.getHeight();
        shown = new int[width * height];
        out.write("GIF89a".getBytes(StandardCharsets.ISO_8859_1));
        out.write(new byte[] {(byte) width, (byte) (width >> 8)});
        out.write(new byte[] {(byte) height, (byte) (height >> 8), 0x70, 0, 0});
        if (plays != 1) {
            int again = Math.max(0, plays - 1);
            out.write("!\u00FF\u000BNETSCAPE2.0".getBytes(StandardCharsets.ISO_8859_1));
            out.write(new byte[] {3, 1, (byte) again, (byte) (again >> 8), 0});
        }
    }

    private static boolean uncovers(int[] now, int[] next) {
        for (int i = 0; i < now.length; i++) {
            if (next[i] == 0 && now[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private void write(int[] pixels, int millis, boolean takenAway) throws IOException {
        Rectangle whole = new Rectangle(width, height);
        Rectangle part = takenAway ? whole : Changes.between(shown, pixels, whole);
        var image = new BufferedImage(part.width, part.height, BufferedImage.TYPE_INT_ARGB);
        int[] to = Pixels.of(image);
        for (int y = 0; y < part.height; y++) {
            for (int x = 0; x < part.width; x++) {
                int at = (part.y + y) * width + part.x + x;
                boolean asBefore = !takenAway && shown[at] == pixels[at];
                to[y * part.width + x] = asBefore ? 0 : pixels[at];
            }
        }
        frame(Quantiser.indexed(image), part, millis, takenAway ? TAKE_AWAY : LEAVE);
        shown = takenAway ? new int[pixels.length] : pixels;
    }

    /** Moves the one picture of a still GIF behind a control block of its own. */
    private void frame(BufferedImage indexed, Rectangle part, int millis, int disposal)
            throws IOException {
        byte[] gif = GifWriter.compress(indexed);
        Bytes in = Bytes.of(gif);
        int palette = (gif[10] & 0x80) == 0 ? 0 : 3 << ((gif[10] & 7) + 1);
        int at = 13 + palette;
        while (in.u8(at) == 0x21) {
            at += 2;
            while (in.u8(at) > 0) {
                at += in.u8(at) + 1;
            }
            at++;
        }
        int hole = ((IndexColorModel) indexed.getColorModel()).getTransparentPixel();
        out.write(control(disposal, millis, hole));
        out.write(descriptor(part, 0x80 | (gif[10] & 7)));
        out.write(gif, 13, palette);
        out.write(gif, at + 10, gif.length - 1 - (at + 10));
    }

    /** Times are kept in hundredths; what is lost by rounding is made up for by the next frame. */
    private byte[] control(int disposal, int millis, int hole) {
        int hundredths = Math.max(0, Math.round((millis + owedMillis) / 10f));
        owedMillis += millis - hundredths * 10;
        var block = new ByteArrayOutputStream();
        block.writeBytes(new byte[] {0x21, (byte) 0xF9, 4});
        block.write(disposal << 2 | (hole >= 0 ? 1 : 0));
        block.write(hundredths);
        block.write(hundredths >> 8);
        block.write(Math.max(0, hole));
        block.write(0);
        return block.toByteArray();
    }

    private static byte[] descriptor(Rectangle part, int flags) {
        byte[] block = new byte[10];
        block[0] = 0x2C;
        RiffChunks.little(block, 1, part.x, 2);
        RiffChunks.little(block, 3, part.y, 2);
        RiffChunks.little(block, 5, part.width, 2);
        RiffChunks.little(block, 7, part.height, 2);
        block[9] = (byte) flags;
        return block;
    }
}
