package dev.atelier.robots.codec;

import java.awt.Rectangle;

/**
 * One frame of a WebP as a still WebP of its own, bare of profiles and metadata.
 *
 * @param rule how it is shown
 */
@SuppressWarnings("ArrayRecordComponent")
record WebpFrame(byte[] still, FrameRule rule) {
    private static final int MAX_CHUNKS = 10_000;

    static WebpFrame first(Bytes in, PixelLimits limits) throws PictureException {
        return at(0, in, limits);
    }

    /**
     * @param frame from 0
     */
    static WebpFrame at(int frame, Bytes in, PixelLimits limits) throws PictureException {
        long at = 12;
        int seen = 0;
        for (int i = 0; i < MAX_CHUNKS && at + 8 <= in.size(); i++) {
            long length = Math.min(in.u32le(at + 4), in.size() - at - 8);
            switch (in.tag(at)) {
                case "ANMF" -> {
                    if (seen++ < frame) {
                        break;
                    }
                    int x = in.u24le(at + 8) * 2;
                    int y = in.u24le(at + 11) * 2;
                    int flags = in.u8(at + 23);
                    int w = in.u24le(at + 14) + 1;
                    int h = in.u24le(at + 17) + 1;
                    if ((long) w * h > limits.maxPixels()) {
                        throw new PictureException("A frame of the picture is too large.");
                    }
                    return new WebpFrame(
                            still(in, at + 24, at + 8 + length, w, h),
                            new FrameRule(
                                    new Rectangle(x, y, w, h),
                                    (flags & 2) == 0,
                                    (flags & 1) != 0 ? Disposal.CLEAR : Disposal.KEEP,
                                    in.u24le(at + 20)));
                }
                case "VP8 ", "VP8L", "ALPH" -> {
                    var rule = new FrameRule(new Rectangle(), false, Disposal.KEEP, 0);
                    return new WebpFrame(bare(in, at), rule);
                }
                default -> {}
            }
            at += 8 + length + (length & 1);
        }
        throw new PictureException("The WebP holds no picture.");
    }

    /** How often the animation runs, 0 for ever. */
    static int plays(Bytes in) throws PictureException {
        long at = 12;
        for (int i = 0; i < MAX_CHUNKS && at + 14 <= in.size(); i++) {
            if (in.tag(at).equals("ANIM")) {
                return in.u16le(at + 12);
            }
            long length = in.u32le(at + 4);
            at += 8 + length + (length & 1);
        }
        return 1;
    }

    private static byte[] bare(Bytes in, long at) throws PictureException {
        boolean extended = in.tag(12).equals("VP8X");
        int w = extended ? in.u24le(24) + 1 : 1;
        int h = extended ? in.u24le(27) + 1 : 1;
        return still(in, at, in.size(), w, h);
    }

    /** Copies the picture chunks between two positions into a new container. */
    private static byte[] still(Bytes in, long from, long end, int w, int h)
            throws PictureException {
        var chunks = new RiffChunks();
        long at = from;
        byte[] alpha = null;
        while (at + 8 <= end) {
            String tag = in.tag(at);
            int length = (int) Math.min(Math.min(in.u32le(at + 4), end - at - 8), 1 << 30);
            if (tag.equals("ALPH")) {
                alpha = in.take(at + 8, length);
            } else if (tag.equals("VP8 ") || tag.equals("VP8L")) {
                if (alpha != null && tag.equals("VP8 ")) {
                    chunks.header(RiffChunks.ALPHA, w, h);
                    chunks.chunk("ALPH", alpha);
                }
                chunks.chunk(tag, in.take(at + 8, length));
                return chunks.file();
            }
            at += 8L + length + (length & 1);
        }
        throw new PictureException("The WebP holds no picture.");
    }
}
