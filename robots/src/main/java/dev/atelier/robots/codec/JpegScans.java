package dev.atelier.robots.codec;

import java.nio.ByteBuffer;

/** Counts the scans of a JPEG without decoding it: each of them costs time. */
final class JpegScans {
    private final ByteBuffer jpeg;
    private int at = 2;
    private int components;

    private JpegScans(ByteBuffer jpeg) {
        this.jpeg = jpeg;
    }

    /** 1 when the first scan of a picture that is stored row by row has all of it. */
    static int count(ByteBuffer jpeg) {
        return new JpegScans(jpeg).count();
    }

    private int count() {
        int scans = 0;
        boolean sequential = false;
        while (next()) {
            int marker = u8(at++);
            if (marker == 0xD9) {
                return scans;
            }
            if (marker == 0xC0 || marker == 0xC1) {
                sequential = true;
                components = u8(at + 7);
            }
            if (marker == 0xDA) {
                scans++;
                if (sequential && u8(at + 2) == components) {
                    return 1;
                }
            }
            if (marker != 0x01 && (marker < 0xD0 || marker > 0xD8)) {
                at += Math.max(2, u8(at) << 8 | u8(at + 1));
            }
        }
        return scans;
    }

    /** Moves behind the next 0xFF that announces a marker. */
    private boolean next() {
        int last = jpeg.limit() - 1;
        while (at < last) {
            if (jpeg.get(at++) == -1 && jpeg.get(at) != 0 && jpeg.get(at) != -1) {
                return true;
            }
        }
        return false;
    }

    private int u8(int position) {
        return position < jpeg.limit() ? jpeg.get(position) & 0xFF : 0;
    }
}
