package dev.atelier.robots.image;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.codec.ClippingPaths;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Picture;
import dev.atelier.robots.codec.Pixels;
import dev.atelier.robots.image.colour.Alpha;

import org.jspecify.annotations.Nullable;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** A picture until it is resized: clipped, turned and shaved. */
final class Incoming {
    private final Codec codec;
    private final ImageResizeRobot.Params params;
    private final AssemblyFile base;
    private final RobotContext job;
    private final Turn turn;

    Incoming(
            Codec codec,
            ImageResizeRobot.Params params,
            AssemblyFile base,
            RobotContext job,
            Turn turn) {
        this.codec = codec;
        this.params = params;
        this.base = base;
        this.job = job;
        this.turn = turn;
    }

    /** Whether a changed copy is made of the decoded picture. */
    boolean copies() {
        return params.clip().wanted() || params.alpha() != null || params.preclipAlpha() != null;
    }

    BufferedImage prepared(Picture decoded) throws IOException {
        decoded.warn(base.name(), job::warn);
        BufferedImage upright = turn.apply(clipped(Codec.srgb8(decoded)));
        return part(upright, shaved(size(upright)));
    }

    private BufferedImage clipped(BufferedImage picture) throws IOException {
        if (!copies()) {
            return picture;
        }
        BufferedImage copy = Retouch.copy(picture);
        change(copy, params.preclipAlpha());
        if (params.clip().wanted()) {
            Shape path = ClippingPaths.find(codec.header(job.open(base)), params.clip().name());
            if (path == null) {
                job.warn(base.name() + " has no such clipping path; it was not clipped.");
            } else {
                Clip.apply(copy, path);
            }
        }
        change(copy, params.alpha());
        return copy;
    }

    private void change(BufferedImage picture, @Nullable Alpha how) {
        if (how != null) {
            var change = how.on(params.background().awt().getRGB() | 0xFF000000);
            int[] pixels = Pixels.of(picture);
            java.util.Arrays.setAll(pixels, i -> change.applyAsInt(pixels[i]));
        }
    }

    /** The part inside the edges that are shaved off. */
    Rectangle shaved(Dimension size) {
        int x = params.shave() == null ? 0 : params.shave().wholeX();
        int y = params.shave() == null ? 0 : params.shave().wholeY();
        if (size.width <= 2 * x || size.height <= 2 * y) {
            throw new AssemblyException(
                    ErrorCode.IMAGE_RESIZE_ERROR,
                    "shave leaves nothing of a picture of %d×%d pixels; shave less."
                            .formatted(size.width, size.height));
        }
        return new Rectangle(x, y, size.width - 2 * x, size.height - 2 * y);
    }

    private static Dimension size(BufferedImage picture) {
        return new Dimension(picture.getWidth(), picture.getHeight());
    }

    static BufferedImage part(BufferedImage picture, Rectangle part) {
        return part.getSize().equals(size(picture))
                ? picture
                : picture.getSubimage(part.x, part.y, part.width, part.height);
    }
}
