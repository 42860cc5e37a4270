package dev.atelier.robots.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The functions of libheif that are used here, from its version 1.12 on, as its header heif.h
 * describes them: https://github.com/strukturag/libheif.
 */
@SuppressWarnings("restricted")
final class HeifCalls {
    private static final int OLDEST = 0x010C0000;
    private static final int LONGEST_TEXT = 300;

    /** Code, subcode and a sentence that the library keeps. */
    private static final MemoryLayout ERROR =
            MemoryLayout.structLayout(JAVA_INT, JAVA_INT, ADDRESS);

    /** Those that older versions lack. */
    private static final List<String> OPTIONAL =
            List.of(
                    "heif_init",
                    "heif_context_get_security_limits",
                    "heif_image_handle_is_premultiplied_alpha");

    private final NativeLibrary library;
    private final Map<String, MethodHandle> calls = new HashMap<>();

    private HeifCalls(NativeLibrary library) {
        this.library = library;
        add("heif_init", ERROR, ADDRESS);
        add("heif_get_version", ADDRESS);
        add("heif_get_version_number", JAVA_INT);
        add("heif_have_decoder_for_format", JAVA_INT, JAVA_INT);
        add("heif_have_encoder_for_format", JAVA_INT, JAVA_INT);
        add("heif_context_alloc", ADDRESS);
        add("heif_context_free", null, ADDRESS);
        add("heif_context_get_security_limits", ADDRESS, ADDRESS);
        add("heif_context_set_maximum_image_size_limit", null, ADDRESS, JAVA_INT);
        add("heif_context_set_max_decoding_threads", null, ADDRESS, JAVA_INT);
        decoding();
        encoding();
    }

    private void decoding() {
        add(
                "heif_context_read_from_memory_without_copy",
                ERROR,
                ADDRESS,
                ADDRESS,
                JAVA_LONG,
                ADDRESS);
        add("heif_context_get_primary_image_handle", ERROR, ADDRESS, ADDRESS);
        add("heif_image_handle_release", null, ADDRESS);
        add("heif_image_handle_get_width", JAVA_INT, ADDRESS);
        add("heif_image_handle_get_height", JAVA_INT, ADDRESS);
        add("heif_image_handle_has_alpha_channel", JAVA_INT, ADDRESS);
        add("heif_image_handle_is_premultiplied_alpha", JAVA_INT, ADDRESS);
        add("heif_image_handle_get_luma_bits_per_pixel", JAVA_INT, ADDRESS);
        add("heif_decode_image", ERROR, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
        add("heif_image_release", null, ADDRESS);
        add("heif_image_get_width", JAVA_INT, ADDRESS, JAVA_INT);
        add("heif_image_get_height", JAVA_INT, ADDRESS, JAVA_INT);
        add("heif_image_get_bits_per_pixel_range", JAVA_INT, ADDRESS, JAVA_INT);
        add("heif_image_get_plane_readonly", ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
    }

    private void encoding() {
        add("heif_context_get_encoder_for_format", ERROR, ADDRESS, JAVA_INT, ADDRESS);
        add("heif_encoder_release", null, ADDRESS);
        add("heif_encoder_set_lossy_quality", ERROR, ADDRESS, JAVA_INT);
        add("heif_encoder_set_parameter", ERROR, ADDRESS, ADDRESS, ADDRESS);
        add("heif_image_create", ERROR, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
        add("heif_image_add_plane", ERROR, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
        add("heif_image_get_plane", ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
        add("heif_image_set_raw_color_profile", ERROR, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
        add("heif_context_encode_image", ERROR, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        add("heif_context_add_XMP_metadata", ERROR, ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
        add("heif_context_write_to_file", ERROR, ADDRESS, ADDRESS);
    }

    private void add(String name, @Nullable MemoryLayout result, MemoryLayout... parameters) {
        if (library.has(name) || !OPTIONAL.contains(name)) {
            calls.put(name, library.call(name, result, parameters));
        }
    }

    /** The library of this machine, with its plug-ins loaded, when it has one that can be used. */
    static Optional<HeifCalls> find() {
        try {
            return NativeLibrary.find(names()).map(HeifCalls::new).filter(HeifCalls::begun);
        } catch (IllegalArgumentException tooOld) {
            return Optional.empty();
        }
    }

    private boolean begun() {
        if (number("heif_get_version_number") < OLDEST) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            if (has("heif_init")) {
                must(arena, "heif_init", MemorySegment.NULL);
            }
            return true;
        } catch (HeifFailure unusable) {
            return false;
        }
    }

    private static List<String> names() {
        return NativeLibrary.names(
                List.of("heif.dll", "libheif.dll"),
                List.of(
                        "libheif.1.dylib",
                        "/opt/homebrew/lib/libheif.1.dylib",
                        "/usr/local/lib/libheif.1.dylib"),
                List.of("libheif.so.1"));
    }

    /** Such as {@code libheif 1.15.1}. */
    String version() {
        return "libheif " + text(address("heif_get_version"));
    }

    boolean has(String name) {
        return calls.containsKey(name);
    }

    int number(String name, Object... arguments) {
        return (int) Objects.requireNonNull(invoke(name, arguments));
    }

    MemorySegment address(String name, Object... arguments) {
        return (MemorySegment) Objects.requireNonNull(invoke(name, arguments));
    }

    /** Calls a function that can fail. */
    void must(SegmentAllocator memory, String name, Object... arguments) throws HeifFailure {
        Object[] all = new Object[arguments.length + 1];
        all[0] = memory;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        MemorySegment error = address(name, all);
        int code = error.get(JAVA_INT, 0);
        if (code != 0) {
            throw new HeifFailure(code, text(error.get(ADDRESS, 8)));
        }
    }

    @Nullable Object invoke(String name, Object... arguments) {
        try {
            return Objects.requireNonNull(calls.get(name), name).invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw NativeLibrary.failure(e);
        }
    }

    private static String text(MemorySegment start) {
        if (start.address() == 0) {
            return "";
        }
        MemorySegment text = start.reinterpret(LONGEST_TEXT);
        int length = 0;
        while (length < LONGEST_TEXT && text.get(JAVA_BYTE, length) != 0) {
            length++;
        }
        byte[] bytes = text.asSlice(0, length).toArray(JAVA_BYTE);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
