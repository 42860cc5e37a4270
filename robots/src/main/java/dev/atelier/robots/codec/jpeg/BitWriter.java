package dev.atelier.robots.codec.jpeg;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.Objects;

/** Writes symbols as their codes: T.81, F.1.2. */
final class BitWriter implements SymbolSink {
    private final @Nullable HuffmanCode[] codes;
    private final ByteArrayOutputStream out;
    private long held;
    private int count;

    /**
     * @param codes by table; null where no symbol comes
     */
    BitWriter(@Nullable HuffmanCode[] codes, ByteArrayOutputStream out) {
        this.codes = codes;
        this.out = out;
    }

    @Override
    public void symbol(int table, int symbol) {
        HuffmanCode code = Objects.requireNonNull(codes[table]);
        bits(code.code(symbol), code.length(symbol));
    }

    @Override
    public void bits(int value, int bits) {
        held = held << bits | (value & ((1L << bits) - 1));
        count += bits;
        while (count >= 8) {
            count -= 8;
            int next = (int) (held >> count) & 0xFF;
            out.write(next);
            if (next == 0xFF) {
                out.write(0);
            }
        }
    }

    /** Fills the last byte with ones. */
    void end() {
        if (count > 0) {
            bits(0x7F, 8 - count);
        }
    }
}
