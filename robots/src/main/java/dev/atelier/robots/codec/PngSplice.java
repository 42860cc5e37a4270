package dev.atelier.robots.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** New metadata chunks in a PNG, right behind its header. */
final class PngSplice {
    private static final String XMP = "XML:com.adobe.xmp";

    private final Bytes in;
    private final BlockSplice out;

    PngSplice(Bytes in, BlockSplice out) {
        this.in = in;
        this.out = out;
    }

    void with(Blocks blocks) throws IOException {
        long at = 8;
        out.old(0, at);
        while (at < in.size()) {
            long length = in.size() - at < 12 ? Long.MAX_VALUE : in.u32be(at);
            if (length > in.size() - at - 12) {
                throw new PictureException("The PNG is cut short.");
            }
            String type = in.tag(at + 4);
            if (!replaced(type, at + 8, length, blocks)) {
                out.old(at, 12 + length);
            }
            at += 12 + length;
            if (type.equals("IHDR")) {
                out.fresh(fresh(blocks));
            }
            if (type.equals("IEND")) {
                out.old(at, in.size() - at);
                return;
            }
        }
        throw new PictureException("The PNG is cut short: it has no last chunk.");
    }

    private boolean replaced(String type, long at, long length, Blocks blocks)
            throws PictureException {
        boolean gone =
                switch (type) {
                    case "eXIf" -> blocks.exif() != null;
                    case "iTXt", "tEXt", "zTXt" ->
                            blocks.xmp() != null && length > XMP.length() && in.startsWith(at, XMP);
                    default -> false;
                };
        if (gone && length > Blocks.MAX_EXIF) {
            throw new PictureException("The PNG has a metadata chunk too large to be changed.");
        }
        return gone;
    }

    private static byte[] fresh(Blocks blocks) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var chunks = new PngChunks(bytes);
        if (blocks.exif() != null) {
            chunks.write("eXIf", blocks.exif());
        }
        if (blocks.xmp() != null) {
            var text = new ByteArrayOutputStream();
            text.writeBytes((XMP + "\0\0\0\0\0").getBytes(StandardCharsets.US_ASCII));
            text.writeBytes(blocks.xmp());
            chunks.write("iTXt", text.toByteArray());
        }
        return bytes.toByteArray();
    }
}
