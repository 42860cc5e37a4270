package dev.atelier.robots.preview;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

class LoudnessTest {
    /** A half at full strength and a half at a quarter, on the left; a tenth less on the right. */
    private static Loudness twoHalves(int frames) throws IOException {
        var samples = ByteBuffer.allocate(frames * Loudness.FRAME).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < frames; i++) {
            int left = i < frames / 2 ? 30_000 : 7_500;
            int sign = i % 2 == 0 ? 1 : -1;
            samples.putShort((short) (sign * left)).putShort((short) (-sign * left * 9 / 10));
        }
        return Loudness.of(new ByteArrayInputStream(samples.array()));
    }

    @ParameterizedTest
    @ValueSource(ints = {160, 100_000, 131_072, 700_000})
    void howeverLongItIsThePartsAreAsLoudAsTheyWere(int frames) throws IOException {
        double[] levels = twoHalves(frames).levels(10);

        assertArrayEquals(new double[] {1, 1, 1, 1, 1, 0.25, 0.25, 0.25, 0.25, 0.25}, levels, 0.01);
    }

    @Test
    void whatNobodyHearsIsNotMadeLoud() throws IOException {
        byte[] hum = new byte[64_000];
        for (int i = 0; i < hum.length; i += 2) {
            hum[i] = (byte) (i % 4 * 5);
        }

        assertArrayEquals(new double[3], Loudness.of(new ByteArrayInputStream(hum)).levels(3), 0);
        assertTrue(Loudness.of(new ByteArrayInputStream(new byte[3])).isEmpty());
    }
}
