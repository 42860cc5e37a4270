package dev.atelier.robots.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Leaves out of a GIF its comments, what programs noted in it, texts that no viewer draws and what
 * follows its end. How often it runs, its colour profile and a turn stay.
 */
final class BareGif {
    private static final List<String> STAYING =
            List.of("NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012");

    private final byte[] gif;
    private final Bytes in;
    private final ByteArrayOutputStream out;

    /** Belongs to the next picture, or to a text that takes its place. */
    private byte[] control = {};

    private BareGif(byte[] gif) {
        this.gif = gif;
        this.in = Bytes.of(gif);
        this.out = new ByteArrayOutputStream(gif.length);
    }

    static byte[] of(byte[] gif) throws PictureException {
        return new BareGif(gif).bare();
    }

    private byte[] bare() throws PictureException {
        int turn = GifHeader.read(in).probe().orientation();
        int at = end(13 + GifHeader.palette(in.u8(10)));
        out.write(gif, 0, at);
        if (turn > 1) {
            turned(turn);
        }
        while (at < gif.length) {
            switch (in.u8(at)) {
                case 0x21 -> at = extension(at);
                case 0x2C -> at = picture(at);
                default -> {
                    out.write(0x3B);
                    return out.toByteArray();
                }
            }
        }
        return out.toByteArray();
    }

    private int picture(int at) throws PictureException {
        out.writeBytes(control);
        control = new byte[0];
        int palette = at + 9 < gif.length ? GifHeader.palette(in.u8(at + 9)) : 0;
        int end = skip(at + 10 + palette + 1);
        out.write(gif, at, end - at);
        return end;
    }

    private int extension(int at) throws PictureException {
        int end = skip(at + 2);
        int label = at + 1 < gif.length ? in.u8(at + 1) : 0;
        if (label == 0xF9) {
            control = in.take(at, end - at);
        } else if (label == 0x01) {
            control = new byte[0];
        } else if (label == 0xFF && staying(at + 3)) {
            out.write(gif, at, end - at);
        }
        return end;
    }

    private boolean staying(int at) throws PictureException {
        for (String each : STAYING) {
            if (in.startsWith(at, each)) {
                return true;
            }
        }
        return false;
    }

    /** Behind the blocks that begin here; a file may be cut short. */
    private int skip(int from) {
        int at = end(from);
        while (at < gif.length && gif[at] != 0) {
            at = end(at + 1 + (gif[at] & 0xFF));
        }
        return end(at + 1);
    }

    private int end(int at) {
        return Math.min(gif.length, at);
    }

    /** As XMP stands in a GIF: bare, and behind it what leads a walk over blocks to the end. */
    private void turned(int turn) {
        out.writeBytes(new byte[] {0x21, -1, 11});
        out.writeBytes("XMP DataXMP".getBytes(StandardCharsets.US_ASCII));
        String turned =
                ("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
                                + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                                + "<rdf:Description xmlns:tiff='http://ns.adobe.com/tiff/1.0/'"
                                + " tiff:Orientation='%d'/></rdf:RDF></x:xmpmeta>")
                        .formatted(turn);
        out.writeBytes(turned.getBytes(StandardCharsets.US_ASCII));
        out.write(1);
        for (int i = 255; i >= 0; i--) {
            out.write(i);
        }
        out.write(0);
    }
}
