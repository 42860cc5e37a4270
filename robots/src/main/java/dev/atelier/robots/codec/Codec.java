package dev.atelier.robots.codec;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The one way pictures come in and go out: probes headers, decodes within {@link PixelLimits} and
 * encodes. Safe for concurrent use.
 */
public final class Codec {
    private final PixelLimits limits;
    private final Libraries libraries;

    /** With the native libraries that the machine has. */
    public Codec(PixelLimits limits) {
        this(limits, Libraries.find());
    }

    public Codec(PixelLimits limits, Libraries libraries) {
        this.limits = limits;
        this.libraries = libraries;
    }

    public Libraries libraries() {
        return libraries;
    }

    /** Whether pictures of the format can be decoded, with the libraries there are. */
    public boolean decodes(ImageFormat format) {
        return libraries.decode(format);
    }

    /** Whether pictures of the format can be encoded, with the libraries there are. */
    public boolean encodes(ImageFormat format) {
        return libraries.encode(format);
    }

    public PixelLimits limits() {
        return limits;
    }

    /**
     * Reads the header only; the format is told by the content, never by the name.
     *
     * @throws PictureException when this is no picture, is damaged, or exceeds the limits
     */
    public Probe probe(Path file) throws IOException {
        return header(file).probe();
    }

    /** As {@link #probe}, with the metadata blocks found on the way. */
    public PictureHeader header(Path file) throws IOException {
        PictureHeader header = Prober.header(file);
        LimitCheck.header(header.probe(), limits);
        return header;
    }

    /**
     * Decodes the first frame, upright, with the samples of the file.
     *
     * @throws PictureException when the picture is damaged, in a format that cannot be decoded,
     *     exceeds the limits or takes too long
     */
    public Picture decode(Path file) throws IOException {
        return decode(file, Need.ALL);
    }

    /**
     * As {@link #decode(Path)}, but the picture may be smaller than the file says when that is
     * enough for the need and sooner done.
     */
    public Picture decode(Path file, Need need) throws IOException {
        return Decoder.decode(file, header(file), 0, limits, libraries, need);
    }

    /**
     * Decodes one frame of an animation or page of a TIFF, as it is shown.
     *
     * @param number from 1
     */
    public Picture decode(Path file, int number) throws IOException {
        PictureHeader header = header(file);
        if (number > header.probe().frames()) {
            throw new PictureException(
                    "There is no frame %d; the picture has %d."
                            .formatted(number, header.probe().frames()));
        }
        ImageFormat format = header.probe().format();
        if (number > 1 && (format == ImageFormat.PNG || format.needsLibrary())) {
            throw new PictureException(
                    "Only the first frame of an animated " + format + " can be read here.");
        }
        return Decoder.decode(file, header, number - 1, limits, libraries, Need.ALL);
    }

    /**
     * Decodes all frames of a GIF or WebP in turn, as they are shown; each may take as long as one
     * picture.
     *
     * @throws PictureException also when the canvas, once for each frame, exceeds the limits
     */
    public void play(Path file, FrameSink sink) throws IOException {
        PictureHeader header = header(file);
        LimitCheck.canvases(header.probe(), limits);
        Decoder.play(file, header, limits, sink);
    }

    /** How often an animation runs, 0 for ever. */
    public int plays(Path file) throws IOException {
        try (var in = new FileBytes(file)) {
            return header(file).probe().format() == ImageFormat.GIF
                    ? GifHeader.plays(in)
                    : WebpFrame.plays(in);
        }
    }

    /** At most 256 colours, as a GIF would have them. */
    public static BufferedImage palette(BufferedImage srgb) {
        return Quantiser.indexed(srgb);
    }

    /** The samples of an opaque picture as inks, which JPEG and TIFF keep. */
    public static BufferedImage inks(BufferedImage srgb) {
        return Cmyk.ofRgb(srgb);
    }

    /** The picture as 8-bit sRGB: TYPE_INT_ARGB when it can be transparent, else TYPE_INT_RGB. */
    public static BufferedImage srgb8(Picture picture) {
        return Srgb8.of(picture.image(), picture.iccProfile());
    }

    /** The same for a picture whose colour model tells all about its colours. */
    public static BufferedImage srgb8(BufferedImage image) {
        return Srgb8.of(image, null);
    }

    /**
     * Writes the picture. PNG and TIFF keep 16 bits per sample; formats without alpha are flattened
     * on the background.
     *
     * @throws PictureException when the format cannot hold the picture
     */
    public void encode(BufferedImage image, Encoding encoding, Path out) throws IOException {
        new Encoder(libraries).encode(image, encoding, out);
    }

    /**
     * Begins a GIF or WebP of several frames.
     *
     * @param plays how often it runs, 0 for ever
     */
    public FrameWriter animation(Encoding encoding, int plays, Path out) throws IOException {
        return Encoder.animation(encoding, plays, out);
    }
}
