package dev.atelier.robots.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Random access to the bytes of a file or of a block inside one; never reads past the end. */
interface Bytes {
    long size();

    /**
     * The unsigned byte at a position.
     *
     * @throws PictureException when the position is past the end
     */
    int u8(long at) throws PictureException;

    default byte[] take(long at, int length) throws PictureException {
        if (length < 0 || at < 0 || at + length > size()) {
            throw endsEarly();
        }
        byte[] out = new byte[length];
        for (int i = 0; i < length; i++) {
            out[i] = (byte) u8(at + i);
        }
        return out;
    }

    default int u16be(long at) throws PictureException {
        return u8(at) << 8 | u8(at + 1);
    }

    default int u16le(long at) throws PictureException {
        return u8(at) | u8(at + 1) << 8;
    }

    default int u24le(long at) throws PictureException {
        return u16le(at) | u8(at + 2) << 16;
    }

    default long u32be(long at) throws PictureException {
        return (long) u16be(at) << 16 | u16be(at + 2);
    }

    default long u32le(long at) throws PictureException {
        return (long) u16le(at + 2) << 16 | u16le(at);
    }

    default boolean startsWith(long at, String latin1) throws PictureException {
        byte[] wanted = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return at + wanted.length <= size() && Arrays.equals(take(at, wanted.length), wanted);
    }

    default String tag(long at) throws PictureException {
        return new String(take(at, 4), StandardCharsets.ISO_8859_1);
    }

    static PictureException endsEarly() {
        return new PictureException("The picture is cut short: the file ends inside its header.");
    }

    static Bytes of(byte[] block) {
        return new Bytes() {
            @Override
            public long size() {
                return block.length;
            }

            @Override
            public int u8(long at) throws PictureException {
                if (at < 0 || at >= block.length) {
                    throw endsEarly();
                }
                return block[(int) at] & 0xFF;
            }
        };
    }
}
