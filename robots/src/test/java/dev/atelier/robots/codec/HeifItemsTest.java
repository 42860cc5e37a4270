package dev.atelier.robots.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class HeifItemsTest {
    private static byte[] joined(byte[]... parts) {
        int size = 0;
        for (byte[] part : parts) {
            size += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(size);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private static byte[] box(String type, byte[]... content) {
        byte[] body = joined(content);
        return ByteBuffer.allocate(8 + body.length)
                .putInt(8 + body.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(body)
                .array();
    }

    /** Only what has to be there, and the given places. */
    private static byte[] file(byte[] iloc) {
        byte[] rest = new byte[1000];
        Arrays.fill(rest, (byte) 1);
        return joined(
                box(
                        "meta",
                        new byte[4],
                        box("pitm", new byte[] {0, 0, 0, 0, 0, 1}),
                        box("iprp", box("ipco")),
                        box("iloc", iloc)),
                rest);
    }

    /** Begins to fill a box, whose items follow. */
    private static ByteBuffer items(byte[] iloc, int sizes, int count) {
        return ByteBuffer.wrap(iloc).putInt(0).putShort((short) sizes).putShort((short) count);
    }

    @ParameterizedTest
    @CsvSource({"200, 65535", "1, 2", "20000, 2"})
    void placesThatTakeNoBytesOfTheFileAreRefused(int items, int extents) {
        byte[] iloc = new byte[8 + 6 * items];
        ByteBuffer places = items(iloc, 0, items);
        for (int i = 0; i < items; i++) {
            places.putShort((short) i).putShort((short) 0).putShort((short) extents);
        }

        var refused =
                assertThrows(PictureException.class, () -> HeifItems.read(Bytes.of(file(iloc))));

        assertTrue(refused.getMessage().contains("too many places"), refused.getMessage());
    }

    @Test
    void placesBehindTheirBoxDoNotCount() throws PictureException {
        byte[] iloc = new byte[22];
        items(iloc, 0x4400, 1).putInt(1 << 16).putShort((short) 9).putInt(0).putInt(7);

        assertEquals(7, HeifItems.read(Bytes.of(file(iloc))).size(1));
    }

    @Test
    void nothingIsCopiedOfWhatIsTooLargeTogether() throws PictureException {
        byte[] iloc = new byte[8 + 6 + 3 * 8];
        ByteBuffer places = items(iloc, 0x4400, 1).putInt(1 << 16).putShort((short) 3);
        for (int i = 0; i < 3; i++) {
            places.putInt(200).putInt(600);
        }
        byte[] file = file(iloc);
        int end = file.length - 1000 + 8;
        var in =
                new Bytes() {
                    @Override
                    public long size() {
                        return file.length;
                    }

                    @Override
                    public int u8(long at) {
                        assertTrue(at < end, "read at " + at);
                        return file[(int) at] & 0xFF;
                    }
                };

        HeifItems items = HeifItems.read(in);

        assertEquals(1800, items.size(1));
        assertNull(items.content(1, 1000));
    }

    /** A picture of 100 bytes from 600 on, and EXIF of 50. */
    @ParameterizedTest
    @CsvSource({"500, true", "550, true", "551, false", "650, false", "699, false", "700, true"})
    void metadataIsNotWrittenOverWhereThePictureLies(int exif, boolean apart)
            throws PictureException {
        byte[] iloc = new byte[8 + 2 * 14];
        items(iloc, 0x4400, 2)
                .putInt(1 << 16)
                .putShort((short) 1)
                .putInt(600)
                .putInt(100)
                .putInt(2 << 16)
                .putShort((short) 1)
                .putInt(exif)
                .putInt(50);
        byte[] types = box("iinf", new byte[5], new byte[] {2}, type(1, "av01"), type(2, "Exif"));
        byte[] rest = box("mdat", new byte[1000]);
        byte[] file =
                joined(
                        box(
                                "meta",
                                new byte[4],
                                box("pitm", new byte[] {0, 0, 0, 0, 0, 1}),
                                types,
                                box("iprp", box("ipco")),
                                box("iloc", iloc)),
                        rest);

        if (apart) {
            assertEquals('M', BareHeif.of(file)[exif + 4]);
        } else {
            assertThrows(PictureException.class, () -> BareHeif.of(file));
        }
    }

    /** A picture and its EXIF, told to lie in so many ways. */
    private static byte[] described(int method) {
        byte[] iloc = new byte[8 + 2 * 8];
        ByteBuffer.wrap(iloc)
                .putInt(1 << 24)
                .putInt(0x4400_0002)
                .putInt(1 << 16)
                .putInt(0)
                .putInt((2 << 16) | method)
                .putInt(0);
        return box(
                "meta",
                new byte[4],
                box("pitm", new byte[] {0, 0, 0, 0, 0, 1}),
                box("iinf", new byte[5], new byte[] {2}, type(1, "av01"), type(2, "Exif")),
                box("iprp", box("ipco")),
                box("iloc", iloc));
    }

    @Test
    void metadataThatLiesInAnotherItemIsNotTakenForGone() throws PictureException {
        byte[] plain = described(0);

        assertEquals(plain.length, BareHeif.of(plain).length);
        assertThrows(PictureException.class, () -> BareHeif.of(described(2)));
    }

    @Test
    void nothingStaysInBoxesOfProgramsNorBehindTheLastBox() throws PictureException {
        byte[] word = Secrets.WORD.getBytes(StandardCharsets.ISO_8859_1);
        byte[] picture = box("mdat", new byte[] {1, 2, 3});
        byte[] track = box("trak", box("tkhd", new byte[9]), box("udta", word), box("meta", word));
        byte[] moov = box("moov", box("udta", word), track, box("meta", word));
        byte[] end = "SEFT".getBytes(StandardCharsets.ISO_8859_1);
        byte[] file = joined(described(0), picture, box("mpvd", word), moov, end, word);

        byte[] bare = BareHeif.of(file);

        assertFalse(Secrets.in(bare));
        assertEquals(file.length, bare.length);
        int kept = described(0).length + picture.length;
        assertArrayEquals(Arrays.copyOf(file, kept), Arrays.copyOf(bare, kept));
        assertEquals("free", Bytes.of(bare).tag(kept + 4));
        assertEquals("moov", Bytes.of(bare).tag(kept + 8 + word.length + 4));
        var boxes = new HeifBoxes(Bytes.of(bare));
        assertEquals(bare.length, boxes.children(boxes.whole()).getLast().end());
    }

    @Test
    void anMdatCutShortIsNoRestToWriteOver() {
        byte[] cut = Arrays.copyOf(box("mdat", new byte[99]), 50);

        assertThrows(PictureException.class, () -> BareHeif.of(joined(described(0), cut)));
    }

    private static byte[] type(int id, String type) {
        return box(
                "infe",
                new byte[] {2, 0, 0, 0, 0, (byte) id, 0, 0},
                type.getBytes(StandardCharsets.ISO_8859_1),
                new byte[1]);
    }
}
