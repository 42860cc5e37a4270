package dev.atelier.robots.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;

class SlimTest {
    private final Slim bare = new Slim(false, false, false, PixelLimits.DEFAULT);

    @Test
    void ofWhatATurnedWebpTellsOnlyTheTurnStays() throws IOException {
        byte[] webp =
                noted(Files.readAllBytes(Corpus.file("orientation/hopper_orientation_6.webp")));
        byte[] slim = bare.of(webp, ImageFormat.WEBP);

        PictureHeader before = WebpHeader.read(Bytes.of(webp));
        PictureHeader after = WebpHeader.read(Bytes.of(slim));
        byte[] exif = after.blocks().exif();
        assertTrue(before.probe().orientation() > 1);
        assertEquals(before.probe(), after.probe());
        assertNotNull(exif);
        assertEquals(26, exif.length);
        assertNull(after.blocks().xmp());
        assertEquals(slim.length - 8, Bytes.of(slim).u32le(4));
        assertEquals(0x08, slim[20] & 0x0C);
    }

    /** As browsers do it. */
    @Test
    void aTurnThatAWebpDoesNotAnnounceIsNotHeeded() throws IOException {
        byte[] webp = Files.readAllBytes(Corpus.file("orientation/hopper_orientation_6.webp"));
        assertEquals(6, WebpHeader.read(Bytes.of(webp)).probe().orientation());

        webp[20] &= ~0x0C;

        assertEquals(1, WebpHeader.read(Bytes.of(webp)).probe().orientation());
        assertEquals(
                1,
                WebpHeader.read(Bytes.of(bare.of(webp, ImageFormat.WEBP))).probe().orientation());
    }

    /** With more behind what its EXIF block tells of the turn. */
    private static byte[] noted(byte[] webp) throws IOException {
        int at = new String(webp, StandardCharsets.ISO_8859_1).lastIndexOf("EXIF");
        int length = (int) Bytes.of(webp).u32le(at + 4);
        byte[] noted = Arrays.copyOf(webp, at + 8 + length + 100);
        ByteBuffer.wrap(noted)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4, noted.length - 8)
                .putInt(at + 4, length + 100);
        return noted;
    }

    @ParameterizedTest
    @ValueSource(strings = {"orientation/Landscape_6.jpg", "photo/HTC_Desire.jpg"})
    void picturesBehindTheEndOfAJpegGoWithItsMetadata(String name) throws IOException {
        byte[] jpeg = Files.readAllBytes(Corpus.file(name));
        byte[] twice = Arrays.copyOf(jpeg, 2 * jpeg.length);
        System.arraycopy(jpeg, 0, twice, jpeg.length, jpeg.length);

        byte[] slim = bare.of(twice, ImageFormat.JPEG);

        assertTrue(slim.length < jpeg.length);
        assertArrayEquals(bare.of(jpeg, ImageFormat.JPEG), slim);
        assertEquals(0xFFD9, Bytes.of(slim).u16be(slim.length - 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE svg [ <!-- %s don't --> <!ENTITY a 'b>'> ]><svg>&a;</svg>",
                "<svg><g inkscape:export-filename = '%s' id='a'/></svg>",
                "<svg sodipodi:docname=\"it's %s\"></svg>"
            })
    void anSvgTellsNeitherNotesNorNamesOfFiles(String svg) throws IOException {
        byte[] told = svg.formatted(Secrets.WORD).getBytes(StandardCharsets.UTF_8);

        byte[] slim = bare.of(told, ImageFormat.SVG);

        assertFalse(Secrets.in(slim));
        String left = new String(slim, StandardCharsets.UTF_8);
        assertTrue(left.endsWith("</svg>"), left);
        assertEquals(svg.contains("id='a'"), left.contains("id='a'"));
        assertEquals(svg.contains("b>'> ]><svg>&a;"), left.contains("b>'> ]><svg>&a;"));
    }

    @Test
    void anSvgWithAPictureInsideIsNotTakenForBare() {
        byte[] svg =
                "<svg><image href='DATA:image/jpeg;base64,/9j/'/></svg>"
                        .getBytes(StandardCharsets.UTF_8);

        assertThrows(PictureException.class, () -> bare.of(svg, ImageFormat.SVG));
    }
}
