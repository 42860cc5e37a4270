package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The one normaliser to 8-bit sRGB. Grey samples are taken as they are, never through the colour
 * model, whose grey is linear and would come out too bright. An alpha of 255 always means that the
 * stored alpha was full.
 */
final class Srgb8 {
    private final BufferedImage image;
    private final ColorModel model;
    private final BufferedImage out;
    private final int[] pixels;

    private Srgb8(BufferedImage image) {
        this.image = image;
        this.model = image.getColorModel();
        this.out =
                new BufferedImage(
                        image.getWidth(),
                        image.getHeight(),
                        model.hasAlpha()
                                ? BufferedImage.TYPE_INT_ARGB
                                : BufferedImage.TYPE_INT_RGB);
        this.pixels = Pixels.of(out);
    }

    static BufferedImage of(BufferedImage image, byte @Nullable [] profile) {
        ICC_Profile icc = Profiles.own(image);
        if (icc == null && image.getColorModel().getColorSpace().isCS_sRGB()) {
            icc = Profiles.parse(Profiles.matching(profile, image));
        }
        if (ready(image) && (icc == null || Profiles.isSrgb(icc))) {
            return image;
        }
        return new Srgb8(image).convert(icc);
    }

    /**
     * A part of another picture shares the pixels of the whole, which nobody behind this expects.
     */
    private static boolean ready(BufferedImage image) {
        boolean kind =
                image.getType() == BufferedImage.TYPE_INT_RGB
                        || image.getType() == BufferedImage.TYPE_INT_ARGB;
        return kind && image.getRaster().getParent() == null;
    }

    /** 8-bit pixels in the picture's own colour space: no profile is applied. */
    static BufferedImage samples(BufferedImage image) {
        return ready(image) ? image : new Srgb8(image).convert(null);
    }

    private BufferedImage convert(@Nullable ICC_Profile icc) {
        int space = model.getColorSpace().getType();
        if (model instanceof IndexColorModel palette) {
            indexed(palette);
        } else if (image.isAlphaPremultiplied()) {
            drawn();
        } else if (space == ColorSpace.TYPE_GRAY) {
            samples(1);
            return out;
        } else if (space == ColorSpace.TYPE_RGB) {
            rgb();
        } else {
            return other(icc);
        }
        if (icc != null && !Profiles.isSrgb(icc)) {
            IccTransform.inPlace(icc, pixels, out.getWidth());
        }
        return out;
    }

    private void indexed(IndexColorModel palette) {
        int[] colours = new int[1 << Math.min(16, palette.getPixelSize())];
        int[] known = new int[palette.getMapSize()];
        palette.getRGBs(known);
        System.arraycopy(known, 0, colours, 0, Math.min(known.length, colours.length));
        Raster raster = image.getRaster();
        int w = out.getWidth();
        int[] row = new int[w];
        for (int y = 0; y < out.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, w, 1, 0, row);
            for (int x = 0; x < w; x++) {
                pixels[y * w + x] = row[x] < colours.length ? colours[row[x]] : 0;
            }
        }
    }

    private void rgb() {
        switch (image.getType()) {
            case BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB ->
                    image.getRaster()
                            .getDataElements(0, 0, out.getWidth(), out.getHeight(), pixels);
            case BufferedImage.TYPE_INT_BGR,
                    BufferedImage.TYPE_3BYTE_BGR,
                    BufferedImage.TYPE_4BYTE_ABGR ->
                    drawn();
            default -> samples(3);
        }
    }

    private void drawn() {
        Graphics2D graphics = out.createGraphics();
        graphics.setComposite(AlphaComposite.Src);
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
    }

    /** Copies the samples of one or three colour channels and of alpha, scaled to 8 bits. */
    private void samples(int colours) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int w = out.getWidth();
        SampleRow row = new SampleRow(raster, model, w);
        for (int y = 0; y < out.getHeight(); y++) {
            row.load(y);
            for (int x = 0, i = 0; x < w; x++, i += bands) {
                int r = row.colour(i, 0);
                int g = colours == 1 ? r : row.colour(i + 1, 1);
                int b = colours == 1 ? r : row.colour(i + 2, 2);
                int a = model.hasAlpha() ? row.alpha(i + bands - 1, bands - 1) : 255;
                pixels[y * w + x] = a << 24 | r << 16 | g << 8 | b;
            }
        }
    }

    /** CMYK, Lab and the like: by their own profile, else pixel by pixel. */
    private BufferedImage other(@Nullable ICC_Profile icc) {
        boolean bytes = image.getRaster().getTransferType() == DataBuffer.TYPE_BYTE;
        if (icc == null || !bytes || !IccTransform.raster(icc, image.getRaster(), pixels)) {
            for (int y = 0; y < out.getHeight(); y++) {
                image.getRGB(0, y, out.getWidth(), 1, pixels, y * out.getWidth(), out.getWidth());
            }
        }
        return out;
    }
}
