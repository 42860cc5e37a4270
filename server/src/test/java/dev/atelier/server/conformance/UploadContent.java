package dev.atelier.server.conformance;

import com.fasterxml.jackson.databind.JsonNode;

import org.apache.commons.imaging.formats.jpeg.exif.ExifRewriter;
import org.apache.commons.imaging.formats.tiff.constants.ExifTagConstants;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Makes the bytes a case's {@code content} describes. */
final class UploadContent {
    private UploadContent() {}

    static byte[] of(String name, JsonNode content) throws IOException {
        return switch (content.required("kind").asText()) {
            case "image" -> image(name, content);
            case "gif" -> gif(content);
            case "zip" -> zip(content.required("entries"));
            case "text" -> content.required("text").asText().getBytes(StandardCharsets.UTF_8);
            case "bytes" -> bytes(content);
            default -> throw new IOException("unknown kind of content: " + content);
        };
    }

    private static byte[] bytes(JsonNode content) {
        if (content.has("hex")) {
            return HexFormat.of().parseHex(content.get("hex").asText());
        }
        var bytes = new byte[content.required("length").asInt()];
        Arrays.fill(bytes, (byte) Integer.parseInt(content.required("repeat").asText(), 16));
        return bytes;
    }

    private static byte[] image(String name, JsonNode content) throws IOException {
        String format = content.path("encode").asText(name.substring(name.lastIndexOf('.') + 1));
        BufferedImage picture = paint(content);
        var out = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, format.equals("jpg") ? "jpeg" : format, out)) {
            throw new IOException("no writer for " + format);
        }
        return content.has("exif")
                ? withExif(out.toByteArray(), content.get("exif"))
                : out.toByteArray();
    }

    private static BufferedImage paint(JsonNode content) {
        int width = content.required("width").asInt();
        int height = content.required("height").asInt();
        boolean halves = content.path("paint").asText().equals("halves");
        int cut = halves ? (int) Math.round(width * content.path("split").asDouble(0.5)) : width;
        Color left = Color.decode(content.required("color").asText());
        Color right = halves ? Color.decode(content.required("color2").asText()) : left;
        String alpha = content.path("alpha").asText("");
        if (content.path("mode").asText().equals("gray8")) {
            var grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
            var raster = grey.getRaster();
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    raster.setSample(x, y, 0, x < cut ? left.getRed() : right.getRed());
                }
            }
            return grey;
        }
        var picture =
                new BufferedImage(
                        width,
                        height,
                        alpha.isEmpty() ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = (x < cut ? left : right).getRGB() & 0xFFFFFF;
                picture.setRGB(x, y, rgb | alpha(alpha, x, y, cut) << 24);
            }
        }
        return picture;
    }

    private static int alpha(String rule, int x, int y, int cut) {
        return switch (rule) {
            case "", "opaque" -> 255;
            case "one-pixel-254" -> x == 0 && y == 0 ? 254 : 255;
            case "second-half-0" -> x < cut ? 255 : 0;
            case "all-0" -> 0;
            default -> throw new IllegalArgumentException("unknown alpha rule " + rule);
        };
    }

    private static byte[] withExif(byte[] jpeg, JsonNode tags) throws IOException {
        var set = new TiffOutputSet();
        set.getOrCreateExifDirectory()
                .add(
                        ExifTagConstants.EXIF_TAG_DATE_TIME_ORIGINAL,
                        tags.required("DateTimeOriginal").asText());
        var out = new ByteArrayOutputStream();
        new ExifRewriter().updateExifMetadataLossless(new ByteArrayInputStream(jpeg), out, set);
        return out.toByteArray();
    }

    private static byte[] gif(JsonNode content) throws IOException {
        int width = content.required("width").asInt();
        int height = content.required("height").asInt();
        var bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (JsonNode colour : content.required("frames")) {
                var frame = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
                Graphics2D pen = frame.createGraphics();
                pen.setColor(Color.decode(colour.asText()));
                pen.fillRect(0, 0, width, height);
                pen.dispose();
                writer.writeToSequence(new IIOImage(frame, null, delayed(writer, frame)), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadata delayed(ImageWriter writer, BufferedImage frame) throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(frame), null);
        String format = metadata.getNativeMetadataFormatName();
        var root = new IIOMetadataNode(format);
        var control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("delayTime", "10");
        control.setAttribute("transparentColorIndex", "0");
        root.appendChild(control);
        metadata.mergeTree(format, root);
        return metadata;
    }

    private static byte[] zip(JsonNode entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.properties()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(of(entry.getKey(), entry.getValue()));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
