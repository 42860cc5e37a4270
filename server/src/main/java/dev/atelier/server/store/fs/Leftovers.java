package dev.atelier.server.store.fs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders of jobs that a process left behind when it was killed. */
public final class Leftovers {
    private Leftovers() {}

    /** Removes them all; only for a process that has the folder for itself and runs no job yet. */
    public static void remove(Path scratch) throws IOException {
        try (DirectoryStream<Path> jobs = Files.newDirectoryStream(scratch, "job-*")) {
            for (Path job : jobs) {
                removeTree(job);
            }
        }
    }

    private static void removeTree(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
