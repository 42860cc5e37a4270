package dev.atelier.robots.codec;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import javax.imageio.IIOImage;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes WebP with libwebp; lossless keeps the colours under full transparency too. */
final class WebpWriter {
    private static final int METHOD = 4;

    private WebpWriter() {}

    static void write(BufferedImage image, Encoding encoding, OutputStream out) throws IOException {
        BufferedImage pixels = Samples8.of(image, encoding);
        byte[] webp = compress(pixels, encoding);
        byte[] profile = encoding.iccProfile();
        OriginMark mark = encoding.mark();
        if (profile == null && mark == null) {
            out.write(webp);
            return;
        }
        out.write(extended(webp, pixels, encoding));
    }

    static byte[] compress(BufferedImage image, Encoding encoding) throws IOException {
        ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
        var out = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            var param = new WebPWriteParam(Locale.ROOT);
            param.setCompressionType(
                    encoding.lossless() ? CompressionType.Lossless : CompressionType.Lossy);
            param.setCompressionQuality(encoding.lossless() ? 0.75f : encoding.quality() / 100f);
            param.setMethod(METHOD);
            param.setExact(encoding.lossless());
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** Moves the picture into a container that can hold a profile and a mark as well. */
    private static byte[] extended(byte[] webp, BufferedImage image, Encoding encoding)
            throws PictureException {
        byte[] profile = encoding.iccProfile();
        OriginMark mark = encoding.mark();
        boolean alpha = image.getColorModel().hasAlpha();
        int flags =
                (profile == null ? 0 : RiffChunks.ICC)
                        | (mark == null ? 0 : RiffChunks.XMP)
                        | (alpha ? RiffChunks.ALPHA : 0);
        var chunks = new RiffChunks();
        chunks.header(flags, image.getWidth(), image.getHeight());
        if (profile != null) {
            chunks.chunk("ICCP", profile);
        }
        chunks.pictureOf(Bytes.of(webp));
        if (mark != null) {
            chunks.chunk("XMP ", mark.xmp().getBytes(StandardCharsets.UTF_8));
        }
        return chunks.file();
    }
}
