package dev.atelier.robots.codec.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits of entropy-coded data. Behind a marker or the end of the file come zeros without end.
 * The methods for blocks keep the state in local variables, which is what makes them fast.
 */
final class BitReader {
    private static final VarHandle WORD =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int SHIFT = 64 - HuffmanTable.BITS;
    private static final int MANY = 48;

    private final byte[] jpeg;
    private int at;
    private long bits;
    private int left;
    private int zeros;
    private boolean broken;

    BitReader(byte[] jpeg, int at) {
        this.jpeg = jpeg;
        this.at = at;
    }

    /** Whether more bits were taken than there are. */
    boolean exhausted() {
        return left < zeros;
    }

    boolean broken() {
        return broken;
    }

    void noteBroken() {
        broken = true;
    }

    /** Goes on at another place, on a fresh byte. */
    void moveTo(int position) {
        at = position;
        bits = 0;
        left = 0;
        zeros = 0;
    }

    /** Where the next marker stands, the length of the file when there is none. */
    int nextMarker() {
        for (int i = at; i + 1 < jpeg.length; i++) {
            if (jpeg[i] == -1 && jpeg[i + 1] != 0 && jpeg[i + 1] != -1) {
                return i;
            }
        }
        return jpeg.length;
    }

    /** At least 32 bits from here on. */
    private void fill() {
        while (left < 32) {
            int next = at < jpeg.length ? jpeg[at] & 0xFF : 256;
            if (next == 0xFF) {
                boolean stuffed = at + 1 < jpeg.length && jpeg[at + 1] == 0;
                next = stuffed ? 0xFF : 256;
                at += stuffed ? 1 : 0;
            }
            if (next == 256) {
                left += 32;
                zeros += 32;
                return;
            }
            at++;
            bits |= (long) next << (56 - left);
            left += 8;
        }
    }

    int take(int count) {
        if (count == 0) {
            return 0;
        }
        if (left < 32) {
            fill();
        }
        int found = (int) (bits >>> (64 - count));
        bits <<= count;
        left -= count;
        return found;
    }

    /** The next symbol, 0 when the bits stand for none. */
    int symbol(HuffmanTable table) {
        if (left < 32) {
            fill();
        }
        int entry = table.symbols[(int) (bits >>> SHIFT)];
        if (entry == 0) {
            entry = longCode(table, (int) (bits >>> 48));
        }
        bits <<= entry & 0xFF;
        left -= entry & 0xFF;
        return entry >> 8;
    }

    private int longCode(HuffmanTable table, int next) {
        int entry = table.find(next);
        if (entry == 0) {
            broken = true;
            return 1;
        }
        return entry;
    }

    int value(int size) {
        return size == 0 ? 0 : HuffmanTable.extend(take(size), size);
    }

    /**
     * Decodes the higher coefficients of a block that is stored as a whole: T.81, F.2.2.2.
     *
     * @param block dequantised coefficients, row by row; those behind {@code keep} are passed over
     * @param keep the last coefficient that is wanted, as stored
     * @return the last coefficient that was found and kept
     */
    int block(HuffmanTable table, int[] factors, int[] block, int keep) {
        long bits = this.bits;
        int left = this.left;
        int last = 0;
        int k = 1;
        while (k < 64) {
            if (left < 32) {
                int word = at + 4 <= jpeg.length ? (int) WORD.get(jpeg, at) : -1;
                if ((~word - 0x01010101 & word & 0x80808080) == 0) {
                    bits |= (word & 0xFFFFFFFFL) << (32 - left);
                    at += 4;
                    left += 32;
                } else {
                    this.bits = bits;
                    this.left = left;
                    fill();
                    bits = this.bits;
                    left = this.left;
                }
            }
            int next = (int) (bits >>> SHIFT);
            if (k > keep && k < MANY) {
                int skip = table.skips[next];
                if (skip != 0) {
                    k += skip >> 8;
                    bits <<= skip;
                    left -= skip & 0xFF;
                    continue;
                }
            }
            int value = table.values[next];
            if (value != 0) {
                k += value >> 8 & 0xFF;
                if (k > 63) {
                    broken = true;
                    break;
                }
                bits <<= value;
                left -= value & 0xFF;
                if (k <= keep) {
                    block[Zigzag.PLACE[k]] = (value >> 16) * factors[k];
                    last = k;
                }
                k++;
                continue;
            }
            int entry = table.symbols[next];
            if (entry == 0) {
                entry = longCode(table, (int) (bits >>> 48));
            }
            int length = entry & 0xFF;
            int size = entry >> 8 & 15;
            int run = entry >> 12;
            if (size == 0) {
                bits <<= length;
                left -= length;
                if (run < 15) {
                    break;
                }
                k += 16;
                continue;
            }
            k += run;
            if (k > 63) {
                broken = true;
                break;
            }
            int raw = (int) (bits << length >>> (64 - size));
            bits <<= length + size;
            left -= length + size;
            if (k <= keep) {
                block[Zigzag.PLACE[k]] = HuffmanTable.extend(raw, size) * factors[k];
                last = k;
            }
            k++;
        }
        this.bits = bits;
        this.left = left;
        return last;
    }
}
