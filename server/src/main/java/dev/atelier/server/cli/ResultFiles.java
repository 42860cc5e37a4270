package dev.atelier.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Names;
import dev.atelier.core.assembly.StepRun;
import dev.atelier.core.port.FileStore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes results to {@code DIR/<step>/<name>}; a name that is taken gets a number. */
final class ResultFiles {
    private final Path folder;
    private final FileStore store;

    /** A result and the step it came from. */
    record Found(String step, AssemblyFile file) {}

    /** A result on the disk. */
    record Written(String step, AssemblyFile file, Path path) {}

    ResultFiles(Path folder, FileStore store) {
        this.folder = folder;
        this.store = store;
    }

    static List<Found> of(Assembly assembly) {
        var all = new ArrayList<Found>();
        for (StepRun run : assembly.resultSteps()) {
            run.results().forEach(result -> all.add(new Found(run.step().name(), result.file())));
        }
        return all;
    }

    /** Writes the files and lets the status name them where they are now. */
    List<Written> write(List<Found> results, ObjectNode status) throws IOException {
        var written = new ArrayList<Written>();
        for (Found result : results) {
            Path step = Files.createDirectories(folder.resolve(safe(result.step())));
            Path target = free(step, safe(result.file().name()));
            Files.copy(store.local(result.file().sha256()), target);
            written.add(new Written(result.step(), result.file(), target));
            point(status.path("results").path(result.step()), result.file().id(), target);
        }
        return written;
    }

    private static void point(JsonNode files, String id, Path target) {
        String url = target.toUri().toString();
        for (JsonNode file : files) {
            if (file instanceof ObjectNode object && object.path("id").asText().equals(id)) {
                object.put("url", url);
                object.put("ssl_url", url);
            }
        }
    }

    /** One path segment that stays inside its folder, whatever the name says. */
    static String safe(String name) {
        String clean = name.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_").strip();
        return clean.startsWith(".") || clean.isEmpty() ? "_" + clean : clean;
    }

    private static Path free(Path folder, String name) {
        Path path = folder.resolve(name);
        String extension = Names.extension(name).isEmpty() ? "" : "." + Names.extension(name);
        for (int i = 2; Files.exists(path); i++) {
            path = folder.resolve(Names.basename(name) + "-" + i + extension);
        }
        return path;
    }
}
