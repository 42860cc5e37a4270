package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decodes and encodes with libturbojpeg. Safe for concurrent use: every call takes a handle that no
 * other call has, and memory of its own that it gives back at once.
 */
final class TurboJpeg {
    private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final int GREY = 6;
    private static final int ARGB = LITTLE ? 8 : 10;
    private static final int XRGB = LITTLE ? 3 : 5;
    private static final int LIMIT_SCANS = 32_768;
    private static final int PROGRESSIVE = 16_384;
    private static final int ACCURATE = 4_096;
    private static final int FULL_COLOUR = 0;
    private static final int HALF_COLOUR = 2;
    private static final int NO_COLOUR = 3;

    private final TurboJpegCalls calls;
    private final Queue<MemorySegment> decoders = new ConcurrentLinkedQueue<>();
    private final Queue<MemorySegment> encoders = new ConcurrentLinkedQueue<>();
    private final Queue<MemorySegment> progressiveEncoders = new ConcurrentLinkedQueue<>();

    private TurboJpeg(TurboJpegCalls calls) {
        this.calls = calls;
    }

    /** The library of this machine, when it has one that can be used. */
    static Optional<TurboJpeg> find() {
        return TurboJpegCalls.find().map(TurboJpeg::new);
    }

    String library() {
        return calls.library();
    }

    /** Memory outside the heap until the arena closes. */
    MemorySegment memory(Arena arena, long bytes) {
        return calls.memory(arena, bytes);
    }

    /**
     * @param jpeg outside the heap
     * @param width of the result: that of the file, or that of the file reduced
     * @return TYPE_BYTE_GRAY or TYPE_INT_RGB; null when the library complains of anything
     */
    @Nullable BufferedImage decode(MemorySegment jpeg, int width, int height, boolean grey) {
        int step = grey ? 1 : 4;
        int format = grey ? GREY : ARGB;
        return with(
                decoders,
                calls::newDecoder,
                handle -> {
                    try (Arena arena = Arena.ofConfined()) {
                        MemorySegment pixels = calls.memory(arena, (long) width * height * step);
                        return calls.decode(
                                        handle, jpeg, pixels, width, height, format, LIMIT_SCANS)
                                ? image(pixels, width, height, grey)
                                : null;
                    }
                });
    }

    private static BufferedImage image(MemorySegment pixels, int w, int h, boolean grey) {
        if (grey) {
            var image = new BufferedImage(w, h, BufferedImage.TYPE_BYTE_GRAY);
            byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            MemorySegment.copy(pixels, ValueLayout.JAVA_BYTE, 0, samples, 0, samples.length);
            return image;
        }
        var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        int[] rgb = Pixels.of(image);
        MemorySegment.copy(pixels, ValueLayout.JAVA_INT, 0, rgb, 0, rgb.length);
        return image;
    }

    /**
     * A handle that has written a progressive picture writes no sound plain one any more (seen with
     * 2.1.5), so these have their own.
     *
     * @param image TYPE_INT_RGB
     * @param grey takes the red channel for all three
     * @param fullColour keeps the colours of every pixel instead of one of four
     * @return null when the library complains of anything
     */
    byte @Nullable [] encode(
            BufferedImage image,
            int quality,
            boolean grey,
            boolean fullColour,
            boolean progressive) {
        int w = image.getWidth();
        int h = image.getHeight();
        int sampling = grey ? NO_COLOUR : fullColour ? FULL_COLOUR : HALF_COLOUR;
        int flags = ACCURATE | (progressive ? PROGRESSIVE : 0);
        int[] rgb = Pixels.of(image);
        return with(
                progressive ? progressiveEncoders : encoders,
                calls::newEncoder,
                handle -> {
                    try (Arena arena = Arena.ofConfined()) {
                        MemorySegment pixels = calls.memory(arena, 4L * rgb.length);
                        MemorySegment.copy(rgb, 0, pixels, ValueLayout.JAVA_INT, 0, rgb.length);
                        return calls.encode(
                                handle, arena, pixels, w, h, XRGB, sampling, quality, flags);
                    }
                });
    }

    /** A handle is fit for the next picture whatever became of this one. */
    private static <T> @Nullable T with(
            Queue<MemorySegment> idle,
            Supplier<MemorySegment> fresh,
            Function<MemorySegment, @Nullable T> work) {
        MemorySegment known = idle.poll();
        MemorySegment handle = known == null ? fresh.get() : known;
        try {
            return work.apply(handle);
        } finally {
            idle.add(handle);
        }
    }
}
