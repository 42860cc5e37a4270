package dev.atelier.robots.codec;

/** Reads numbers of any number of bits, the highest bit first. */
final class BitReader {
    private final byte[] bytes;
    private final int end;
    private long at;

    BitReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.end = to;
        this.at = 8L * from;
    }

    /**
     * @throws PictureException past the end
     */
    long bits(int count) throws PictureException {
        long value = 0;
        for (int i = 0; i < count; i++, at++) {
            if (at >= 8L * end) {
                throw Bytes.endsEarly();
            }
            value = value << 1 | (bytes[(int) (at >> 3)] >> (7 - (at & 7)) & 1);
        }
        return value;
    }

    boolean flag() throws PictureException {
        return bits(1) != 0;
    }

    void skip(int count) {
        at += count;
    }

    /** As many zeros as bits follow the one behind them. */
    long golomb() throws PictureException {
        int zeros = 0;
        while (!flag()) {
            if (++zeros > 32) {
                throw new PictureException("The picture is damaged: a number in it has no end.");
            }
        }
        return (1L << zeros) - 1 + bits(zeros);
    }
}
