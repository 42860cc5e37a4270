package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** New metadata segments in a JPEG: everything from the first scan on is copied as it is. */
final class JpegSplice {
    private static final String EXIF = "Exif\0\0";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    private static final String PHOTOSHOP = "Photoshop 3.0\0";
    private static final int MOST = 65_533;
    private static final int MAX_SEGMENTS = 10_000;

    private final Bytes in;
    private final BlockSplice out;

    JpegSplice(Bytes in, BlockSplice out) {
        this.in = in;
        this.out = out;
    }

    void with(Blocks blocks) throws PictureException {
        long at = 2;
        out.old(0, 2);
        boolean fresh = false;
        for (int i = 0; i < MAX_SEGMENTS; i++) {
            if (in.u8(at) != 0xFF) {
                throw new PictureException("The JPEG has bytes between its segments.");
            }
            int marker = in.u8(at + 1);
            if (marker == 0xFF) {
                out.old(at++, 1);
                continue;
            }
            if (!fresh && marker != 0xE0) {
                all(blocks);
                fresh = true;
            }
            if (marker == 0xDA || marker == 0xD9) {
                out.old(at, in.size() - at);
                return;
            }
            at = segment(at, marker, blocks);
        }
        throw new PictureException("The JPEG has too many segments before its first scan.");
    }

    private long segment(long at, int marker, Blocks blocks) throws PictureException {
        boolean bare = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
        int length = bare ? 0 : in.u16be(at + 2);
        if ((!bare && length < 2) || at + 2 + length > in.size()) {
            throw new PictureException("The JPEG is cut short before its first scan.");
        }
        if (!replaced(marker, at + 4, blocks)) {
            out.old(at, 2L + length);
        }
        return at + 2 + length;
    }

    private boolean replaced(int marker, long at, Blocks blocks) throws PictureException {
        return switch (marker) {
            case 0xE1 ->
                    (blocks.exif() != null && in.startsWith(at, EXIF))
                            || (blocks.xmp() != null && in.startsWith(at, XMP));
            case 0xED -> blocks.photoshop() != null && in.startsWith(at, PHOTOSHOP);
            default -> false;
        };
    }

    private void all(Blocks blocks) throws PictureException {
        segment(0xE1, EXIF, blocks.exif(), "EXIF");
        segment(0xE1, XMP, blocks.xmp(), "XMP");
        segment(0xED, PHOTOSHOP, blocks.photoshop(), "IPTC");
    }

    private void segment(int marker, String prefix, byte @Nullable [] block, String name)
            throws PictureException {
        if (block == null || block.length == 0) {
            return;
        }
        byte[] head = prefix.getBytes(StandardCharsets.US_ASCII);
        int length = head.length + block.length;
        if (length > MOST) {
            throw new PictureException(
                    "A JPEG has room for "
                            + MOST
                            + " bytes of "
                            + name
                            + "; with these values there would be "
                            + length
                            + ".");
        }
        out.fresh(
                ByteBuffer.allocate(4 + length)
                        .put((byte) 0xFF)
                        .put((byte) marker)
                        .putShort((short) (length + 2))
                        .put(head)
                        .put(block)
                        .array());
    }
}
