package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Walks the chunks of a PNG; compressed texts and profiles are inflated within limits only. */
final class PngHeader {
    private static final int MAX_CHUNKS = 100_000;
    private static final int MAX_TEXTS = 100;

    private final Bytes in;
    private final Map<String, String> texts = new HashMap<>();
    private byte @Nullable [] exif;
    private byte @Nullable [] xmp;
    private byte @Nullable [] icc;
    private @Nullable CodedColours coded;
    private boolean transparent;
    private int frames = 1;

    private PngHeader(Bytes in) {
        this.in = in;
    }

    static PictureHeader read(Bytes in) throws PictureException {
        var header = new PngHeader(in);
        header.walk();
        return header.result();
    }

    private void walk() throws PictureException {
        long at = 8;
        for (int i = 0; i < MAX_CHUNKS && at + 12 <= in.size(); i++) {
            long length = in.u32be(at);
            if (length > in.size() - at - 12) {
                return;
            }
            chunk(in.tag(at + 4), at + 8, (int) length);
            at += 12 + length;
        }
    }

    private void chunk(String type, long at, int length) throws PictureException {
        switch (type) {
            case "tRNS" -> transparent = true;
            case "acTL" -> frames = length >= 8 ? (int) Math.min(in.u32be(at), 1 << 30) : 1;
            case "eXIf" -> exif = length <= Blocks.MAX_EXIF ? in.take(at, length) : exif;
            case "iCCP" -> icc = length <= Blocks.MAX_ICC ? profile(in.take(at, length)) : icc;
            case "cICP" -> coded = length == 4 ? coded(at) : null;
            case "tEXt", "zTXt", "iTXt" -> {
                if (length <= Blocks.MAX_TEXT && texts.size() < MAX_TEXTS) {
                    text(PngText.read(type, in.take(at, length)));
                }
            }
            default -> {}
        }
    }

    /** Only samples that are red, green and blue of full range can be told of here. */
    private @Nullable CodedColours coded(long at) throws PictureException {
        boolean known = in.u8(at + 2) == 0 && in.u8(at + 3) == 1;
        return known ? new CodedColours(in.u8(at), in.u8(at + 1)) : null;
    }

    private void text(@Nullable PngText text) {
        if (text == null) {
            return;
        }
        if (text.keyword().equals("XML:com.adobe.xmp")) {
            xmp = text.value().getBytes(StandardCharsets.UTF_8);
        } else {
            texts.putIfAbsent(text.keyword(), text.value());
        }
    }

    private static byte @Nullable [] profile(byte[] chunk) {
        int name = 0;
        while (name < chunk.length && chunk[name] != 0) {
            name++;
        }
        return Inflate.within(chunk, name + 2, Blocks.MAX_ICC);
    }

    private PictureHeader result() throws PictureException {
        if (in.size() < 33 || !in.startsWith(12, "IHDR")) {
            throw new PictureException("The PNG has no header.");
        }
        int width = (int) Math.min(in.u32be(16), Integer.MAX_VALUE);
        int height = (int) Math.min(in.u32be(20), Integer.MAX_VALUE);
        int type = in.u8(25);
        var colour =
                switch (type) {
                    case 0, 4 -> Probe.Colour.GREY;
                    case 2, 6 -> Probe.Colour.RGB;
                    case 3 -> Probe.Colour.PALETTE;
                    default -> throw new PictureException("The PNG has no such colour type.");
                };
        var probe =
                Probe.stored(
                        ImageFormat.PNG,
                        width,
                        height,
                        ExifOrientation.of(exif, xmp),
                        in.u8(24),
                        type >= 4 || transparent,
                        colour);
        int count = Math.max(1, frames);
        return new PictureHeader(
                probe.withFrames(count, probe.pixels() * count),
                new Blocks(exif, xmp, null, null, icc, texts),
                coded);
    }
}
