package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.CanonicalMask;
import dev.atelier.robots.generate.PictureSize;

import java.awt.image.BufferedImage;

/** How a provider wants to be told where to change a picture. */
public enum MaskForm {
    /** Transparent where to change, black elsewhere. */
    ALPHA(0x00_00_00_00, 0xFF_00_00_00),
    /** White where to change, black elsewhere. */
    WHITE(0xFF_FF_FF_FF, 0xFF_00_00_00),
    /** Black where to change, white elsewhere. */
    BLACK(0xFF_00_00_00, 0xFF_FF_FF_FF),
    /** It takes no mask; everything is repainted and the kept part is put back. */
    NONE(0, 0);

    private final int change;
    private final int keep;

    MaskForm(int change, int keep) {
        this.change = change;
        this.keep = keep;
    }

    /** In the middle of a frame, round which everything is kept. */
    BufferedImage draw(CanonicalMask mask, PictureSize frame) {
        return Framed.mask(draw(mask), frame, keep);
    }

    /** The mask as this form has it, of the same size. */
    BufferedImage draw(CanonicalMask mask) {
        if (this == NONE) {
            throw new IllegalStateException("a provider that takes no mask is sent none");
        }
        int type = this == ALPHA ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_BYTE_GRAY;
        var picture = new BufferedImage(mask.width(), mask.height(), type);
        int[] row = new int[mask.width()];
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = mask.edits(x, y) ? change : keep;
            }
            picture.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return picture;
    }
}
