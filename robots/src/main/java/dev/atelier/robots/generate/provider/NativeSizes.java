package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.AspectRatio;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.PictureSize;
import dev.atelier.robots.generate.Sizes;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;

/** Finds what to ask a provider for, so that the result can be cut and scaled to what is wanted. */
public final class NativeSizes {
    private NativeSizes() {}

    /**
     * What the request is after: the exact size, else about a megapixel of the shape asked for or
     * of the picture to change.
     */
    public static PictureSize wanted(GenerateRequest request) {
        if (request.size() != null) {
            return request.size();
        }
        AspectRatio shape = shape(request);
        return Sizes.usual(shape == null ? new AspectRatio(1, 1) : shape);
    }

    /** The shape asked for, else that of the picture to change; null when it is free. */
    public static @Nullable AspectRatio shape(GenerateRequest request) {
        if (request.aspect() != null) {
            return request.aspect();
        }
        if (request.size() != null) {
            return request.size().ratio();
        }
        GenerateRequest.Source source = request.image();
        return source == null
                ? null
                : new AspectRatio(source.size().width(), source.size().height());
    }

    /** Of those nearest in shape the smallest that is large enough, else the largest. */
    public static PictureSize nearest(PictureSize wanted, List<PictureSize> offered) {
        double best = offered.stream().mapToDouble(size -> distance(size, wanted)).min().orElse(0);
        List<PictureSize> alike =
                offered.stream().filter(size -> distance(size, wanted) <= best + 1e-3).toList();
        return alike.stream()
                .filter(size -> size.area() >= wanted.area())
                .min(Comparator.comparingLong(PictureSize::area))
                .or(() -> alike.stream().max(Comparator.comparingLong(PictureSize::area)))
                .orElse(wanted);
    }

    /** How far apart two shapes are; twice as wide is as far as half as wide. */
    private static double distance(PictureSize one, PictureSize other) {
        return Math.abs(
                Math.log((double) one.width() / one.height())
                        - Math.log((double) other.width() / other.height()));
    }

    /** The shape as providers write it: 21:9, which is 7:3 in lowest terms. */
    public static String ratio(AspectRatio shape) {
        boolean wide = Math.max(shape.width(), shape.height()) == 7;
        boolean cinema = wide && Math.min(shape.width(), shape.height()) == 3;
        int times = cinema ? 3 : 1;
        return times * shape.width() + ":" + times * shape.height();
    }

    /** A side rounded up to a multiple. */
    public static int up(int side, int multiple) {
        return Math.ceilDiv(side, multiple) * multiple;
    }
}
