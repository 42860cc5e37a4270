package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.PictureSize;

import java.util.List;
import java.util.stream.Stream;

/** The sizes the third generation of Recraft draws in, wherever it is served. */
final class RecraftSizes {
    private static final List<PictureSize> ALL =
            Stream.of(
                            new PictureSize(1024, 1024),
                            new PictureSize(1365, 1024),
                            new PictureSize(1536, 1024),
                            new PictureSize(1820, 1024),
                            new PictureSize(2048, 1024),
                            new PictureSize(1434, 1024),
                            new PictureSize(1280, 1024),
                            new PictureSize(1707, 1024))
                    .flatMap(size -> Stream.of(size, turned(size)))
                    .distinct()
                    .toList();

    private RecraftSizes() {}

    @SuppressWarnings("ArgumentSelectionDefectChecker") // swapped is what they are meant to be
    private static PictureSize turned(PictureSize size) {
        return new PictureSize(size.height(), size.width());
    }

    static PictureSize nearest(PictureSize wanted) {
        return NativeSizes.nearest(wanted, ALL);
    }
}
