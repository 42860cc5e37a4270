package dev.atelier.robots.image;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Pixels;
import dev.atelier.robots.image.colour.BlackAndWhite;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;

/** What channels the samples of a result have. */
enum Kind {
    @JsonProperty("Bilevel")
    BILEVEL,
    @JsonProperty("Grayscale")
    GRAYSCALE,
    @JsonProperty("GrayscaleAlpha")
    GRAYSCALEALPHA,
    @JsonProperty("Palette")
    PALETTE,
    @JsonProperty("PaletteAlpha")
    PALETTEALPHA,
    @JsonProperty("TrueColor")
    TRUECOLOR,
    @JsonProperty("TrueColorAlpha")
    TRUECOLORALPHA,
    @JsonProperty("ColorSeparation")
    COLORSEPARATION;

    boolean grey() {
        return this == BILEVEL || this == GRAYSCALE || this == GRAYSCALEALPHA;
    }

    /** Whether a result of this kind can be transparent. */
    boolean alpha() {
        return this == GRAYSCALEALPHA || this == PALETTEALPHA || this == TRUECOLORALPHA;
    }

    /**
     * The picture with samples of this kind.
     *
     * @param picture 8-bit sRGB; grey already where this kind is grey
     */
    BufferedImage of(BufferedImage picture) {
        return switch (this) {
            case TRUECOLOR, TRUECOLORALPHA -> picture;
            case COLORSEPARATION -> Codec.inks(picture);
            case PALETTE, PALETTEALPHA -> Codec.palette(picture);
            case GRAYSCALE, GRAYSCALEALPHA -> grey(picture);
            case BILEVEL -> {
                BlackAndWhite.apply(
                        Pixels.of(picture), picture.getWidth(), picture.getColorModel().hasAlpha());
                yield Codec.palette(picture);
            }
        };
    }

    private static BufferedImage grey(BufferedImage picture) {
        boolean alpha = picture.getColorModel().hasAlpha();
        ColorModel model =
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_GRAY),
                        alpha,
                        false,
                        alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                        DataBuffer.TYPE_BYTE);
        int w = picture.getWidth();
        WritableRaster raster = model.createCompatibleWritableRaster(w, picture.getHeight());
        int[] pixels = Pixels.of(picture);
        byte[] row = new byte[w * raster.getNumBands()];
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0, i = 0; x < w; x++) {
                int p = pixels[y * w + x];
                row[i++] = (byte) p;
                if (alpha) {
                    row[i++] = (byte) (p >> 24);
                }
            }
            raster.setDataElements(0, y, w, 1, row);
        }
        return new BufferedImage(model, raster, false, null);
    }
}
