package dev.atelier.robots.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Hides one word in every place of a file that viewers pass over and others read. */
public final class Secrets {
    public static final String WORD = "51.5007N 0.1246W";
    private static final String XMP =
            "<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + WORD + "</x:xmpmeta>";

    private Secrets() {}

    public static boolean in(byte[] file) {
        return latin1(file).contains(WORD);
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] part(byte[] whole, int from, int to) {
        return java.util.Arrays.copyOfRange(whole, from, to);
    }

    /** A TIFF structure with the word behind it, where an offset may point. */
    private static byte[] exif() {
        return joined(ExifOrientation.alone(1), bytes(WORD));
    }

    public static byte[] hide(byte[] file, ImageFormat format) {
        return switch (format) {
            case JPEG -> jpeg(file);
            case PNG -> png(file);
            case GIF -> gif(file);
            case WEBP -> webp(file);
            case SVG -> svg(file);
            case BMP, TIFF, AVIF, HEIC, ICO, PSD -> throw new IllegalArgumentException();
        };
    }

    /** Before every segment from the first scan on, before the frame, and behind the end. */
    private static byte[] jpeg(byte[] jpeg) {
        byte[] notes =
                joined(
                        segment(0xE1, joined(bytes("Exif\0\0"), exif())),
                        segment(0xE1, bytes("http://ns.adobe.com/xap/1.0/\0" + XMP)),
                        segment(0xED, bytes("Photoshop 3.0\0008BIM" + WORD)),
                        segment(0xE0, bytes("JFXX\0" + WORD)),
                        segment(0xEE, bytes("Adobe\0d\0\0\0\0")),
                        segment(0xE9, bytes(WORD)),
                        segment(0xF5, bytes(WORD)),
                        segment(0xFE, bytes(WORD)));
        var out = new ByteArrayOutputStream();
        int from = 0;
        boolean scanned = false;
        for (int at = 2; at + 1 < jpeg.length; at++) {
            int marker = jpeg[at] == -1 ? jpeg[at + 1] & 0xFF : 0;
            boolean header = marker >= 0xC0 && marker != 0xFF && (marker & 0xF8) != 0xD0;
            if (header && marker == 0xD9) {
                out.write(jpeg, from, at - from);
                return joined(
                        out.toByteArray(),
                        scanned ? notes : new byte[0],
                        part(jpeg, at, at + 2),
                        notes);
            }
            if (header && marker != 0xD8) {
                boolean scan = marker == 0xDA;
                if (scan || (scanned && marker == 0xC4)) {
                    out.write(jpeg, from, at - from);
                    out.writeBytes(notes);
                    from = at;
                }
                scanned |= scan;
                at += 1 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
            }
        }
        return joined(out.toByteArray(), part(jpeg, from, jpeg.length));
    }

    private static byte[] segment(int marker, byte[] content) {
        return joined(
                new byte[] {-1, (byte) marker},
                ByteBuffer.allocate(2).putShort((short) (content.length + 2)).array(),
                content);
    }

    /** Right behind the header, before the end, and behind it. */
    private static byte[] png(byte[] png) {
        byte[] notes =
                joined(
                        chunk("tEXt", bytes("Comment\0" + WORD)),
                        chunk("iTXt", bytes("XML:com.adobe.xmp\0\0\0\0\0" + XMP)),
                        chunk("prVt", bytes(WORD)));
        int end = latin1(png).lastIndexOf("IEND") - 4;
        return joined(
                part(png, 0, 33),
                chunk("eXIf", exif()),
                notes,
                part(png, 33, end),
                notes,
                part(png, end, png.length),
                notes);
    }

    private static byte[] chunk(String type, byte[] data) {
        var crc = new CRC32();
        crc.update(bytes(type));
        crc.update(data);
        return joined(
                ByteBuffer.allocate(4).putInt(data.length).array(),
                bytes(type),
                data,
                ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static byte[] gif(byte[] gif) {
        int start = 13 + GifHeader.palette(gif[10]);
        byte[] text = joined(new byte[] {0x21, 1, 12, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0});
        byte[] control = {0x21, (byte) 0xF9, 4, 8, 99, 0, 0, 0};
        byte[] notes =
                joined(
                        new byte[] {0x21, (byte) 0xFE},
                        block(),
                        new byte[] {0x21, -1},
                        bytes("\013XMP DataXMP"),
                        block(),
                        control,
                        text,
                        block());
        byte[] end = {0x3B};
        int trailer = latin1(gif).lastIndexOf(';');
        return joined(part(gif, 0, start), notes, part(gif, start, trailer), notes, end, notes);
    }

    private static byte[] block() {
        return joined(new byte[] {(byte) WORD.length()}, bytes(WORD), new byte[1]);
    }

    /** Announced nowhere, and in frames as well. */
    private static byte[] webp(byte[] webp) {
        byte[] notes =
                joined(riff("EXIF", exif()), riff("XMP ", bytes(XMP)), riff("SECR", bytes(WORD)));
        List<byte[]> parts = new ArrayList<>();
        for (int at = 12; at + 8 <= webp.length; ) {
            int length =
                    ByteBuffer.wrap(webp).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(at + 4);
            int end = Math.min(webp.length, at + 8 + length);
            byte[] data = part(webp, at + 8, end);
            String type = latin1(part(webp, at, at + 4));
            boolean frame = type.equals("ANMF");
            byte[] padded = joined(data, new byte[data.length & 1]);
            parts.add(
                    riff(type, frame ? joined(padded, riff("SECR", bytes(WORD)), frame()) : data));
            at = end + (length & 1);
        }
        byte[] body = joined(joined(parts.toArray(byte[][]::new)), notes);
        return joined(riff("RIFF", joined(bytes("WEBP"), body)), notes);
    }

    private static byte[] frame() {
        return riff("ANMF", joined(new byte[16], riff("ALPH", bytes(WORD))));
    }

    private static byte[] riff(String type, byte[] data) {
        return joined(
                bytes(type),
                ByteBuffer.allocate(4)
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .putInt(data.length)
                        .array(),
                data,
                new byte[data.length & 1]);
    }

    private static byte[] svg(byte[] svg) {
        String text = latin1(svg);
        int at = text.indexOf('>', text.indexOf("<svg")) + 1;
        return bytes(
                text.substring(0, at)
                        + "<!-- > "
                        + WORD
                        + " --><metadata a='>'><b>"
                        + WORD
                        + "</b><metadata/></metadata><?note "
                        + WORD
                        + "?>"
                        + "<x:metadata xmlns:x='http://www.w3.org/2000/svg'>"
                        + WORD
                        + "</x:metadata >"
                        + "<g xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape'"
                        + " inkscape:export-filename = '"
                        + WORD
                        + "'/>"
                        + text.substring(at));
    }
}
