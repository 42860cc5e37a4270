package dev.atelier.robots.generate;

import dev.atelier.core.robot.ParamException;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

/** How large a picture becomes: what was asked for, and what is made when nothing was. */
public final class Sizes {
    public static final int MIN_SIDE = 64;
    public static final int MAX_SIDE = 4096;

    private static final long DEFAULT_AREA = 1024L * 1024;

    private static final Map<AspectRatio, PictureSize> USUAL =
            Map.of(
                    new AspectRatio(1, 1), new PictureSize(1024, 1024),
                    new AspectRatio(16, 9), new PictureSize(1280, 720),
                    new AspectRatio(9, 16), new PictureSize(720, 1280),
                    new AspectRatio(4, 3), new PictureSize(1152, 864),
                    new AspectRatio(3, 4), new PictureSize(864, 1152),
                    new AspectRatio(3, 2), new PictureSize(1248, 832),
                    new AspectRatio(2, 3), new PictureSize(832, 1248));

    private Sizes() {}

    /**
     * The exact size asked for: both sides, or one side with a shape (the square when no other is
     * known). Empty when no side was given.
     *
     * @param shape asked for, or the source picture's
     * @throws ParamException when the side that follows is out of range
     */
    public static Optional<PictureSize> exact(
            @Nullable Integer width, @Nullable Integer height, @Nullable AspectRatio shape) {
        double ratio = shape == null ? 1 : shape.value();
        if (width != null && height != null) {
            return Optional.of(new PictureSize(width, height));
        }
        if (width != null) {
            return Optional.of(checked(width, Math.round(width / ratio), "width"));
        }
        if (height != null) {
            return Optional.of(checked(Math.round(height * ratio), height, "height"));
        }
        return Optional.empty();
    }

    private static PictureSize checked(long width, long height, String given) {
        if (Math.min(width, height) < MIN_SIDE || Math.max(width, height) > MAX_SIDE) {
            throw new ParamException(
                    given,
                    "with this aspect ratio the picture would be %dx%d; each side must be %d to %d pixels"
                            .formatted(width, height, MIN_SIDE, MAX_SIDE));
        }
        return new PictureSize((int) width, (int) height);
    }

    /** The size of a picture of which only the shape is known: about one megapixel. */
    public static PictureSize usual(AspectRatio shape) {
        PictureSize listed = USUAL.get(shape);
        if (listed != null) {
            return listed;
        }
        return new PictureSize(
                side(Math.sqrt(DEFAULT_AREA * shape.value())),
                side(Math.sqrt(DEFAULT_AREA / shape.value())));
    }

    /** Even, which every codec likes, and in range for every ratio that is allowed. */
    private static int side(double wanted) {
        return Math.clamp(2 * Math.round(wanted / 2), MIN_SIDE, MAX_SIDE);
    }
}
