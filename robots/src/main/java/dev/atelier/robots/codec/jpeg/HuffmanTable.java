package dev.atelier.robots.codec.jpeg;

/**
 * The codes of one table, T.81 annex C, as lookups by the next bits. Short codes are found at once,
 * with the value behind them, or several of them at a time where they need only be passed over.
 */
final class HuffmanTable {
    static final int BITS = 11;
    static final int MOST_AT_ONCE = 15;

    /** Length of the code in bits 0 to 7, its symbol above; 0 where the code is longer. */
    final int[] symbols = new int[1 << BITS];

    /** Bits of code and value in bits 0 to 7, run in 8 to 15, value above; 0 where too long. */
    final int[] values = new int[1 << BITS];

    /** All bits in bits 0 to 7, coefficients passed over above; 0 where too long. */
    final int[] skips = new int[1 << BITS];

    private final int[] lastCode = new int[18];
    private final int[] offset = new int[17];
    private final int[] all;

    /**
     * @param counts how many codes there are of each length from 1
     * @param all the symbols in the order of their codes
     */
    HuffmanTable(int[] counts, int[] all) throws JpegException {
        this.all = all;
        int code = 0;
        int k = 0;
        for (int length = 1; length <= 16; length++) {
            offset[length] = k - code;
            for (int i = 0; i < counts[length - 1]; i++, code++, k++) {
                if (code >= 1 << length) {
                    throw new JpegException("a Huffman table has too many codes");
                }
                if (length <= BITS) {
                    enter(code << (BITS - length), length, all[k]);
                }
            }
            lastCode[length] = code - 1;
            code <<= 1;
        }
        for (int bits = 0; bits < 1 << BITS; bits++) {
            values[bits] = value(bits);
        }
        for (int bits = 0; bits < 1 << BITS; bits++) {
            skips[bits] = skip(bits);
        }
    }

    private void enter(int first, int length, int symbol) {
        for (int i = 0; i < 1 << (BITS - length); i++) {
            symbols[first + i] = symbol << 8 | length;
        }
    }

    private int value(int bits) {
        int length = symbols[bits] & 0xFF;
        int size = symbols[bits] >> 8 & 15;
        int run = symbols[bits] >> 12;
        if (length == 0 || size == 0 || length + size > BITS) {
            return 0;
        }
        int raw = bits >> (BITS - length - size) & ((1 << size) - 1);
        return extend(raw, size) << 16 | run << 8 | length + size;
    }

    /** As many symbols as fit, as long as all but the last surely lie within a block. */
    private int skip(int bits) {
        int used = 0;
        int passed = 0;
        while (passed <= MOST_AT_ONCE) {
            int entry = symbols[bits << used & ((1 << BITS) - 1)];
            int length = entry & 0xFF;
            int size = entry >> 8 & 15;
            int run = entry >> 12;
            if (length == 0 || used + length + size > BITS) {
                break;
            }
            used += length + size;
            if (size == 0 && run != 15) {
                passed += 64;
            } else {
                passed += run + 1;
            }
        }
        return passed << 8 | used;
    }

    /** The number that so many bits stand for: T.81, figure F.12. */
    static int extend(int raw, int size) {
        return raw < 1 << (size - 1) ? raw - (1 << size) + 1 : raw;
    }

    /**
     * A code by the slow way.
     *
     * @param bits the next 16
     * @return as an entry of {@link #symbols}, 0 when there is no such code
     */
    int find(int bits) {
        for (int length = 1; length <= 16; length++) {
            int code = bits >> (16 - length);
            if (code <= lastCode[length]) {
                int index = code + offset[length];
                return index < 0 || index >= all.length ? 0 : all[index] << 8 | length;
            }
        }
        return 0;
    }
}
