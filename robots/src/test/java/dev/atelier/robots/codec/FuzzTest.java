package dev.atelier.robots.codec;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.atelier.robots.codec.jpeg.JpegDecoder;
import dev.atelier.robots.codec.jpeg.JpegException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pictures with random flaws are decoded or refused, never anything else. {@code -Dfuzz.rounds} and
 * {@code -Dfuzz.seed} run more and others; a failure tells its seed.
 */
class FuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 120);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final List<String> JPEGS =
            List.of(
                    "photo/3.jpg",
                    "photo/exif_gps.jpg",
                    "photo/flower2.jpg",
                    "photo/hopper_gray.jpg",
                    "malformed/truncated_jpeg.jpg",
                    "cmyk-icc/pil_sample_cmyk.jpg");
    private static final List<String> PNGS =
            List.of(
                    "png/ball.png",
                    "png/transparent.png",
                    "png/basi6a08.png",
                    "png/basn0g16.png",
                    "png/basn3p02.png",
                    "png/basn6a16.png",
                    "png/pil123rgba.png",
                    "png/tbbn2c16.png",
                    "png/tbwn3p08.png");

    private static final List<String> HEIFS =
            List.of(
                    "heif-avif/hopper.avif",
                    "heif-avif/hopper.heif",
                    "heif-avif/rot1mir0.avif",
                    "../heif/noted.heic",
                    "../heif/ten-bit.avif",
                    "../heif/ten-bit.heic",
                    "../heif/tiles.heic");

    @TempDir Path folder;

    private void run(List<String> names, int rounds, ThrowingConsumer<byte[]> work)
            throws IOException {
        for (long seed = SEED; seed < SEED + rounds; seed++) {
            var random = new SplittableRandom(seed);
            byte[] bytes = Files.readAllBytes(Corpus.file(names.get(random.nextInt(names.size()))));
            byte[] flawed = Flawed.of(bytes, random);
            long told = seed;
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> work.accept(flawed), "seed " + told);
        }
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("flawed"), bytes);
    }

    private static void decode(Codec codec, Path file, Need need) {
        try {
            codec.decode(file, need);
        } catch (PictureException refused) {
            if (String.valueOf(refused.getMessage()).isBlank()) {
                fail("no reason");
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    @Test
    void ourJpegDecoderEndsWithAPictureOrItsOwnException() throws IOException {
        run(JPEGS, ROUNDS, FuzzTest::decodeEachSize);
    }

    private static void decodeEachSize(byte[] jpeg) throws IOException {
        for (int eighths : new int[] {1, 8}) {
            try {
                JpegDecoder.decode(jpeg, eighths, 1_000_000, () -> {});
            } catch (JpegException refused) {
                // As it should be.
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void jpegIsDecodedOrRefused(Way way) throws IOException {
        Codec codec = way.codec();
        run(
                JPEGS,
                ROUNDS / 3,
                jpeg -> {
                    decode(codec, file(jpeg), Need.ALL);
                    decode(codec, file(jpeg), new Need(8, 8));
                });
    }

    @Test
    void pngIsDecodedOrRefused() throws IOException {
        Codec codec = Way.JAVA.codec();
        run(PNGS, ROUNDS, png -> decode(codec, file(png), Need.ALL));
    }

    /** A flaw in the library would end the process, and with it this test. */
    @Test
    void avifAndHeicAreDecodedOrRefused() throws IOException {
        Codec codec = new Codec(PixelLimits.DEFAULT);
        assumeTrue(
                codec.decodes(ImageFormat.AVIF) && codec.decodes(ImageFormat.HEIC),
                "not run: this machine has no libheif (Debian: libheif1)");
        run(HEIFS, ROUNDS, heif -> decode(codec, file(heif), Need.ALL));
    }

    @Test
    void headersOfEveryFormatAreReadOrRefused() throws IOException {
        Codec codec = Way.JAVA.codec();
        List<String> all =
                List.of("photo", "png", "gif", "webp", "tiff", "bmp", "heif-avif", "svg").stream()
                        .flatMap(name -> Corpus.folder(name).stream())
                        .filter(name -> !name.contains("Canon"))
                        .toList();
        run(
                all,
                ROUNDS,
                bytes -> {
                    try {
                        codec.header(file(bytes));
                    } catch (PictureException refused) {
                        // As it should be.
                    }
                });
    }
}
