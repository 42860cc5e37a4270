package dev.atelier.robots.generate;

import dev.atelier.core.robot.ParamException;
import dev.atelier.robots.codec.Probe;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the result's size before the pictures are decoded.
 *
 * @param exact the result is brought to this size; null to leave it to the provider
 * @param shape for the provider; null when it may choose
 * @param expected about what to hold in memory
 */
record SizePlan(@Nullable PictureSize exact, @Nullable AspectRatio shape, PictureSize expected) {

    private static final AspectRatio SQUARE = new AspectRatio(1, 1);

    /**
     * @param anyShape whether the one who serves is free of the model's list of shapes
     * @param source the picture to change, whose shape is kept when no other is asked for
     * @throws ParamException when a side that follows from the others is out of range
     */
    static SizePlan of(Wish wish, boolean anyShape, @Nullable Probe source) {
        AspectRatio ofSource =
                source == null ? null : new AspectRatio(source.width(), source.height());
        AspectRatio wanted = wish.aspect() != null ? wish.aspect() : ofSource;
        PictureSize exact = Sizes.exact(wish.width(), wish.height(), wanted).orElse(null);
        AspectRatio shape = exact != null ? exact.ratio() : wanted;
        boolean listed = !anyShape && !wish.model().ratios().isEmpty();
        return new SizePlan(
                exact,
                shape != null && listed ? shape.nearest(wish.model().ratios()) : shape,
                expected(exact, shape, source));
    }

    private static PictureSize expected(
            @Nullable PictureSize exact, @Nullable AspectRatio shape, @Nullable Probe source) {
        if (exact != null) {
            return exact;
        }
        return source != null
                ? new PictureSize(source.width(), source.height())
                : Sizes.usual(shape == null ? SQUARE : shape);
    }
}
