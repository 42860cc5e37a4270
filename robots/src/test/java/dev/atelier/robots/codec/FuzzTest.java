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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.DeflaterOutputStream;

/**
 * Pictures with random flaws are decoded or refused, never anything else. {@code -Dfuzz.rounds} and
 * {@code -Dfuzz.seed} run more and others; a failure tells its seed.
 */
class FuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 120);
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    /** A header is soon read. */
    private static final int MORE = 100;

    private static final int SMALL = 60_000;
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

    private static final List<String> PLAIN_PNGS =
            List.of(
                    "png/ball.png",
                    "png/transparent.png",
                    "png/pil123rgba.png",
                    "png/tbwn3p08.png",
                    "malformed/truncated_image.png");

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

    @Test
    void ourPngReaderEndsWithAPictureOrItsOwnException() throws IOException {
        run(PLAIN_PNGS, ROUNDS, this::readPng);
    }

    private void readPng(byte[] png) throws IOException {
        try {
            PngReader.read(file(png), PixelLimits.DEFAULT, Deadline.in(Duration.ofSeconds(10)));
        } catch (PictureException refused) {
            // As it should be.
        }
    }

    /** Flaws before packing, which unpacking does not find. */
    @Test
    void rowsOfAPngMayHoldAnything() throws IOException {
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            var random = new SplittableRandom(seed);
            byte[] head = new byte[13];
            ByteBuffer.wrap(head).putInt(random.nextInt(40)).putInt(random.nextInt(40));
            head[8] = 8;
            head[9] = (byte) random.nextInt(7);
            byte[] rows = new byte[random.nextInt(4_000)];
            random.nextBytes(rows);
            for (int i = 0; i < rows.length; i += random.nextBoolean() ? 1 : 17) {
                rows[i] = (byte) random.nextInt(6);
            }
            byte[] png = png(head, random.nextInt(300), rows);
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> readPng(png), "seed " + seed);
        }
    }

    private static byte[] png(byte[] head, int palette, byte[] rows) throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[8]);
        var chunks = new PngChunks(out);
        chunks.write("IHDR", head);
        chunks.write("PLTE", new byte[palette]);
        var packed = new ByteArrayOutputStream();
        try (var deflated = new DeflaterOutputStream(packed)) {
            deflated.write(rows);
        }
        chunks.write("IDAT", packed.toByteArray());
        chunks.write("IEND", new byte[0]);
        return out.toByteArray();
    }

    @Test
    void metadataIsLeftOutOrTheFileIsRefused() throws IOException {
        List<String> all = new ArrayList<>(JPEGS);
        all.addAll(HEIFS);
        for (String each : List.of("gif", "webp", "svg")) {
            all.addAll(Corpus.folder(each));
        }
        run(all, ROUNDS, FuzzTest::bare);
    }

    private static void bare(byte[] file) throws IOException {
        try {
            switch (file.length == 0 ? 1 : file[0]) {
                case 'G' -> BareGif.of(file);
                case 'R' -> BareWebp.of(file);
                case '<' -> BareSvg.of(file);
                case 0 -> BareHeif.of(file);
                default -> BareJpeg.of(file);
            }
        } catch (PictureException refused) {
            // As it should be.
        }
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

    /** Without what catches the unforeseen around it. */
    @Test
    void headersOfEveryFormatAreReadOrRefused() throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (String folder : List.of("photo", "png", "gif", "webp", "tiff", "bmp", "svg")) {
            for (String name : Corpus.folder(folder)) {
                byte[] file = Files.readAllBytes(Corpus.file(name));
                all.add(file.length < SMALL ? file : Arrays.copyOf(file, SMALL));
            }
        }
        for (String name : HEIFS) {
            all.add(Files.readAllBytes(Corpus.file(name)));
        }
        for (long seed = SEED; seed < SEED + (long) MORE * ROUNDS; seed++) {
            var random = new SplittableRandom(seed);
            byte[] flawed = Flawed.of(all.get(random.nextInt(all.size())), random);
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> header(flawed), "seed " + seed);
        }
    }

    private static void header(byte[] flawed) {
        try {
            Bytes in = Bytes.of(flawed);
            Optional<ImageFormat> format = Prober.format(in);
            if (format.isPresent()) {
                Prober.header(in, format.get());
            }
        } catch (PictureException refused) {
            // As it should be.
        }
    }
}
