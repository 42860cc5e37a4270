package dev.atelier.robots.codec;

import java.util.Arrays;
import java.util.Set;

/** Leaves out of a WebP all chunks but those of its pictures, its profile and a turn. */
final class BareWebp {
    private static final Set<String> STAYING = Set.of("VP8 ", "VP8L", "ALPH", "ICCP", "ANIM");
    private static final Set<String> OF_A_FRAME = Set.of("VP8 ", "VP8L", "ALPH");
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
        for (long at = 12; at + 8 <= in.size(); at = behind(at)) {
            chunk(at, turn);
        }
        if (turn > 1) {
            out.chunk("EXIF", ExifOrientation.alone(turn));
        }
        return out.file();
    }

    private void chunk(long at, int turn) throws PictureException {
        String tag = in.tag(at);
        if (tag.equals(EXTENDED)) {
            byte[] data = data(at, in.size());
            data[0] =
                    (byte)
                            ((data[0] & ~(RiffChunks.EXIF | RiffChunks.XMP))
                                    | (turn > 1 ? RiffChunks.EXIF : 0));
            out.chunk(tag, data);
        } else if (tag.equals(FRAME)) {
            out.chunk(tag, frame(data(at, in.size())));
        } else if (STAYING.contains(tag)) {
            out.chunk(tag, data(at, in.size()));
        }
    }

    /** Cut off where what it lies in ends. */
    private byte[] data(long at, long end) throws PictureException {
        return in.take(at + 8, (int) Math.min(in.u32le(at + 4), end - at - 8));
    }

    private long behind(long at) throws PictureException {
        long length = in.u32le(at + 4);
        return at + 8 + length + (length & 1);
    }

    /** A frame holds chunks of its own, but no further frames. */
    private static byte[] frame(byte[] frame) throws PictureException {
        if (frame.length <= FRAME_HEAD) {
            return frame;
        }
        var parts = new BareWebp(frame);
        for (long at = FRAME_HEAD; at + 8 <= frame.length; at = parts.behind(at)) {
            String tag = parts.in.tag(at);
            if (OF_A_FRAME.contains(tag)) {
                parts.out.chunk(tag, parts.data(at, frame.length));
            }
        }
        byte[] chunks = parts.out.chunks();
        byte[] bare = Arrays.copyOf(frame, FRAME_HEAD + chunks.length);
        System.arraycopy(chunks, 0, bare, FRAME_HEAD, chunks.length);
        return bare;
    }
}
