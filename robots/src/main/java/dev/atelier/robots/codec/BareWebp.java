package dev.atelier.robots.codec;

import java.util.Set;

/** Leaves out of a WebP all chunks but those of its pictures, its profile and a turn. */
final class BareWebp {
    private static final Set<String> STAYING =
            Set.of("VP8 ", "VP8L", "ALPH", "ICCP", "ANIM", "ANMF");
    private static final String EXTENDED = "VP8X";
    private static final String FRAME = "ANMF";
    private static final int FRAME_HEAD = 16;

    private final Bytes in;
    private final RiffChunks out = new RiffChunks();

    private BareWebp(byte[] webp) {
        this.in = Bytes.of(webp);
    }

    static byte[] of(byte[] webp) throws PictureException {
        return new BareWebp(webp).bare();
    }

    private byte[] bare() throws PictureException {
        int turn = WebpHeader.read(in).probe().orientation();
        chunks(12, in.size(), out, turn);
        if (turn > 1) {
            out.chunk("EXIF", ExifOrientation.alone(turn));
        }
        return out.file();
    }

    private void chunks(long from, long to, RiffChunks kept, int turn) throws PictureException {
        for (long at = from; at + 8 <= to; ) {
            String tag = in.tag(at);
            long length = in.u32le(at + 4);
            byte[] data = in.take(at + 8, (int) Math.min(length, to - at - 8));
            if (tag.equals(EXTENDED)) {
                data[0] =
                        (byte)
                                ((data[0] & ~(RiffChunks.EXIF | RiffChunks.XMP))
                                        | (turn > 1 ? RiffChunks.EXIF : 0));
                kept.chunk(tag, data);
            } else if (tag.equals(FRAME) && data.length > FRAME_HEAD) {
                kept.chunk(tag, frame(at + 8, data.length));
            } else if (STAYING.contains(tag)) {
                kept.chunk(tag, data);
            }
            at += 8 + length + (length & 1);
        }
    }

    /** A frame holds chunks of its own. */
    private byte[] frame(long at, int length) throws PictureException {
        var kept = new RiffChunks();
        chunks(at + FRAME_HEAD, at + length, kept, 1);
        byte[] chunks = kept.chunks();
        byte[] frame = new byte[FRAME_HEAD + chunks.length];
        System.arraycopy(in.take(at, FRAME_HEAD), 0, frame, 0, FRAME_HEAD);
        System.arraycopy(chunks, 0, frame, FRAME_HEAD, chunks.length);
        return frame;
    }
}
