package dev.atelier.robots.preview;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.meta.MediaTools;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A file that is to be shown. */
final class Subject {
    private final AssemblyFile file;
    private final Path bytes;
    private final Supplier<MediaTools> tools;
    private @Nullable Reel reel;

    Subject(AssemblyFile file, Path bytes, Supplier<MediaTools> tools) {
        this.file = file;
        this.bytes = bytes;
        this.tools = tools;
    }

    AssemblyFile file() {
        return file;
    }

    Path bytes() {
        return bytes;
    }

    /** The file as a video or a sound, opened once for all ways. */
    Reel reel() throws IOException {
        Reel opened = reel == null ? Reel.open(tools.get(), bytes) : reel;
        reel = opened;
        return opened;
    }
}
