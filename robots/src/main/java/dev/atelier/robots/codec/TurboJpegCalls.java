package dev.atelier.robots.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The functions of libturbojpeg that are used here, of versions 2 and 3, as its documentation
 * describes them: https://libjpeg-turbo.org/Documentation/Documentation.
 */
@SuppressWarnings("restricted")
final class TurboJpegCalls {
    private static final MemoryLayout LONG =
            Objects.requireNonNull(Linker.nativeLinker().canonicalLayouts().get("long"));

    private final String library;
    private final MethodHandle initDecompress;
    private final MethodHandle decompress;
    private final MethodHandle initCompress;
    private final MethodHandle compress;
    private final MethodHandle free;
    private final MethodHandle malloc;
    private final MethodHandle release;

    private TurboJpegCalls(NativeLibrary in) {
        this.library = in.name();
        initDecompress = in.call("tjInitDecompress", ADDRESS);
        initCompress = in.call("tjInitCompress", ADDRESS);
        decompress =
                widened(
                        in.call(
                                "tjDecompress2",
                                JAVA_INT,
                                ADDRESS,
                                ADDRESS,
                                LONG,
                                ADDRESS,
                                JAVA_INT,
                                JAVA_INT,
                                JAVA_INT,
                                JAVA_INT,
                                JAVA_INT),
                        2);
        compress =
                in.call(
                        "tjCompress2",
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT);
        free = in.call("tjFree", null, ADDRESS);
        malloc = NativeLibrary.system("malloc", ADDRESS, JAVA_LONG);
        release = NativeLibrary.system("free", null, ADDRESS);
    }

    static Optional<TurboJpegCalls> find() {
        try {
            return NativeLibrary.find(names()).map(TurboJpegCalls::new);
        } catch (IllegalArgumentException tooOld) {
            return Optional.empty();
        }
    }

    private static List<String> names() {
        return NativeLibrary.names(
                List.of("turbojpeg.dll", "libturbojpeg.dll"),
                List.of(
                        "libturbojpeg.0.dylib",
                        "/opt/homebrew/lib/libturbojpeg.0.dylib",
                        "/usr/local/lib/libturbojpeg.0.dylib",
                        "/opt/libjpeg-turbo/lib64/libturbojpeg.0.dylib"),
                List.of("libturbojpeg.so.0", "libturbojpeg.so"));
    }

    /** Where a C long has 32 bits it is passed as a Java long all the same. */
    private static MethodHandle widened(MethodHandle handle, int parameter) {
        return MethodHandles.explicitCastArguments(
                handle, handle.type().changeParameterType(parameter, long.class));
    }

    String library() {
        return library;
    }

    MemorySegment newDecoder() {
        return made(initDecompress);
    }

    MemorySegment newEncoder() {
        return made(initCompress);
    }

    private static MemorySegment made(MethodHandle init) {
        try {
            var handle = (MemorySegment) init.invokeExact();
            if (handle.address() == 0) {
                throw new IllegalStateException("libturbojpeg gives no handle");
            }
            return handle;
        } catch (Throwable e) {
            throw NativeLibrary.failure(e);
        }
    }

    /** Memory as it comes, freed with the arena: what an arena itself gives is filled first. */
    MemorySegment memory(Arena arena, long bytes) {
        try {
            var found = (MemorySegment) malloc.invokeExact(Math.max(1, bytes));
            if (found.address() == 0) {
                throw new OutOfMemoryError("no native memory for a picture");
            }
            return found.reinterpret(bytes, arena, this::release);
        } catch (Throwable e) {
            throw NativeLibrary.failure(e);
        }
    }

    private void release(MemorySegment memory) {
        try {
            release.invokeExact(memory);
        } catch (Throwable e) {
            throw NativeLibrary.failure(e);
        }
    }

    /** Whether the library had nothing to complain about. */
    boolean decode(
            MemorySegment handle,
            MemorySegment jpeg,
            MemorySegment pixels,
            int width,
            int height,
            int format,
            int flags) {
        try {
            int failed =
                    (int)
                            decompress.invokeExact(
                                    handle,
                                    jpeg,
                                    jpeg.byteSize(),
                                    pixels,
                                    width,
                                    0,
                                    height,
                                    format,
                                    flags);
            return failed == 0;
        } catch (Throwable e) {
            throw NativeLibrary.failure(e);
        }
    }

    /** The JPEG, or null when the library complained. */
    byte @Nullable [] encode(
            MemorySegment handle,
            Arena arena,
            MemorySegment pixels,
            int width,
            int height,
            int format,
            int sampling,
            int quality,
            int flags) {
        MemorySegment start = arena.allocate(ADDRESS);
        MemorySegment length = arena.allocate(JAVA_LONG);
        try {
            int failed =
                    (int)
                            compress.invokeExact(
                                    handle, pixels, width, 0, height, format, start, length,
                                    sampling, quality, flags);
            MemorySegment jpeg = start.get(ADDRESS, 0);
            long bytes = LONG.byteSize() == 4 ? length.get(JAVA_INT, 0) : length.get(JAVA_LONG, 0);
            byte[] copy = failed == 0 ? jpeg.reinterpret(bytes).toArray(JAVA_BYTE) : null;
            free.invokeExact(jpeg);
            return copy;
        } catch (Throwable e) {
            throw NativeLibrary.failure(e);
        }
    }
}
