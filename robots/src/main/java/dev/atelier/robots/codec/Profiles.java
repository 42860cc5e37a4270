package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.AlphaComposite;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DirectColorModel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Decides which ICC profile describes the samples of a picture. */
final class Profiles {
    private static final int HEADER = 128;

    private Profiles() {}

    /** The profile when it is sound enough to use and speaks of the picture's kind of channels. */
    static byte @Nullable [] matching(byte @Nullable [] profile, BufferedImage image) {
        if (profile == null || profile.length <= HEADER || !word(profile, 36).equals("acsp")) {
            return null;
        }
        return word(profile, 16).equals(kind(image)) ? profile : null;
    }

    private static String kind(BufferedImage image) {
        return switch (image.getColorModel().getColorSpace().getType()) {
            case ColorSpace.TYPE_RGB -> "RGB ";
            case ColorSpace.TYPE_GRAY -> "GRAY";
            default -> "none";
        };
    }

    /** The profile of the picture's own colour model, null when that is plain sRGB or grey. */
    static @Nullable ICC_Profile own(BufferedImage image) {
        ColorSpace space = image.getColorModel().getColorSpace();
        boolean plain =
                space.isCS_sRGB()
                        || space.equals(ColorSpace.getInstance(ColorSpace.CS_GRAY))
                        || !(space instanceof ICC_ColorSpace);
        return plain ? null : ((ICC_ColorSpace) space).getProfile();
    }

    /** The picture with its samples as they are and a colour model that tells of the profile. */
    static BufferedImage attach(BufferedImage image, byte @Nullable [] profile) {
        ICC_Profile icc = parse(matching(profile, image));
        if (icc == null || own(image) != null) {
            return image;
        }
        BufferedImage bytes =
                image.getColorModel() instanceof DirectColorModel ? unpacked(image) : image;
        return bytes.getColorModel() instanceof ComponentColorModel ? described(bytes, icc) : image;
    }

    private static BufferedImage unpacked(BufferedImage image) {
        boolean alpha = image.getColorModel().hasAlpha();
        var out =
                new BufferedImage(
                        image.getWidth(),
                        image.getHeight(),
                        alpha ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
        var graphics = out.createGraphics();
        graphics.setComposite(AlphaComposite.Src);
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return out;
    }

    private static BufferedImage described(BufferedImage image, ICC_Profile icc) {
        ColorModel old = image.getColorModel();
        var model =
                new ComponentColorModel(
                        new ICC_ColorSpace(icc),
                        old.getComponentSize(),
                        old.hasAlpha(),
                        old.isAlphaPremultiplied(),
                        old.getTransparency(),
                        old.getTransferType());
        return new BufferedImage(model, image.getRaster(), old.isAlphaPremultiplied(), null);
    }

    /** The parsed profile, or null when it is of no use. */
    static @Nullable ICC_Profile parse(byte @Nullable [] profile) {
        if (profile == null) {
            return null;
        }
        try {
            return ICC_Profile.getInstance(profile);
        } catch (RuntimeException e) {
            return null;
        }
    }

    static boolean isSrgb(ICC_Profile profile) {
        return Arrays.equals(
                profile.getData(), ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
    }

    private static String word(byte[] profile, int at) {
        return new String(profile, at, 4, StandardCharsets.ISO_8859_1);
    }
}
