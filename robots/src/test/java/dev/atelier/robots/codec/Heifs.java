package dev.atelier.robots.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Changes boxes of AVIF and HEIC files. */
public final class Heifs {
    private Heifs() {}

    /** The same samples, said to be of other colours: numbers of H.273. */
    public static byte[] coded(byte[] file, int primaries, int transfer) {
        byte[] out = file.clone();
        int at = new String(file, StandardCharsets.ISO_8859_1).indexOf("nclx") + 4;
        ByteBuffer.wrap(out).putShort(at, (short) primaries).putShort(at + 2, (short) transfer);
        return out;
    }

    /** With a track of so many frames behind it, of which nothing but their number is told. */
    public static byte[] moving(byte[] file, int frames) {
        byte[] sizes = box("stsz", ByteBuffer.allocate(12).putInt(8, frames).array());
        byte[] handler = box("hdlr", ByteBuffer.allocate(24).put(8, ascii("pict")).array());
        byte[] media = joined(handler, box("minf", box("stbl", sizes)));
        return joined(file, box("moov", box("trak", box("mdia", media))));
    }

    /** With a word in boxes that belong to programs. */
    public static byte[] noted(byte[] file, String word) {
        byte[] own = box("uuid", ascii("0123456789abcdef" + word));
        byte[] video = box("mpvd", box("ftyp", ascii(word)));
        return joined(joined(joined(file, own), box("free", ascii(word))), video);
    }

    /** A file that is nothing but its brand. */
    static byte[] head(String brand) {
        return box("ftyp", ascii(brand + "\0\0\0\0" + brand));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] joined(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }

    private static byte[] box(String type, byte[] content) {
        byte[] head = ByteBuffer.allocate(8).putInt(8 + content.length).put(ascii(type)).array();
        return joined(head, content);
    }
}
