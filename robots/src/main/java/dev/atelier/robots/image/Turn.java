package dev.atelier.robots.image;

import java.awt.Dimension;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/**
 * Turns an upright picture: back to how it is stored, or by degrees. Quarter turns keep every
 * pixel; other turns leave transparent corners.
 *
 * @param orientation the way to turn it as EXIF counts ways, 1 for none
 * @param degrees clockwise, where no orientation does it
 */
record Turn(int orientation, double degrees) {

    /**
     * @param stored the orientation noted in the file the upright picture comes from
     */
    static Turn of(Rotation rotation, int stored) {
        if (!rotation.upright()) {
            return new Turn(stored == 6 ? 8 : stored == 8 ? 6 : stored, 0);
        }
        return switch (Double.toString(rotation.degrees())) {
            case "0.0" -> new Turn(1, 0);
            case "90.0" -> new Turn(6, 0);
            case "180.0" -> new Turn(3, 0);
            case "270.0" -> new Turn(8, 0);
            default -> new Turn(1, rotation.degrees());
        };
    }

    boolean none() {
        return orientation == 1 && degrees == 0;
    }

    Dimension size(int width, int height) {
        if (orientation >= 5) {
            return new Dimension(height, width);
        }
        double cos = Math.abs(Math.cos(Math.toRadians(degrees)));
        double sin = Math.abs(Math.sin(Math.toRadians(degrees)));
        return new Dimension(
                ResizePlan.round(width * cos + height * sin),
                ResizePlan.round(width * sin + height * cos));
    }

    BufferedImage apply(BufferedImage image) {
        if (none()) {
            return image;
        }
        Dimension size = size(image.getWidth(), image.getHeight());
        int type = degrees == 0 ? image.getType() : BufferedImage.TYPE_INT_ARGB;
        var out = new BufferedImage(size.width, size.height, type);
        var graphics = out.createGraphics();
        if (degrees != 0) {
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        }
        graphics.drawImage(image, transform(image, size), null);
        graphics.dispose();
        return out;
    }

    private AffineTransform transform(BufferedImage image, Dimension size) {
        int w = image.getWidth();
        int h = image.getHeight();
        if (degrees != 0) {
            var turn = new AffineTransform();
            turn.translate(size.width / 2.0, size.height / 2.0);
            turn.rotate(Math.toRadians(degrees));
            turn.translate(-w / 2.0, -h / 2.0);
            return turn;
        }
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
            default -> new AffineTransform();
        };
    }
}
