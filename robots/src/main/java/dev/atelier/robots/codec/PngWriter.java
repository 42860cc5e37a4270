package dev.atelier.robots.codec;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes PNG with the depth, alpha, palette, profile and mark of the picture. */
final class PngWriter {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final double INCHES_PER_METRE = 39.3700787;

    private PngWriter() {}

    static void write(BufferedImage image, Encoding encoding, OutputStream out) throws IOException {
        PngLayout layout = PngLayout.of(image, encoding);
        out.write(SIGNATURE);
        var chunks = new PngChunks(out);
        chunks.write("IHDR", layout.header(encoding.progressive()));
        byte[] profile = encoding.iccProfile();
        if (profile != null) {
            chunks.write("iCCP", iccp(profile));
        }
        OriginMark mark = encoding.mark();
        if (mark != null) {
            chunks.write("iTXt", xmp(mark));
            chunks.write("tEXt", latin("Software\0" + mark.software()));
        }
        Packing.Density density = encoding.packing().density();
        if (density != null) {
            chunks.write("pHYs", physical(density));
        }
        layout.palette(chunks);
        pixels(layout, chunks, encoding);
        chunks.write("IEND", new byte[0]);
    }

    private static byte[] physical(Packing.Density density) {
        return ByteBuffer.allocate(9)
                .putInt((int) Math.round(density.x() * INCHES_PER_METRE))
                .putInt((int) Math.round(density.y() * INCHES_PER_METRE))
                .put((byte) 1)
                .array();
    }

    private static void pixels(PngLayout layout, PngChunks chunks, Encoding encoding)
            throws IOException {
        PngEffort effort = PngEffort.of(layout, encoding.packing().thorough());
        try (Deflater deflater = effort.deflater()) {
            var packed = new DeflaterOutputStream(chunks.stream("IDAT", 65_536), deflater, 65_536);
            for (PngPass pass : encoding.progressive() ? PngPass.INTERLACED : PngPass.WHOLE) {
                pass.write(layout, effort.filter(), packed);
            }
            packed.close();
        }
    }

    private static byte[] iccp(byte[] profile) {
        byte[] name = latin("ICC\0\0");
        byte[] packed = Deflate.all(profile);
        byte[] out = new byte[name.length + packed.length];
        System.arraycopy(name, 0, out, 0, name.length);
        System.arraycopy(packed, 0, out, name.length, packed.length);
        return out;
    }

    private static byte[] xmp(OriginMark mark) {
        return ("XML:com.adobe.xmp\0\0\0\0\0" + mark.xmp()).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
