package dev.atelier.robots.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Tells a picture's format by its first bytes, never by its name, and reads its header. */
final class Prober {
    private static final int SVG_HEAD = 4096;

    private Prober() {}

    static PictureHeader header(Path file) throws IOException {
        try (var in = new FileBytes(file)) {
            ImageFormat format =
                    format(in)
                            .orElseThrow(() ->
                                    new PictureException(
                                            "The file is not a picture in a known format."));
            return header(in, format);
        } catch (RuntimeException e) {
            throw new PictureException("The header of the picture is damaged.", e);
        }
    }

    static Optional<ImageFormat> format(Path file) throws IOException {
        try (var in = new FileBytes(file)) {
            return format(in);
        }
    }

    static PictureHeader header(Bytes in, ImageFormat format) throws PictureException {
        return switch (format) {
            case JPEG -> JpegHeader.read(in);
            case PNG -> PngHeader.read(in);
            case GIF -> GifHeader.read(in);
            case WEBP -> WebpHeader.read(in);
            case BMP -> BmpHeader.read(in);
            case TIFF -> TiffHeader.read(in);
            case SVG -> SvgHeader.read(in);
            case AVIF, HEIC -> HeifHeader.read(in, format);
            case ICO -> ico(in);
            case PSD -> psd(in);
        };
    }

    static Optional<ImageFormat> format(Bytes in) throws PictureException {
        if (in.startsWith(0, "\u00FF\u00D8\u00FF")) {
            return Optional.of(ImageFormat.JPEG);
        }
        if (in.startsWith(0, "\u0089PNG\r\n\u001A\n")) {
            return Optional.of(ImageFormat.PNG);
        }
        if (in.startsWith(0, "GIF87a") || in.startsWith(0, "GIF89a")) {
            return Optional.of(ImageFormat.GIF);
        }
        if (in.startsWith(0, "RIFF") && in.startsWith(8, "WEBP")) {
            return Optional.of(ImageFormat.WEBP);
        }
        if (in.startsWith(0, "BM") && in.size() >= 26 && in.u32le(14) <= 256) {
            return Optional.of(ImageFormat.BMP);
        }
        if (in.startsWith(0, "II*\0")
                || in.startsWith(0, "MM\0*")
                || in.startsWith(0, "II+\0")
                || in.startsWith(0, "MM\0+")) {
            return Optional.of(ImageFormat.TIFF);
        }
        if (in.startsWith(0, "8BPS")) {
            return Optional.of(ImageFormat.PSD);
        }
        if (in.startsWith(0, "\0\0\u0001\0") && in.size() >= 22 && in.u16le(4) > 0) {
            return Optional.of(ImageFormat.ICO);
        }
        return in.startsWith(4, "ftyp") ? brand(in) : svg(in);
    }

    private static Optional<ImageFormat> brand(Bytes in) throws PictureException {
        long end = Math.min(Math.min(in.u32be(0), in.size()), 256);
        Optional<ImageFormat> found = Optional.empty();
        for (long at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) {
            switch (in.tag(at)) {
                case "avif", "avis" -> {
                    return Optional.of(ImageFormat.AVIF);
                }
                case "heic", "heix", "heim", "heis", "hevc", "mif1", "msf1" ->
                        found = Optional.of(ImageFormat.HEIC);
                default -> {}
            }
        }
        return found;
    }

    private static Optional<ImageFormat> svg(Bytes in) throws PictureException {
        int length = (int) Math.min(in.size(), SVG_HEAD);
        byte[] head = in.take(0, length);
        boolean utf16 =
                length > 1
                        && ((head[0] == -1 && head[1] == -2) || (head[0] == -2 && head[1] == -1));
        var text = new String(head, utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        return SvgSniffer.isSvg(text.toLowerCase(Locale.ROOT))
                ? Optional.of(ImageFormat.SVG)
                : Optional.empty();
    }

    private static PictureHeader ico(Bytes in) throws PictureException {
        int width = in.u8(6) == 0 ? 256 : in.u8(6);
        int height = in.u8(7) == 0 ? 256 : in.u8(7);
        return still(ImageFormat.ICO, width, height, 8, true);
    }

    private static PictureHeader psd(Bytes in) throws PictureException {
        int height = (int) Math.min(in.u32be(14), Integer.MAX_VALUE);
        int width = (int) Math.min(in.u32be(18), Integer.MAX_VALUE);
        return still(ImageFormat.PSD, width, height, in.u16be(22), in.u16be(12) > 3);
    }

    private static PictureHeader still(
            ImageFormat format, int width, int height, int bits, boolean alpha) {
        return new PictureHeader(
                Probe.stored(format, width, height, 1, bits, alpha, Probe.Colour.RGB), Blocks.NONE);
    }
}
