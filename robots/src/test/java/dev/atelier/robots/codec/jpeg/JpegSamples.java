package dev.atelier.robots.codec.jpeg;

import org.w3c.dom.Element;
import org.w3c.dom.Node;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Makes JPEGs of every sampling with the writer of the JDK, and compares pictures. */
final class JpegSamples {
    private static final String NATIVE = "javax_imageio_jpeg_image_1.0";

    private JpegSamples() {}

    /**
     * @param sampling of the brightness, such as 2x2
     * @param interval units between restart markers, 0 for none
     */
    static byte[] jpeg(BufferedImage image, String sampling, int interval, boolean progressive)
            throws IOException {
        ImageWriter writer = null;
        for (var all = ImageIO.getImageWritersByFormatName("jpeg"); all.hasNext(); ) {
            ImageWriter next = all.next();
            writer = next.getClass().getName().startsWith("com.sun.") ? next : writer;
        }
        Objects.requireNonNull(writer);
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(0.95f);
        if (progressive) {
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        IIOMetadata metadata =
                writer.getDefaultImageMetadata(
                        ImageTypeSpecifier.createFromRenderedImage(image), param);
        var tree = (Element) metadata.getAsTree(NATIVE);
        var first = (Element) tree.getElementsByTagName("componentSpec").item(0);
        first.setAttribute("HsamplingFactor", sampling.substring(0, 1));
        first.setAttribute("VsamplingFactor", sampling.substring(2));
        if (interval > 0) {
            Node sequence = tree.getElementsByTagName("markerSequence").item(0);
            var restarts = new IIOMetadataNode("dri");
            restarts.setAttribute("interval", Integer.toString(interval));
            sequence.insertBefore(restarts, sequence.getFirstChild());
        }
        metadata.setFromTree(NATIVE, tree);
        var out = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, metadata), param);
        }
        return out.toByteArray();
    }

    static BufferedImage read(byte[] jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    /** Where a marker stands. */
    static int marker(byte[] jpeg, int marker) {
        int at = 0;
        while (jpeg[at] != -1 || (jpeg[at + 1] & 0xFF) != marker) {
            at++;
        }
        return at;
    }

    /** Signal to noise; 99 when nothing differs. */
    static double decibels(BufferedImage expected, JpegPicture found) {
        if (expected.getWidth() != found.width() || expected.getHeight() != found.height()) {
            return 0;
        }
        double sum = 0;
        for (int y = 0; y < found.height(); y++) {
            for (int x = 0; x < found.width(); x++) {
                int a = expected.getRGB(x, y);
                int b = found.rgb()[y * found.width() + x];
                for (int shift = 0; shift < 24; shift += 8) {
                    int d = (a >> shift & 0xFF) - (b >> shift & 0xFF);
                    sum += d * d;
                }
            }
        }
        double mean = sum / (3.0 * found.rgb().length);
        return mean == 0 ? 99 : 10 * Math.log10(255 * 255 / mean);
    }

    /** The means of squares; at the edges of what is there. */
    static BufferedImage averaged(BufferedImage image, int side) {
        int w = Math.ceilDiv(image.getWidth(), side);
        int h = Math.ceilDiv(image.getHeight(), side);
        var out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                out.setRGB(x, y, mean(image, x * side, y * side, side));
            }
        }
        return out;
    }

    private static int mean(BufferedImage image, int left, int top, int side) {
        int[] sum = new int[3];
        int count = 0;
        for (int y = top; y < Math.min(image.getHeight(), top + side); y++) {
            for (int x = left; x < Math.min(image.getWidth(), left + side); x++) {
                int p = image.getRGB(x, y);
                sum[0] += p >> 16 & 0xFF;
                sum[1] += p >> 8 & 0xFF;
                sum[2] += p & 0xFF;
                count++;
            }
        }
        int r = (sum[0] + count / 2) / count;
        int g = (sum[1] + count / 2) / count;
        int b = (sum[2] + count / 2) / count;
        return r << 16 | g << 8 | b;
    }
}
