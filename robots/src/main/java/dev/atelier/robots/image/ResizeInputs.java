package dev.atelier.robots.image;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotInput;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** Which of a job's files is worked on, which is laid over it, and which tells its colours. */
record ResizeInputs(
        Optional<AssemblyFile> base,
        @Nullable AssemblyFile watermark,
        @Nullable AssemblyFile clut) {
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
        return new ResizeInputs(base, watermark, input.tagged("clut").orElse(null));
    }

    AssemblyFile requireClut() {
        if (clut == null) {
            throw new AssemblyException(
                    ErrorCode.IMAGE_RESIZE_NO_CLUT_FILE,
                    "clut needs a second image; tag it with as: clut.");
        }
        return clut;
    }
}
