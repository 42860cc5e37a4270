package dev.atelier.robots.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/** BLAKE2b with 512 bits and no key (RFC 7693), which the JDK does not have. */
final class Blake2b extends MessageDigest {
    private static final int BLOCK = 128;
    private static final int LENGTH = 64;
    private static final int ROUNDS = 12;
    private static final long PARAMETERS = 0x01010000L ^ LENGTH;
    private static final long[] IV = {
        0x6a09e667f3bcc908L,
        0xbb67ae8584caa73bL,
        0x3c6ef372fe94f82bL,
        0xa54ff53a5f1d36f1L,
        0x510e527fade682d1L,
        0x9b05688c2b3e6c1fL,
        0x1f83d9abfb41bd6bL,
        0x5be0cd19137e2179L
    };

    /** The order of the message words in each round, as hexadecimal digits. */
    private static final String[] SIGMA = {
        "0123456789abcdef",
        "ea489fd61c02b753",
        "b8c052fdae367194",
        "7931dcbe265a40f8",
        "905724afe1bc683d",
        "2c6a0b834d75fe19",
        "c51fed4a0763928b",
        "db7ec13950f4862a",
        "6fe9b308c2d714a5",
        "a2847615fb9e3cd0"
    };

    private final long[] state = new long[8];
    private final byte[] block = new byte[BLOCK];
    private int filled;
    private long length;

    Blake2b() {
        super("BLAKE2b-512");
        engineReset();
    }

    @Override
    protected int engineGetDigestLength() {
        return LENGTH;
    }

    @Override
    protected void engineReset() {
        System.arraycopy(IV, 0, state, 0, state.length);
        state[0] ^= PARAMETERS;
        filled = 0;
        length = 0;
    }

    @Override
    protected void engineUpdate(byte input) {
        engineUpdate(new byte[] {input}, 0, 1);
    }

    /** The last block is only mixed in at the end, so a full one waits until more comes. */
    @Override
    protected void engineUpdate(byte[] input, int from, int count) {
        int at = from;
        int left = count;
        while (left > 0) {
            if (filled == BLOCK) {
                mix(false);
                filled = 0;
            }
            int taken = Math.min(BLOCK - filled, left);
            System.arraycopy(input, at, block, filled, taken);
            filled += taken;
            length += taken;
            at += taken;
            left -= taken;
        }
    }

    @Override
    protected byte[] engineDigest() {
        Arrays.fill(block, filled, BLOCK, (byte) 0);
        mix(true);
        ByteBuffer out = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        out.asLongBuffer().put(state);
        engineReset();
        return out.array();
    }

    private void mix(boolean last) {
        long[] words = new long[16];
        ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
        long[] v = new long[16];
        System.arraycopy(state, 0, v, 0, state.length);
        System.arraycopy(IV, 0, v, state.length, IV.length);
        v[12] ^= length;
        v[14] ^= last ? -1L : 0;
        for (int round = 0; round < ROUNDS; round++) {
            String order = SIGMA[round % SIGMA.length];
            for (int i = 0; i < 8; i++) {
                // columns, then diagonals
                int shift = i / 4;
                int a = i % 4;
                stir(
                        v,
                        a,
                        4 + (a + shift) % 4,
                        8 + (a + 2 * shift) % 4,
                        12 + (a + 3 * shift) % 4,
                        words[Character.digit(order.charAt(2 * i), 16)],
                        words[Character.digit(order.charAt(2 * i + 1), 16)]);
            }
        }
        for (int i = 0; i < state.length; i++) {
            state[i] ^= v[i] ^ v[i + 8];
        }
    }

    private static void stir(long[] v, int a, int b, int c, int d, long x, long y) {
        v[a] += v[b] + x;
        v[d] = Long.rotateRight(v[d] ^ v[a], 32);
        v[c] += v[d];
        v[b] = Long.rotateRight(v[b] ^ v[c], 24);
        v[a] += v[b] + y;
        v[d] = Long.rotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = Long.rotateRight(v[b] ^ v[c], 63);
    }
}
