package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;

/**
 * JPEG by libturbojpeg. Pictures it has anything to complain about are left to the Java readers,
 * which tell how much of them is whole; so are those whose many scans could outlast the deadline,
 * because a native call cannot be stopped.
 */
record TurboJpegReader(TurboJpeg turbo) implements JpegReader {
    private static final long MOST_WORK = 2_000_000_000L;

    @Override
    public @Nullable Decoded read(JpegSource source) throws IOException {
        Probe probe = source.probe();
        boolean plain = probe.colour() == Probe.Colour.RGB || probe.colour() == Probe.Colour.GREY;
        if (!plain || probe.bitsPerSample() != 8 || !source.fitsMemory()) {
            return null;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment jpeg = turbo.memory(arena, Files.size(source.file()));
            source.read(jpeg);
            return JpegScans.count(jpeg.asByteBuffer()) * probe.pixels() > MOST_WORK
                    ? null
                    : decode(jpeg, source);
        }
    }

    private @Nullable Decoded decode(MemorySegment jpeg, JpegSource source) throws IOException {
        source.deadline().check();
        Probe probe = source.probe();
        Reduction reduction = source.reduction();
        var image =
                turbo.decode(
                        jpeg,
                        reduction.of(probe.storedWidth()),
                        reduction.of(probe.storedHeight()),
                        probe.colour() == Probe.Colour.GREY);
        source.deadline().check();
        return image == null ? null : new Decoded(image, reduction, null);
    }
}
