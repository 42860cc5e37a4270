package dev.atelier.robots.image;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.robot.RobotInput;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** Which of a job's files is worked on, and which is laid over it. */
record ResizeInputs(Optional<AssemblyFile> base, @Nullable AssemblyFile watermark) {
    private static final List<List<String>> AUXILIARY =
            List.of(List.of("watermark"), List.of("clut"));

    /** The base is the file tagged so, else the first that is nothing else. */
    static ResizeInputs of(RobotInput input) {
        Optional<AssemblyFile> base =
                input.tagged("base")
                        .or(() ->
                                input.items().stream()
                                        .filter(item -> !AUXILIARY.contains(item.as()))
                                        .map(RobotInput.Item::file)
                                        .findFirst());
        AssemblyFile watermark =
                input.tagged("watermark")
                        .or(() ->
                                input.items().stream()
                                        .filter(item -> item.as().contains("watermark"))
                                        .map(RobotInput.Item::file)
                                        .filter(file -> !file.equals(base.orElse(null)))
                                        .findFirst())
                        .orElse(null);
        return new ResizeInputs(base, watermark);
    }
}
