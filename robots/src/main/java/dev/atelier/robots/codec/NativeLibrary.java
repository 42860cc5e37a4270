package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A library of this machine, which stays loaded.
 *
 * @param name the file name it was found under
 */
@SuppressWarnings("restricted")
record NativeLibrary(String name, SymbolLookup symbols) {
    private static final Linker LINKER = Linker.nativeLinker();

    /** The first of the names that is there. */
    static Optional<NativeLibrary> find(List<String> names) {
        return names.stream().flatMap(name -> load(name).stream()).findFirst();
    }

    private static Optional<NativeLibrary> load(String name) {
        try {
            SymbolLookup found = SymbolLookup.libraryLookup(name, Arena.global());
            return Optional.of(new NativeLibrary(name, found));
        } catch (IllegalArgumentException | IllegalCallerException absent) {
            return Optional.empty();
        }
    }

    /** The list that fits this machine. */
    static List<String> names(List<String> windows, List<String> mac, List<String> other) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return system.startsWith("windows") ? windows : system.startsWith("mac") ? mac : other;
    }

    /**
     * @throws IllegalArgumentException when the library has no such function
     */
    MethodHandle call(String name, @Nullable MemoryLayout result, MemoryLayout... parameters) {
        return call(symbols, name, result, parameters);
    }

    boolean has(String name) {
        return symbols.find(name).isPresent();
    }

    /** A function of the C library. */
    static MethodHandle system(
            String name, @Nullable MemoryLayout result, MemoryLayout... parameters) {
        return call(LINKER.defaultLookup(), name, result, parameters);
    }

    private static MethodHandle call(
            SymbolLookup in,
            String name,
            @Nullable MemoryLayout result,
            MemoryLayout... parameters) {
        MemorySegment address =
                in.find(name)
                        .orElseThrow(() -> new IllegalArgumentException("no function " + name));
        return LINKER.downcallHandle(
                address,
                result == null
                        ? FunctionDescriptor.ofVoid(parameters)
                        : FunctionDescriptor.of(result, parameters));
    }

    /** What a call threw, as something that need not be declared. */
    static RuntimeException failure(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
}
