package dev.atelier.robots.file;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.instructions.Step;
import dev.atelier.core.port.Ids;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.archive.EntryPath;

/** Where in an archive a file goes. */
enum ArchiveLayout {
    /** A folder for each step; names begin with letters that tell files and originals apart. */
    ADVANCED,
    /** All files side by side. */
    SIMPLE,
    /** The folders the file came from. */
    @JsonProperty("relative-path")
    RELATIVE_PATH;

    EntryPath place(RobotInput.Item item, String assemblyId) {
        AssemblyFile file = item.file();
        return switch (this) {
            case SIMPLE -> EntryPath.of(inOneFolder(file.name()));
            case RELATIVE_PATH -> EntryPath.of(folder(file) + "/" + inOneFolder(file.name()));
            case ADVANCED ->
                    EntryPath.of(
                            item.from().replace(':', ' ').strip()
                                    + "/"
                                    + prefix(item, assemblyId)
                                    + inOneFolder(file.name()));
        };
    }

    private static String inOneFolder(String name) {
        return EntryPath.of(name).name();
    }

    private static String folder(AssemblyFile file) {
        return file.meta().path("relative_path").asText(file.original().path());
    }

    private static String prefix(RobotInput.Item item, String assemblyId) {
        AssemblyFile file = item.file();
        String ofOriginal =
                Ids.originalPrefix(assemblyId, file.original().id()).substring(0, 2) + "_";
        boolean original =
                item.from().equals(Step.ORIGINAL) || file.original().id().equals(file.id());
        if (original) {
            return ofOriginal;
        }
        String own = file.id().substring(0, 2) + "_";
        var index = file.meta().path("thumb_index");
        return ofOriginal + own + (index.isNumber() ? index.asText() + "_" : "");
    }
}
