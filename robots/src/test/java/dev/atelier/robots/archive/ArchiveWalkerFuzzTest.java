package dev.atelier.robots.archive;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.error.AssemblyException;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Breaks good archives in thousands of seeded ways. Run longer with {@code -Datelier.fuzz=100000}.
 */
class ArchiveWalkerFuzzTest {
    private static final int ROUNDS = Integer.getInteger("atelier.fuzz", 200);
    private static final int[] EXTREMES = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0xFFFF};
    private static final ArchiveLimits LIMITS = new ArchiveLimits(50, 200_000, 50, 50_000, 2_048);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"zip, 1", "7z, 2", "tar, 3", "ar, 4", "cpio, 5", "tar.gz, 6", "tar.xz, 7"})
    @Timeout(60)
    void brokenArchivesAreReadOrRefusedWithinTheLimits(String format, long seed) throws Exception {
        List<byte[]> good =
                List.of(
                        Archives.of(format, files("folder-%d/file-%d.txt", 12, 20)),
                        Archives.of(format, files("a/../../%d/./file-%d.txt", 12, 1)),
                        Archives.of(format, files("folder-%d/file-%d.txt", 60, 1)),
                        Archives.of(format, files("folder-%d/file-%d.txt", 3, 15_000)));
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] broken = mutated(good.get(i % good.size()), random);
            refused += survives(broken, format + " seed " + seed + " round " + i) ? 0 : 1;
        }
        assertTrue(refused > 0, "the mutations break nothing");
    }

    /** Some must not be unpacked even when they are whole. */
    private static Map<String, String> files(String name, int count, int words) {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            files.put(name.formatted(i % 3, i), "some words ".repeat(i * words));
        }
        return files;
    }

    /** Whether it was read to its end. */
    private boolean survives(byte[] archive, String where) throws IOException {
        Path file = Files.write(folder.resolve("broken"), archive);
        var counted = new Counted();
        boolean read = false;
        try {
            new ArchiveWalker(LIMITS).walk(file, "broken.gz", null, counted);
            read = true;
        } catch (AssemblyException e) {
            // that is the refusal
        } catch (RuntimeException | IOException | OutOfMemoryError e) {
            throw new AssertionError(where, e);
        }
        assertTrue(counted.bytes <= LIMITS.bytes() && counted.files <= LIMITS.entries(), where);
        return read;
    }

    private static final class Counted implements MemberSink {
        private long bytes;
        private int files;

        @Override
        public void take(EntryPath path, InputStream content) throws IOException {
            files++;
            boolean inside = Arrays.stream(path.toString().split("/", -1)).allMatch(Counted::plain);
            assertTrue(inside, () -> "leads out: " + path);
            byte[] chunk = new byte[4096];
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                bytes += read;
            }
        }

        private static boolean plain(String part) {
            return !part.isBlank() && !part.equals(".") && !part.equals("..");
        }

        @Override
        public void skipped(EntryPath path) {}
    }

    private static byte[] mutated(byte[] good, RandomGenerator random) {
        byte[] bytes = good.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> extreme(bytes, at, random);
                case 3 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 4 -> copyWithin(bytes, at, random);
                default -> bytes[at] = (byte) '0';
            }
        }
        return bytes;
    }

    private static void extreme(byte[] bytes, int at, RandomGenerator random) {
        if (at + 4 <= bytes.length) {
            int value = EXTREMES[random.nextInt(EXTREMES.length)];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        }
    }

    private static void copyWithin(byte[] bytes, int to, RandomGenerator random) {
        int from = random.nextInt(bytes.length);
        int count = Math.min(random.nextInt(64), bytes.length - Math.max(from, to));
        System.arraycopy(bytes, from, bytes, to, count);
    }
}
