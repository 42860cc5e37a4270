package dev.atelier.robots.image;

import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.Packing;
import dev.atelier.robots.codec.Pixels;
import dev.atelier.robots.codec.Probe;
import dev.atelier.robots.codec.Slim;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One file on its way to its smallest form. */
record Optimising(Codec codec, ImageOptimizeRobot.Params params, Path file, Probe probe) {

    static Optimising of(Codec codec, ImageOptimizeRobot.Params params, Path file)
            throws IOException {
        return new Optimising(codec, params, file, codec.probe(file));
    }

    /** Rows of samples are held several times while the ways to pack them are compared. */
    long heldPixels() {
        return switch (probe.format()) {
            case PNG -> 4 * probe.pixels();
            case GIF -> probe.frames() > 1 ? 6 * probe.pixels() : 1;
            case JPEG -> thorough() || params.progressive() ? probe.pixels() : 1;
            case WEBP, BMP, TIFF, SVG, AVIF, HEIC, ICO, PSD -> 1;
        };
    }

    private boolean thorough() {
        return params.priority() == ImageOptimizeRobot.Priority.COMPRESSION_RATIO;
    }

    /** Whether these bytes lack what was asked for besides their size. */
    boolean missed(byte[] bytes) throws IOException {
        return params.progressive()
                && probe.format() == ImageFormat.JPEG
                && !Slim.isProgressive(bytes);
    }

    byte[] best(Path scratch) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] slim =
                new Slim(
                                params.preserveMetaData(),
                                thorough(),
                                params.progressive(),
                                codec.limits())
                        .of(bytes, probe.format());
        if (thorough() && probe.format() == ImageFormat.GIF) {
            var leaner = new LeanerGif(codec, file, params.preserveMetaData());
            byte[] changes = leaner.onlyChanges(scratch.resolve("changes"));
            return changes != null && changes.length < slim.length ? changes : slim;
        }
        if (params.lossy() && mayLoseColours()) {
            byte[] fewer = fewerColours(scratch);
            return fewer.length < slim.length ? fewer : slim;
        }
        return slim;
    }

    /** What has many colours; palettes are exact already. */
    private boolean mayLoseColours() throws IOException {
        return probe.format() == ImageFormat.PNG
                && probe.frames() == 1
                && probe.colour() == Probe.Colour.RGB
                && !turnedByXmp();
    }

    /** The result lies upright, and text that says otherwise cannot be kept. */
    private boolean turnedByXmp() throws IOException {
        return params.preserveMetaData()
                && probe.orientation() > 1
                && codec.header(file).blocks().xmp() != null;
    }

    private byte[] fewerColours(Path scratch) throws IOException {
        BufferedImage picture = Codec.srgb8(codec.decode(file));
        if (picture.getColorModel().hasAlpha() && soft(Pixels.of(picture))) {
            return Files.readAllBytes(file);
        }
        Path out = scratch.resolve("fewer");
        var packing = new Packing(true, Packing.Tiff.LZW, null);
        codec.encode(
                Codec.palette(picture), Encoding.of(ImageFormat.PNG).withPacking(packing), out);
        byte[] fewer = Files.readAllBytes(out);
        return params.preserveMetaData() ? Slim.withNotes(fewer, Files.readAllBytes(file)) : fewer;
    }

    /** A palette has no room for half transparent edges. */
    private static boolean soft(int[] pixels) {
        for (int p : pixels) {
            int alpha = p >>> 24;
            if (alpha != 0 && alpha != 255) {
                return true;
            }
        }
        return false;
    }
}
