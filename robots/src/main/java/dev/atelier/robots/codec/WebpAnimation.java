package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes an animated WebP as the container specification of WebP lays it out: each frame is a still
 * of libwebp that replaces the part of the canvas that changed.
 */
final class WebpAnimation implements FrameWriter {
    private static final int REPLACE = 2;

    private final FileChannel out;
    private final Encoding encoding;
    private final int plays;
    private int @Nullable [] shown;
    private boolean alpha;

    /**
     * @param plays how often it runs, 0 for ever
     */
    WebpAnimation(Path file, Encoding encoding, int plays) throws IOException {
        this.out =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
        this.encoding = encoding;
        this.plays = plays;
    }

    @Override
    public void add(BufferedImage image, int millis) throws IOException {
        BufferedImage srgb = Srgb8.of(image, null);
        var whole = new Rectangle(srgb.getWidth(), srgb.getHeight());
        int[] pixels = Pixels.of(srgb).clone();
        Rectangle part = whole;
        if (shown == null) {
            start(whole);
        } else {
            part = even(Changes.between(shown, pixels, whole));
        }
        shown = pixels;
        alpha |= srgb.getColorModel().hasAlpha();
        frame(part.equals(whole) ? srgb : cut(srgb, part), part, millis);
    }

    private static BufferedImage cut(BufferedImage image, Rectangle part) {
        var cut = new BufferedImage(part.width, part.height, image.getType());
        int[] from = Pixels.of(image);
        for (int y = 0; y < part.height; y++) {
            int at = (part.y + y) * image.getWidth() + part.x;
            System.arraycopy(from, at, Pixels.of(cut), y * part.width, part.width);
        }
        return cut;
    }

    /** Frames can start at even places only. */
    private static Rectangle even(Rectangle part) {
        int x = part.x & ~1;
        int y = part.y & ~1;
        return new Rectangle(x, y, part.x + part.width - x, part.y + part.height - y);
    }

    private void start(Rectangle whole) throws IOException {
        var chunks = new RiffChunks();
        chunks.header(RiffChunks.ANIMATION, whole.width, whole.height);
        byte[] rule = new byte[6];
        RiffChunks.little(rule, 4, Math.min(plays, 0xFFFF), 2);
        chunks.chunk("ANIM", rule);
        write(chunks.file());
    }

    private void frame(BufferedImage image, Rectangle part, int millis) throws IOException {
        byte[] head = new byte[16];
        RiffChunks.little(head, 0, part.x / 2, 3);
        RiffChunks.little(head, 3, part.y / 2, 3);
        RiffChunks.little(head, 6, part.width - 1, 3);
        RiffChunks.little(head, 9, part.height - 1, 3);
        RiffChunks.little(head, 12, Math.min(millis, 0xFFFFFF), 3);
        head[15] = REPLACE;
        var still = new RiffChunks();
        still.pictureOf(Bytes.of(WebpWriter.compress(image, encoding)));
        byte[] body = still.chunks();
        byte[] data = new byte[head.length + body.length];
        System.arraycopy(head, 0, data, 0, head.length);
        System.arraycopy(body, 0, data, head.length, body.length);
        var chunk = new RiffChunks();
        chunk.chunk("ANMF", data);
        write(chunk.chunks());
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    /** Only at the end the size of the file and whether anything is transparent are known. */
    @Override
    public void close() throws IOException {
        try (out) {
            byte[] size = new byte[4];
            RiffChunks.little(size, 0, (int) (out.size() - 8), 4);
            out.write(ByteBuffer.wrap(size), 4);
            int flags = RiffChunks.ANIMATION | (alpha ? RiffChunks.ALPHA : 0);
            out.write(ByteBuffer.wrap(new byte[] {(byte) flags}), 20);
        }
    }
}
