package dev.atelier.robots.codec;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes TIFF, packed without loss, with the depth and the palette of the picture. */
final class TiffWriter {
    private TiffWriter() {}

    static void write(BufferedImage image, Encoding encoding, OutputStream out) throws IOException {
        ImageWriter writer = writer();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType("LZW");
            writer.setOutput(stream);
            BufferedImage described = Profiles.attach(image, encoding.iccProfile());
            writer.write(null, new IIOImage(described, null, null), param);
        } finally {
            writer.dispose();
        }
    }

    private static ImageWriter writer() {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("tiff");
        ImageWriter found = writers.next();
        while (!found.getClass().getName().startsWith("com.sun.") && writers.hasNext()) {
            found = writers.next();
        }
        return found;
    }
}
