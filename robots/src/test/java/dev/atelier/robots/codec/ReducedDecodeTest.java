package dev.atelier.robots.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** JPEG decoded no larger than needed, by libturbojpeg and by Java. */
class ReducedDecodeTest {
    private static final Path PHOTO = Corpus.file("orientation/Landscape_1.jpg");

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "900, 600, NONE",
        "451, 300, NONE",
        "450, 300, HALF",
        "225, 151, HALF",
        "225, 150, QUARTER",
        "112, 75, EIGHTH",
        "1, 1, EIGHTH"
    })
    void whatIsDecodedHasTwiceTheSizeThatIsNeeded(int width, int height, Reduction expected)
            throws IOException {
        Probe probe = Way.JAVA.codec().probe(PHOTO);

        assertEquals(expected, new Need(width, height).reduction(probe));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void everyOrientationReducesToTheSamePicture(Way way) throws IOException {
        Codec codec = way.codec();
        BufferedImage straight = resized(codec, PHOTO, new Need(120, 80), 120, 80);

        for (int i = 2; i <= 8; i++) {
            Path turned = Corpus.file("orientation/Landscape_" + i + ".jpg");
            BufferedImage found = resized(codec, turned, new Need(120, 80), 120, 80);
            assertTrue(Compare.distance(straight, found) < 3, "orientation " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {41, 61, 77, 130})
    void sidesThatDoNotDivideEvenlyKeepTheirPlace(int side) throws IOException {
        var stripes = new BufferedImage(8 * side + 3, 8 * side + 5, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < stripes.getHeight(); y++) {
            for (int x = 0; x < stripes.getWidth(); x++) {
                stripes.setRGB(x, y, x / 40 % 2 == 0 ^ y / 56 % 2 == 0 ? 0xE0E0E0 : 0x202020);
            }
        }
        Path file = folder.resolve("stripes.jpg");
        var encoding = Encoding.of(ImageFormat.JPEG).withQuality(95);
        Way.JAVA.codec().encode(stripes, encoding, file);

        for (Way way : Way.values()) {
            Codec codec = way.codec();
            BufferedImage whole = resized(codec, file, Need.ALL, side / 2, side / 2);
            BufferedImage small =
                    resized(codec, file, new Need(side / 2, side / 2), side / 2, side / 2);
            assertTrue(Compare.distance(whole, small) < 3, way + " " + side);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void cutPictureIsUsedAndSaysHowMuchIsThere(Way way) throws IOException {
        for (Need need : List.of(Need.ALL, new Need(10, 10))) {
            Picture cut = way.codec().decode(Corpus.file("malformed/truncated-at-60pct.jpg"), need);

            String damage = Objects.requireNonNull(cut.damage());
            assertTrue(damage.matches("is cut short after \\d+ % of its rows.*"), damage);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void threadsDoNotDisturbOneAnother(Way way) throws Exception {
        Codec codec = way.codec();
        BufferedImage alone = Codec.srgb8(codec.decode(PHOTO, new Need(200, 130)));
        Callable<BufferedImage> again =
                () -> {
                    Path out = Files.createTempFile(folder, "t", ".jpg");
                    codec.encode(alone, Encoding.of(ImageFormat.JPEG), out);
                    assertTrue(Compare.distance(alone, Codec.srgb8(codec.decode(out))) < 4);
                    return Codec.srgb8(codec.decode(PHOTO, new Need(200, 130)));
                };

        try (var pool = Executors.newFixedThreadPool(4)) {
            for (Future<BufferedImage> one : pool.invokeAll(Collections.nCopies(12, again))) {
                assertEquals(0, Compare.distance(alone, one.get()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void plainPicturesAfterProgressiveOnesAreSound(Way way) throws IOException {
        Codec codec = way.codec();
        BufferedImage photo = Codec.srgb8(codec.decode(PHOTO, new Need(200, 130)));
        Path out = folder.resolve("out.jpg");

        for (boolean progressive : new boolean[] {false, true, false, true}) {
            var encoding = Encoding.of(ImageFormat.JPEG).withProgressive(progressive);
            codec.encode(photo, encoding, out);
            assertEquals(
                    progressive, JpegScans.count(ByteBuffer.wrap(Files.readAllBytes(out))) > 1);
            assertTrue(Compare.distance(photo, Codec.srgb8(codec.decode(out))) < 4);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void bothWaysDecodeEveryPhotoOfTheCorpusAlike(Way way) throws IOException {
        for (String name : Corpus.folder("photo")) {
            Picture one = way.codec().decode(Corpus.file(name));
            Picture other = Way.JAVA.codec().decode(Corpus.file(name));
            assertEquals(other.iccProfile() == null, one.iccProfile() == null, name);
            assertTrue(Compare.distance(Codec.srgb8(one), Codec.srgb8(other)) < 1, name);
        }
    }

    private static BufferedImage resized(Codec codec, Path file, Need need, int w, int h)
            throws IOException {
        Picture picture = codec.decode(file, need);
        assertNotNull(picture);
        var whole = new Rectangle(picture.probe().width(), picture.probe().height());
        return Resampler.resize(Codec.srgb8(picture), picture.place(whole), w, h, false);
    }
}
