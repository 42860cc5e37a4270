package dev.atelier.robots.image;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.robot.ParamException;
import dev.atelier.robots.codec.ImageFormat;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The format of a result and the extension of its name.
 *
 * @param extension spelled as it was asked for
 */
record OutputFormat(ImageFormat format, String extension) {

    /**
     * @throws ParamException when this is no format we can write
     */
    static OutputFormat require(String word) {
        ImageFormat format =
                ImageFormat.ofExtension(word)
                        .filter(ImageFormat::encodable)
                        .orElseThrow(() ->
                                new ParamException(
                                        "format",
                                        "must be one of " + known() + ", not \"" + word + "\""));
        return new OutputFormat(format, word.toLowerCase(Locale.ROOT));
    }

    private static String known() {
        return Arrays.stream(ImageFormat.values())
                .filter(ImageFormat::encodable)
                .map(ImageFormat::extension)
                .collect(Collectors.joining(", "));
    }

    /** What was asked for, else the input's own; PNG when that cannot be written. */
    static OutputFormat of(@Nullable String asked, ImageFormat input, AssemblyFile file) {
        if (asked != null) {
            return require(asked);
        }
        if (!input.encodable()) {
            return new OutputFormat(ImageFormat.PNG, ImageFormat.PNG.extension());
        }
        boolean named = ImageFormat.ofExtension(file.ext()).equals(Optional.of(input));
        return new OutputFormat(input, named ? file.ext() : input.extension());
    }

    /** Whether transparent pixels can be told in a file of this format. */
    boolean holdsAlpha() {
        return format != ImageFormat.JPEG && format != ImageFormat.BMP;
    }

    /**
     * @param inks whether the samples are to be CMYK
     * @throws ParamException when a file of this format cannot be as the parameters ask
     */
    void check(boolean inks, @Nullable Compression compression) {
        if (inks && format != ImageFormat.JPEG && format != ImageFormat.TIFF) {
            throw new ParamException(
                    "format", "must be jpg or tiff for CMYK, which " + format + " cannot hold");
        }
        boolean packed = compression != null && !compression.holdsInks();
        if (inks && format == ImageFormat.TIFF && packed) {
            throw new ParamException(
                    "compress", "must be LZW, Zip, RLE, None or Lossless for CMYK");
        }
        boolean loses = format == ImageFormat.JPEG || format.needsLibrary();
        if (compression == Compression.LOSSLESS && loses) {
            throw new ParamException(
                    "compress",
                    "must not be Lossless for %s, which loses; choose png, webp or tiff"
                            .formatted(format));
        }
    }
}
