package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/**
 * A decoded picture: upright, one frame on its full canvas, with the samples of the file (bit
 * depth, palette, alpha and colour space are kept; CMYK arrives as RGB).
 *
 * @param iccProfile the profile that describes the samples, when the file has one
 * @param damage what is wrong with the picture although it could be read
 * @param note what the picture had that it lost on the way
 * @param reduction how much smaller than the file the image is
 */
@SuppressWarnings("ArrayRecordComponent")
public record Picture(
        BufferedImage image,
        Probe probe,
        byte @Nullable [] iccProfile,
        @Nullable String damage,
        @Nullable String note,
        Reduction reduction) {

    public int width() {
        return image.getWidth();
    }

    public int height() {
        return image.getHeight();
    }

    /**
     * Says to a client that what was made of this picture may not be what it meant.
     *
     * @param name of the file it comes from
     * @param warnings takes a sentence, when there is something to say
     */
    public Picture warn(String name, Consumer<String> warnings) {
        if (damage != null) {
            warnings.accept(name + " is damaged: the picture " + damage + ".");
        }
        if (note != null) {
            warnings.accept(name + " " + note + ".");
        }
        return this;
    }

    /**
     * Where a part of the upright picture lies in the reduced image. Sides that do not divide
     * evenly leave a last row or column that reaches over the edge; turning a picture upright may
     * bring it to the front.
     */
    public Rectangle2D.Double place(Rectangle part) {
        double scale = reduction.divisor();
        int turned = probe.orientation();
        boolean fromRight = turned == 2 || turned == 3 || turned == 6 || turned == 7;
        boolean fromBelow = turned == 3 || turned == 4 || turned == 7 || turned == 8;
        double left = fromRight ? width() - probe.width() / scale : 0;
        double top = fromBelow ? height() - probe.height() / scale : 0;
        return new Rectangle2D.Double(
                left + part.x / scale,
                top + part.y / scale,
                part.width / scale,
                part.height / scale);
    }
}
