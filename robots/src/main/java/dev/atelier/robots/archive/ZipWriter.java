package dev.atelier.robots.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP archive with names in UTF-8. */
public final class ZipWriter implements ArchiveWriter {
    private final ZipOutputStream zip;

    /**
     * @param level of deflate, 0 to 9
     */
    public ZipWriter(OutputStream out, int level) {
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(level);
    }

    @Override
    public void add(String name, Path bytes, Runnable each) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        ArchiveWriter.copy(bytes, zip, each);
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
