package dev.atelier.robots.codec.jpeg;

/** The content of one segment, read from start to end. */
final class Segment {
    private final byte[] jpeg;
    private final int end;
    private int at;

    /**
     * @param at of the two bytes that hold the length
     */
    Segment(byte[] jpeg, int at) throws JpegException {
        this.jpeg = jpeg;
        int length = at + 2 <= jpeg.length ? (jpeg[at] & 0xFF) << 8 | (jpeg[at + 1] & 0xFF) : 0;
        this.at = at + 2;
        this.end = at + length;
        if (length < 2 || end > jpeg.length) {
            throw new JpegException("a segment is cut short");
        }
    }

    int end() {
        return end;
    }

    int left() {
        return end - at;
    }

    int u8() throws JpegException {
        if (at >= end) {
            throw new JpegException("a segment is too short");
        }
        return jpeg[at++] & 0xFF;
    }

    int u16() throws JpegException {
        return u8() << 8 | u8();
    }

    void skip(int bytes) {
        at += bytes;
    }

    boolean startsWith(String text) {
        if (left() < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (jpeg[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
