package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** New metadata chunks at the end of a WebP, announced in its extended header. */
final class WebpSplice {
    private record Chunk(String type, long at, long size) {}

    private final Bytes in;
    private final BlockSplice out;
    private final List<Chunk> kept = new ArrayList<>();

    WebpSplice(Bytes in, BlockSplice out) {
        this.in = in;
        this.out = out;
    }

    void with(Probe probe, Blocks blocks) throws PictureException {
        walk(blocks);
        byte[] head = extended(probe, blocks);
        byte[] exif = chunk("EXIF", blocks.exif());
        byte[] xmp = chunk("XMP ", blocks.xmp());
        long size = 4L + head.length + exif.length + xmp.length;
        for (Chunk chunk : kept) {
            size += chunk.size();
        }
        if (size > 0xFFFF_FFFEL) {
            throw new PictureException("The WebP has no room for more.");
        }
        out.fresh(
                ByteBuffer.allocate(12)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                        .putInt((int) size)
                        .put("WEBP".getBytes(StandardCharsets.US_ASCII))
                        .array());
        out.fresh(head);
        kept.forEach(chunk -> out.old(chunk.at(), chunk.size()));
        out.fresh(exif);
        out.fresh(xmp);
    }

    private void walk(Blocks blocks) throws PictureException {
        long end = Math.min(in.size(), 8 + in.u32le(4));
        for (long at = 12; at + 8 <= end; ) {
            String type = in.tag(at);
            long length = in.u32le(at + 4);
            long size = 8 + length + (length & 1);
            if (at + size > end) {
                throw new PictureException("The WebP is cut short.");
            }
            if (!replaced(type, length, blocks)) {
                kept.add(new Chunk(type, at, size));
            }
            at += size;
        }
    }

    private static boolean replaced(String type, long length, Blocks blocks)
            throws PictureException {
        boolean gone =
                switch (type) {
                    case "VP8X" -> true;
                    case "EXIF" -> blocks.exif() != null;
                    case "XMP " -> blocks.xmp() != null;
                    default -> false;
                };
        if (gone && length > Blocks.MAX_EXIF) {
            throw new PictureException("The WebP has a metadata chunk too large to be changed.");
        }
        return gone;
    }

    /** The old flags and what is new, or those of a file that had no extended header. */
    private byte[] extended(Probe probe, Blocks blocks) throws PictureException {
        byte[] data = new byte[10];
        if (in.tag(12).equals("VP8X")) {
            data = in.take(20, 10);
        } else {
            data[0] = (byte) (probe.alpha() ? RiffChunks.ALPHA : 0);
            boolean turned = probe.orientation() >= 5;
            int width = turned ? probe.height() : probe.width();
            int height = turned ? probe.width() : probe.height();
            RiffChunks.little(data, 4, width - 1, 3);
            RiffChunks.little(data, 7, height - 1, 3);
        }
        data[0] |= (byte) (blocks.exif() == null ? 0 : RiffChunks.EXIF);
        data[0] |= (byte) (blocks.xmp() == null ? 0 : RiffChunks.XMP);
        return chunk("VP8X", data);
    }

    private static byte[] chunk(String type, byte @Nullable [] data) {
        if (data == null) {
            return new byte[0];
        }
        var chunks = new RiffChunks();
        chunks.chunk(type, data);
        return chunks.chunks();
    }
}
