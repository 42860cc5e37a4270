package dev.atelier.robots.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Leaves out of a JPEG all but what its picture is made of: the segments that code it, its profile,
 * and what JFIF, Adobe and an orientation say of it. Nothing stays of what lies between scans for
 * other uses, nor of what follows the end: pictures there have metadata of their own.
 */
final class BareJpeg {
    private static final int JFIF = 14;
    private static final int ADOBE = 12;

    private final byte[] jpeg;
    private final Bytes in;
    private final ByteArrayOutputStream out;
    private boolean scanned;

    private BareJpeg(byte[] jpeg) {
        this.jpeg = jpeg;
        this.in = Bytes.of(jpeg);
        this.out = new ByteArrayOutputStream(jpeg.length);
    }

    static byte[] of(byte[] jpeg) throws PictureException {
        return new BareJpeg(jpeg).bare();
    }

    private byte[] bare() throws PictureException {
        int turn = JpegHeader.read(in).probe().orientation();
        boolean noted = turn == 1;
        out.write(jpeg, 0, 2);
        int at = nextMarker(2);
        while (at < jpeg.length && in.u8(at + 1) != 0xD9) {
            if (!noted && in.u8(at + 1) != 0xE0) {
                orientation(turn);
                noted = true;
            }
            at = segment(at);
        }
        if (at < jpeg.length) {
            out.write(jpeg, at, 2);
        }
        return out.toByteArray();
    }

    /** Returns where the next one begins. */
    private int segment(int at) throws PictureException {
        int marker = in.u8(at + 1);
        int end = Math.min(jpeg.length, at + 2 + in.u16be(at + 2));
        int next = nextMarker(end);
        if (marker == 0xDA) {
            scanned = true;
            out.write(jpeg, at, next - at);
        } else if (marker < 0xE0) {
            out.write(jpeg, at, end - at);
        } else if (!scanned) {
            described(marker, at, end);
        }
        return next;
    }

    /** Passes over coded samples, restarts among them, and fill bytes. */
    private int nextMarker(int from) {
        for (int at = from; at < jpeg.length - 1; at++) {
            int marker = jpeg[at + 1] & 0xFF;
            boolean alone = marker >= 0xD0 && marker <= 0xD8;
            if (jpeg[at] == -1 && marker >= 0xC0 && marker != 0xFF && !alone) {
                return at;
            }
        }
        return jpeg.length;
    }

    private void described(int marker, int at, int end) throws PictureException {
        int length = end - at - 4;
        switch (marker) {
            case 0xE0 -> {
                if (length >= JFIF && in.startsWith(at + 4, "JFIF\0")) {
                    withoutPreview(in.take(at + 4, JFIF));
                }
            }
            case 0xE2 -> {
                if (in.startsWith(at + 4, "ICC_PROFILE\0")) {
                    out.write(jpeg, at, end - at);
                }
            }
            case 0xEE -> {
                if (length >= ADOBE && in.startsWith(at + 4, "Adobe")) {
                    segment(marker, in.take(at + 4, ADOBE));
                }
            }
            default -> {}
        }
    }

    /** Its last two bytes are the size of a small picture that follows it. */
    private void withoutPreview(byte[] jfif) {
        jfif[JFIF - 2] = 0;
        jfif[JFIF - 1] = 0;
        segment(0xE0, jfif);
    }

    private void orientation(int turn) {
        byte[] block = ExifOrientation.alone(turn);
        segment(
                0xE1,
                ByteBuffer.allocate(6 + block.length)
                        .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                        .put(block)
                        .array());
    }

    private void segment(int marker, byte[] content) {
        out.write(0xFF);
        out.write(marker);
        out.write((content.length + 2) >> 8);
        out.write(content.length + 2);
        out.writeBytes(content);
    }
}
