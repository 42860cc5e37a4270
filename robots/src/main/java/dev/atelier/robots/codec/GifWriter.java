package dev.atelier.robots.codec;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes a still GIF with the best 256 colours for the picture. */
final class GifWriter {
    private static final String APPLICATION = "!\u00FF\u000BXMP DataXMP";

    private GifWriter() {}

    static void write(BufferedImage image, Encoding encoding, OutputStream out) throws IOException {
        BufferedImage srgb = Srgb8.of(image, encoding.iccProfile());
        byte[] gif = compress(Quantiser.indexed(srgb));
        OriginMark mark = encoding.mark();
        out.write(mark == null ? gif : marked(gif, mark));
    }

    /** A whole GIF of one picture, row after row. */
    static byte[] compress(BufferedImage indexed) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        var out = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DISABLED);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(indexed, null, null), param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** An XMP packet stands between the palette and the picture, with the trailer XMP asks for. */
    private static byte[] marked(byte[] gif, OriginMark mark) {
        int at = 13 + ((gif[10] & 0x80) == 0 ? 0 : 3 << ((gif[10] & 7) + 1));
        var out = new ByteArrayOutputStream(gif.length + 2048);
        out.writeBytes("GIF89a".getBytes(StandardCharsets.ISO_8859_1));
        out.write(gif, 6, at - 6);
        out.writeBytes(APPLICATION.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(mark.xmp().getBytes(StandardCharsets.UTF_8));
        out.write(1);
        for (int i = 255; i >= 0; i--) {
            out.write(i);
        }
        out.write(0);
        out.write(gif, at, gif.length - at);
        return out.toByteArray();
    }
}
