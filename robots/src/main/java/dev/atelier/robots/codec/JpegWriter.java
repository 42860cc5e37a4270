package dev.atelier.robots.codec;

import org.apache.commons.imaging.formats.jpeg.xmp.JpegXmpRewriter;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes JPEG: colour at full resolution from quality 90 on, profile and mark of origin kept. */
final class JpegWriter {
    private static final int FULL_COLOUR = 90;
    private static final int ICC_PART = 65_519;

    /** Of version 100, without flags, the samples in no other colours than those of the inks. */
    private static final byte[] ADOBE = {
        -1, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };

    private static final String NATIVE = "javax_imageio_jpeg_image_1.0";

    private JpegWriter() {}

    static void write(
            BufferedImage image, Encoding encoding, @Nullable TurboJpeg turbo, OutputStream out)
            throws IOException {
        if (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK) {
            out.write(inks(image, encoding));
            return;
        }
        boolean grey =
                image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
                        && !image.getColorModel().hasAlpha();
        BufferedImage rgb = Samples8.opaque(image, encoding);
        byte[] jpeg = turbo == null ? null : compress(rgb, grey, encoding, turbo);
        if (jpeg == null) {
            jpeg = compress(pixels(rgb, grey), encoding);
        }
        note(encoding.packing().density(), jpeg);
        jpeg = withProfile(jpeg, encoding.iccProfile());
        OriginMark mark = encoding.mark();
        if (mark == null) {
            out.write(jpeg);
        } else {
            new JpegXmpRewriter().updateXmpXml(jpeg, out, mark.xmp());
        }
    }

    /** Turned round, as Adobe's programs store inks and say so in a segment of their own. */
    private static byte[] inks(BufferedImage image, Encoding encoding) throws IOException {
        Raster from = image.getRaster();
        WritableRaster turned = from.createCompatibleWritableRaster();
        byte[] row = new byte[4 * from.getWidth()];
        for (int y = 0; y < from.getHeight(); y++) {
            from.getDataElements(0, y, from.getWidth(), 1, row);
            for (int i = 0; i < row.length; i++) {
                row[i] = (byte) ~row[i];
            }
            turned.setDataElements(0, y, from.getWidth(), 1, row);
        }
        byte[] jpeg = compress(new IIOImage(turned, null, null), encoding);
        var out = new ByteArrayOutputStream(jpeg.length + ADOBE.length);
        out.write(jpeg, 0, 2);
        out.writeBytes(ADOBE);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static byte @Nullable [] compress(
            BufferedImage rgb, boolean grey, Encoding encoding, TurboJpeg turbo) {
        int quality = encoding.quality();
        return turbo.encode(rgb, quality, grey, quality >= FULL_COLOUR, encoding.progressive());
    }

    /** Grey stays grey; everything else becomes opaque RGB. */
    private static BufferedImage pixels(BufferedImage rgb, boolean grey) {
        var out =
                new BufferedImage(
                        rgb.getWidth(),
                        rgb.getHeight(),
                        grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        int w = rgb.getWidth();
        int[] from = Pixels.of(rgb);
        byte[] row = new byte[w * (grey ? 1 : 3)];
        for (int y = 0; y < rgb.getHeight(); y++) {
            for (int x = 0, i = 0; x < w; x++) {
                int p = from[y * w + x];
                if (!grey) {
                    row[i++] = (byte) (p >> 16);
                    row[i++] = (byte) (p >> 8);
                }
                row[i++] = (byte) p;
            }
            out.getRaster().setDataElements(0, y, w, 1, row);
        }
        return out;
    }

    private static byte[] compress(BufferedImage image, Encoding encoding) throws IOException {
        return compress(new IIOImage(image, null, metadata(image, encoding)), encoding);
    }

    private static byte[] compress(IIOImage image, Encoding encoding) throws IOException {
        ImageWriter writer = writer();
        var out = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            var param = new JPEGImageWriteParam(null);
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(encoding.quality() / 100f);
            param.setOptimizeHuffmanTables(true);
            if (encoding.progressive()) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(stream);
            writer.write(null, image, param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static @Nullable IIOMetadata metadata(BufferedImage image, Encoding encoding)
            throws IOException {
        if (encoding.quality() < FULL_COLOUR || image.getRaster().getNumBands() == 1) {
            return null;
        }
        ImageWriter writer = writer();
        try {
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(
                            ImageTypeSpecifier.createFromRenderedImage(image),
                            writer.getDefaultWriteParam());
            var tree = (Element) metadata.getAsTree(NATIVE);
            var first = (Element) tree.getElementsByTagName("componentSpec").item(0);
            if (first == null) {
                return null;
            }
            first.setAttribute("HsamplingFactor", "1");
            first.setAttribute("VsamplingFactor", "1");
            metadata.setFromTree(NATIVE, tree);
            return metadata;
        } finally {
            writer.dispose();
        }
    }

    private static ImageWriter writer() {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        ImageWriter found = writers.next();
        while (!found.getClass().getName().startsWith("com.sun.") && writers.hasNext()) {
            found = writers.next();
        }
        return found;
    }

    /** The first segment is JFIF, which holds whole pixels per inch. */
    private static void note(Packing.@Nullable Density density, byte[] jpeg) {
        if (density != null && jpeg[3] == (byte) 0xE0) {
            int x = Math.clamp(Math.round(density.x()), 1, 65_535);
            int y = Math.clamp(Math.round(density.y()), 1, 65_535);
            jpeg[13] = 1;
            jpeg[14] = (byte) (x >> 8);
            jpeg[15] = (byte) x;
            jpeg[16] = (byte) (y >> 8);
            jpeg[17] = (byte) y;
        }
    }

    /** Puts the profile, in as many parts as it needs, behind the first segment. */
    private static byte[] withProfile(byte[] jpeg, byte @Nullable [] profile) {
        int parts = profile == null ? 0 : (profile.length + ICC_PART - 1) / ICC_PART;
        if (profile == null || parts > 255) {
            return jpeg;
        }
        int at = 4 + ((jpeg[4] & 0xFF) << 8 | (jpeg[5] & 0xFF));
        var out = new ByteArrayOutputStream(jpeg.length + profile.length + 64);
        out.write(jpeg, 0, at);
        for (int i = 0; i < parts; i++) {
            byte[] part =
                    Arrays.copyOfRange(
                            profile, i * ICC_PART, Math.min(profile.length, (i + 1) * ICC_PART));
            int length = part.length + 16;
            out.writeBytes(new byte[] {-1, (byte) 0xE2, (byte) (length >> 8), (byte) length});
            out.writeBytes("ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1));
            out.write(i + 1);
            out.write(parts);
            out.writeBytes(part);
        }
        out.write(jpeg, at, jpeg.length - at);
        return out.toByteArray();
    }
}
