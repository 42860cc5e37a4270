package dev.atelier.robots.codec;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/** Listens to nothing but how far a reader is. */
interface QuietProgress extends IIOReadProgressListener {
    @Override
    default void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    default void sequenceComplete(ImageReader source) {}

    @Override
    default void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    default void imageComplete(ImageReader source) {}

    @Override
    default void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    default void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    default void thumbnailComplete(ImageReader source) {}

    @Override
    default void readAborted(ImageReader source) {}
}
