package dev.atelier.robots.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

class TimedImageInputTest {

    @Test
    void numbersAreReadWholeWhereverTheyLie() throws IOException {
        for (int offset = 0; offset < 4; offset++) {
            ByteBuffer bytes = ByteBuffer.allocate(80_000 + offset).position(offset);
            for (int i = 0; i < 20_000; i++) {
                bytes.putInt(i * 12_345);
            }
            try (var in =
                    new TimedImageInput(
                            new MemoryChannel(bytes.array()),
                            Deadline.in(Duration.ofSeconds(60)))) {
                in.seek(offset);
                for (int i = 0; i < 20_000; i++) {
                    assertEquals(i * 12_345, in.readInt());
                }
                assertEquals(-1, in.read());
                assertEquals(-1, in.read(new byte[4], 0, 4));
            }
        }
    }
}
