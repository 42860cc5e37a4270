package dev.atelier.robots.image;

import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.CodedColours;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.Packing;
import dev.atelier.robots.codec.Pixels;
import dev.atelier.robots.codec.Probe;
import dev.atelier.robots.codec.Slim;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

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

    /** Whether metadata that is to go cannot be told from the picture here. */
    boolean keepsMetaData() {
        return !params.preserveMetaData()
                && !Slim.bares(probe.format())
                && probe.format() != ImageFormat.BMP;
    }

    /**
     * The file in its smallest form; empty when it is to go on as it is. Without its metadata it
     * may be as large as it was.
     */
    Optional<byte[]> better(Path scratch) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] best = smallest(bytes, scratch);
        if (!params.preserveMetaData() && best.length > bytes.length) {
            best = slim(false).of(bytes, probe.format());
        }
        boolean bared = !params.preserveMetaData() && !Arrays.equals(best, bytes);
        return best.length < bytes.length || bared ? Optional.of(best) : Optional.empty();
    }

    private Slim slim(boolean progressive) {
        return new Slim(params.preserveMetaData(), thorough(), progressive, codec.limits());
    }

    private byte[] smallest(byte[] bytes, Path scratch) throws IOException {
        byte[] slim = slim(params.progressive()).of(bytes, probe.format());
        byte[] other = null;
        if (thorough() && probe.format() == ImageFormat.GIF) {
            var leaner = new LeanerGif(codec, file, params.preserveMetaData());
            other = leaner.onlyChanges(scratch.resolve("changes"));
        } else if (params.lossy() && mayLoseColours()) {
            other = fewerColours(scratch);
        }
        return other != null && other.length < slim.length ? other : slim;
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

    /** Null for what has half transparent edges or more light than a palette has room for. */
    private byte @Nullable [] fewerColours(Path scratch) throws IOException {
        CodedColours coded = codec.header(file).coded();
        if (coded != null && coded.highRange()) {
            return null;
        }
        BufferedImage picture = Codec.srgb8(codec.decode(file));
        if (picture.getColorModel().hasAlpha() && soft(Pixels.of(picture))) {
            return null;
        }
        Path out = scratch.resolve("fewer");
        var packing = new Packing(true, Packing.Tiff.LZW, null);
        codec.encode(
                Codec.palette(picture), Encoding.of(ImageFormat.PNG).withPacking(packing), out);
        byte[] fewer = Files.readAllBytes(out);
        return params.preserveMetaData() ? Slim.withNotes(fewer, Files.readAllBytes(file)) : fewer;
    }

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
