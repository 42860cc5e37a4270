package dev.atelier.robots.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;

/** One picture in the hands of libheif; closing it gives back all that the library holds of it. */
@SuppressWarnings("restricted")
final class HeifSession implements AutoCloseable {
    static final int RGB = 1;
    private static final int INTERLEAVED = 10;
    private static final int MOST_TILES = 10_000;
    private static final int MOST_ITEMS = 10_000;

    private final HeifCalls calls;
    private final Arena arena = Arena.ofConfined();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final MemorySegment context;

    /** A plane of pixels and the bytes from one row to the next. */
    record Plane(MemorySegment pixels, int stride) {}

    HeifSession(HeifCalls calls) {
        this.calls = calls;
        this.context = owned(calls.address("heif_context_alloc"), "heif_context_free");
    }

    Arena arena() {
        return arena;
    }

    MemorySegment context() {
        return context;
    }

    /**
     * Sets what the library itself refuses. From 1.19 on it knows more limits, in a record of which
     * the first fields never change.
     */
    void limit(PixelLimits limits) {
        calls.invoke("heif_context_set_maximum_image_size_limit", context, limits.maxSide());
        calls.invoke("heif_context_set_max_decoding_threads", context, 0);
        if (calls.has("heif_context_get_security_limits")) {
            MemorySegment record =
                    calls.address("heif_context_get_security_limits", context).reinterpret(48);
            record.set(JAVA_LONG, 8, limits.maxPixels());
            record.set(JAVA_LONG, 16, MOST_TILES);
            record.set(JAVA_INT, 28, MOST_ITEMS);
            record.set(JAVA_INT, 32, Blocks.MAX_ICC);
            record.set(JAVA_LONG, 40, 8 * limits.maxPixels());
        }
    }

    void must(String name, Object... arguments) throws HeifFailure {
        calls.must(arena, name, arguments);
    }

    int number(String name, Object... arguments) {
        return calls.number(name, arguments);
    }

    boolean flag(String name, Object... arguments) {
        return calls.has(name) && calls.number(name, arguments) != 0;
    }

    /** A place for a pointer the library gives. */
    MemorySegment slot() {
        return arena.allocate(ADDRESS);
    }

    /** What the library put into a slot, to be given back with a function. */
    MemorySegment owned(MemorySegment object, String free) {
        if (object.address() == 0) {
            throw new OutOfMemoryError("libheif gives nothing");
        }
        undo.push(() -> calls.invoke(free, object));
        return object;
    }

    MemorySegment text(String text) {
        return arena.allocateFrom(text);
    }

    MemorySegment bytes(byte[] bytes) {
        return arena.allocateFrom(JAVA_BYTE, bytes);
    }

    int width(MemorySegment image) {
        return calls.number("heif_image_get_width", image, INTERLEAVED);
    }

    int height(MemorySegment image) {
        return calls.number("heif_image_get_height", image, INTERLEAVED);
    }

    int bits(MemorySegment image) {
        return calls.number("heif_image_get_bits_per_pixel_range", image, INTERLEAVED);
    }

    void addPlane(MemorySegment image, int width, int height) throws HeifFailure {
        must("heif_image_add_plane", image, INTERLEAVED, width, height, 8);
    }

    Plane plane(MemorySegment image, boolean written, long rows) throws HeifFailure {
        MemorySegment stride = arena.allocate(JAVA_INT);
        String name = written ? "heif_image_get_plane" : "heif_image_get_plane_readonly";
        MemorySegment start = calls.address(name, image, INTERLEAVED, stride);
        int step = stride.get(JAVA_INT, 0);
        if (start.address() == 0 || step <= 0) {
            throw new HeifFailure(0, "it has no pixels");
        }
        return new Plane(start.reinterpret(step * rows), step);
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
        arena.close();
    }
}
