package dev.atelier.server.store.fs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files and folders outlive a power cut. */
public final class Durable {
    private Durable() {}

    /** Waits until the disk has the file, or the names in the folder. */
    static void sync(Path path) throws IOException {
        if (Files.isDirectory(path) && !posix(path)) {
            return; // elsewhere a folder cannot be opened, nor need it be
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Creates the folder with its parents; only its owner may enter, where that can be said. */
    public static Path privateFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (posix(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
