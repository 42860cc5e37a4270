package dev.atelier.robots.codec;

import java.io.ByteArrayOutputStream;

/** Builds a WebP container. */
final class RiffChunks {
    static final int ICC = 0x20;
    static final int ALPHA = 0x10;
    static final int EXIF = 0x08;
    static final int XMP = 0x04;
    static final int ANIMATION = 0x02;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    void header(int flags, int w, int h) {
        byte[] data = new byte[10];
        data[0] = (byte) flags;
        little(data, 4, w - 1, 3);
        little(data, 7, h - 1, 3);
        chunk("VP8X", data);
    }

    void chunk(String tag, byte[] data) {
        byte[] head = new byte[8];
        for (int i = 0; i < 4; i++) {
            head[i] = (byte) tag.charAt(i);
        }
        little(head, 4, data.length, 4);
        body.writeBytes(head);
        body.writeBytes(data);
        if ((data.length & 1) == 1) {
            body.write(0);
        }
    }

    /** Copies the chunks that hold the picture itself out of another container. */
    void pictureOf(Bytes webp) throws PictureException {
        for (long at = 12; at + 8 <= webp.size(); ) {
            String tag = webp.tag(at);
            int length = (int) webp.u32le(at + 4);
            if (tag.equals("ALPH") || tag.equals("VP8 ") || tag.equals("VP8L")) {
                chunk(tag, webp.take(at + 8, length));
            }
            at += 8L + length + (length & 1);
        }
    }

    byte[] chunks() {
        return body.toByteArray();
    }

    byte[] file() {
        byte[] head = {'R', 'I', 'F', 'F', 0, 0, 0, 0, 'W', 'E', 'B', 'P'};
        little(head, 4, body.size() + 4, 4);
        var out = new ByteArrayOutputStream(body.size() + 12);
        out.writeBytes(head);
        out.writeBytes(body.toByteArray());
        return out.toByteArray();
    }

    static void little(byte[] out, int at, int value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out[at + i] = (byte) (value >> (8 * i));
        }
    }
}
