package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFTag;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes TIFF, packed without loss, with the depth and the palette of the picture. */
final class TiffWriter {
    private TiffWriter() {}

    static void write(BufferedImage image, Encoding encoding, OutputStream out) throws IOException {
        ImageWriter writer = writer();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            Packing packing = encoding.packing();
            compress(param, packing.tiff());
            writer.setOutput(stream);
            BufferedImage described = samples(image, encoding);
            IIOMetadata metadata = metadata(writer, described, param, packing.density());
            writer.write(null, new IIOImage(described, null, metadata), param);
        } finally {
            writer.dispose();
        }
    }

    private static void compress(ImageWriteParam param, Packing.Tiff how) {
        if (how == Packing.Tiff.NONE) {
            param.setCompressionMode(ImageWriteParam.MODE_DISABLED);
        } else {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(how.writerName());
        }
    }

    /** Fax compression knows one bit per pixel, JPEG knows no alpha and no palette. */
    private static BufferedImage samples(BufferedImage image, Encoding encoding) {
        Packing.Tiff how = encoding.packing().tiff();
        if (how.bilevel() || how == Packing.Tiff.JPEG) {
            BufferedImage opaque = Samples8.opaque(image, encoding.withIccProfile(null));
            int type =
                    how.bilevel() ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_3BYTE_BGR;
            var out = new BufferedImage(image.getWidth(), image.getHeight(), type);
            Graphics2D graphics = out.createGraphics();
            graphics.drawImage(opaque, 0, 0, null);
            graphics.dispose();
            return out;
        }
        return Profiles.attach(image, encoding.iccProfile());
    }

    private static @Nullable IIOMetadata metadata(
            ImageWriter writer,
            BufferedImage image,
            ImageWriteParam param,
            Packing.@Nullable Density density)
            throws IOException {
        if (density == null) {
            return null;
        }
        IIOMetadata plain =
                writer.getDefaultImageMetadata(
                        ImageTypeSpecifier.createFromRenderedImage(image), param);
        TIFFDirectory directory = TIFFDirectory.createFromMetadata(plain);
        var tags = BaselineTIFFTagSet.getInstance();
        char[] inch = {2};
        directory.addTIFFField(new TIFFField(tags.getTag(296), TIFFTag.TIFF_SHORT, 1, inch));
        directory.addTIFFField(rational(tags.getTag(282), density.x()));
        directory.addTIFFField(rational(tags.getTag(283), density.y()));
        return directory.getAsMetadata();
    }

    private static TIFFField rational(TIFFTag tag, double value) {
        long[][] parts = {{Math.round(value * 100), 100}};
        return new TIFFField(tag, TIFFTag.TIFF_RATIONAL, 1, parts);
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
