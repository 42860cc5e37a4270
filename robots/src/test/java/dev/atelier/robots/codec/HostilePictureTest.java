package dev.atelier.robots.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The attacks IMG-1 to IMG-4, and every damaged or hostile file of the corpus. */
class HostilePictureTest {
    private final Codec codec = new Codec(PixelLimits.DEFAULT);

    @TempDir Path folder;

    static List<String> badFiles() {
        return Stream.concat(Corpus.folder("malformed").stream(), Corpus.folder("hostile").stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void badFileGivesAClearErrorOrAPartialPicture(String name) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> decodeOrRefuse(Corpus.file(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bomb-bmp-60000x60000-24bit-header.bmp",
                "bomb-gif-65535x65535.gif",
                "bomb-png-40000x40000-1bit.png",
                "bomb-png-dims-only-2147483647.png"
            })
    void img1GiantHeaderIsRefusedBeforeDecoding(String name) {
        var refused =
                assertThrows(
                        PictureException.class, () -> codec.probe(Corpus.file("hostile/" + name)));

        assertTrue(refused.getMessage().contains("too large"), refused.getMessage());
    }

    @Test
    void img1GiantJpegTiffWebpIcoAndPsdHeadersAreRefused() throws IOException {
        byte[] jpeg = Files.readAllBytes(Corpus.file("photo/exif_gps.jpg"));
        int frame = indexOf(jpeg, new byte[] {-1, (byte) 0xC0});
        Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xFF);
        byte[] webp = Files.readAllBytes(Corpus.file("webp/transparent.webp"));
        Arrays.fill(webp, 24, 30, (byte) 0xFF);
        byte[] psd = ByteBuffer.allocate(40).putInt(0x38425053).array();
        Arrays.fill(psd, 14, 22, (byte) 0x7F);

        assertRefused(jpeg);
        assertRefused(webp);
        assertRefused(psd);
    }

    @Test
    void img1PictureAboveTheMemoryOfThisServerIsRefused() throws IOException {
        var tight = new Codec(PixelLimits.forHeap(1 << 20));

        assertThrows(
                PictureException.class,
                () -> tight.decode(Corpus.file("photo/Apple_iPhone_4.jpg")));
        assertThrows(
                PictureException.class,
                () ->
                        new Codec(PixelLimits.DEFAULT.withMaxPixels(1000))
                                .probe(Corpus.file("png/ball.png")));
    }

    @Test
    void img2AnimationWithTooManyFramesIsRefused() throws IOException {
        var gif = new ByteArrayOutputStream();
        gif.writeBytes("GIF89a\1\0\1\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < 10_000; i++) {
            gif.writeBytes(new byte[] {0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 1, 0, 0});
        }
        gif.write(0x3B);

        var refused = assertRefused(gif.toByteArray());

        assertTrue(refused.getMessage().contains("10000 frames"), refused.getMessage());
    }

    @Test
    void img2FrameLargerThanItsCanvasIsRefused() throws IOException {
        byte[] gif =
                "GIF89a\1\0\1\0\0\0\0,\0\0\0\0\u0080>\u0080>\0\2\1\0\0;"
                        .getBytes(StandardCharsets.ISO_8859_1);

        assertRefused(gif);
    }

    @Test
    void img3TextThatInflatesTo256MegabytesIsDropped() throws IOException {
        PictureHeader header = codec.header(Corpus.file("hostile/bomb-png-ztxt-256MiB.png"));

        assertTrue(header.blocks().texts().isEmpty());
        assertEquals(1, header.probe().width());
    }

    @Test
    void img3ProfileAndXmpThatInflateTooFarAreDroppedAndThePictureKept() throws IOException {
        byte[] zeros = Deflate.all(new byte[32 << 20]);
        Path file = folder.resolve("bomb.png");
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        var chunks = new PngChunks(out);
        chunks.write("IHDR", ByteBuffer.allocate(13).putInt(1).putInt(1).put((byte) 8).array());
        chunks.write("iCCP", join("x\0\0", zeros));
        chunks.write("iTXt", join("XML:com.adobe.xmp\0\1\0\0\0", zeros));
        chunks.write("IDAT", Deflate.all(new byte[2]));
        chunks.write("IEND", new byte[0]);
        Files.write(file, out.toByteArray());

        PictureHeader header = codec.header(file);

        assertNull(header.blocks().icc());
        assertNull(header.blocks().xmp());
        assertEquals(1, codec.decode(file).width());
    }

    @Test
    void img3MillionChunksAreNotAllWalked() throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(Arrays.copyOf(Files.readAllBytes(Corpus.file("png/ball.png")), 33));
        byte[] empty = ByteBuffer.allocate(12).putInt(4, 0x61626364).array();
        for (int i = 0; i < 1_000_000; i++) {
            out.writeBytes(empty);
        }
        Path file = folder.resolve("chunks.png");
        Files.write(file, out.toByteArray());

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> decodeOrRefuse(file));
    }

    @Test
    void img3ExifDirectoryThatLeadsBackToItselfEnds() throws IOException {
        byte[] tiff =
                ByteBuffer.allocate(64)
                        .put("MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                        .putInt(8)
                        .putShort((short) 3)
                        .putShort((short) 256)
                        .putShort((short) 3)
                        .putInt(1)
                        .putInt(1 << 16)
                        .putShort((short) 257)
                        .putShort((short) 3)
                        .putInt(1)
                        .putInt(1 << 16)
                        .putShort((short) 0x8769)
                        .putShort((short) 4)
                        .putInt(1)
                        .putInt(8)
                        .putInt(8)
                        .array();
        Path file = folder.resolve("loop.tif");
        Files.write(file, tiff);

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> codec.header(file));
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> decodeOrRefuse(file));
    }

    @Test
    void img4DocumentTypesAreRefusedAndExternalPicturesStayAway() throws IOException {
        for (String name : List.of("bomb-svg-entities.svg", "xxe-svg-external-entity.svg")) {
            var refused =
                    assertThrows(
                            PictureException.class,
                            () -> codec.decode(Corpus.file("hostile/" + name)));
            assertTrue(refused.getMessage().contains("DOCTYPE"), refused.getMessage());
        }
        BufferedImage image =
                Codec.srgb8(codec.decode(Corpus.file("hostile/ssrf-svg-external-image.svg")));
        assertTrue(Arrays.stream(Pixels.of(image)).allMatch(p -> p == 0));
    }

    @Test
    void img4DeepAndWideSvgIsRefusedInTime() throws IOException {
        var use =
                new StringBuilder(
                        "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><g"
                                + " id='a0'><rect width='1' height='1'/></g>");
        for (int i = 1; i < 30; i++) {
            String one = "<use href='#a" + (i - 1) + "'/>";
            use.append("<g id='a" + i + "'>" + one.repeat(10) + "</g>");
        }
        String deep =
                "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
                        + "<g>".repeat(5000)
                        + "</g>".repeat(5000)
                        + "</svg>";
        String wide =
                "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
                        + "<g/>".repeat(100_000)
                        + "</svg>";
        String vast = "<svg xmlns='http://www.w3.org/2000/svg' width='1e6' height='1e6'/>";

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () ->
                        decodeOrRefuse(
                                write(
                                        (use + "<use href='#a29'/></svg>")
                                                .getBytes(StandardCharsets.UTF_8))));
        assertRefused(deep.getBytes(StandardCharsets.UTF_8));
        assertRefused(wide.getBytes(StandardCharsets.UTF_8));
        assertRefused(vast.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aDrawingOfThousandsOfPlainShapesIsDrawn() throws IOException {
        String shapes =
                "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
                        + "<rect width='9' height='9' fill='#f00'/>".repeat(5000)
                        + "</svg>";

        Path drawing = write(shapes.getBytes(StandardCharsets.UTF_8));

        assertEquals(0xFFFF0000, codec.decode(drawing).image().getRGB(4, 4));
    }

    @Test
    void truncatedPicturesNeverEscapeAsOtherErrors() throws IOException {
        for (String name :
                List.of(
                        "png/pil123rgba.png",
                        "gif/transparent.gif",
                        "webp/transparent.webp",
                        "tiff/hopper_lzw.tif",
                        "bmp/pal8rle.bmp",
                        "heif-avif/hopper.avif",
                        "photo/exif_gps.jpg")) {
            byte[] whole = Files.readAllBytes(Corpus.file(name));
            for (int i = 1; i < 24; i++) {
                decodeOrRefuse(write(Arrays.copyOf(whole, whole.length * i / 24)));
            }
        }
    }

    private void decodeOrRefuse(Path file) throws IOException {
        try {
            Picture picture = codec.decode(file);
            assertTrue(Objects.requireNonNull(Codec.srgb8(picture)).getWidth() > 0);
        } catch (PictureException e) {
            assertFalse(e.getMessage().isBlank());
        }
    }

    private PictureException assertRefused(byte[] bytes) throws IOException {
        Path file = write(bytes);
        return assertThrows(PictureException.class, () -> codec.decode(file));
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("attack"), bytes);
    }

    private static byte[] join(String head, byte[] tail) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(tail);
        return out.toByteArray();
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] == wanted[0] && bytes[i + 1] == wanted[1]) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }
}
