package dev.atelier.robots.archive;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;

/** A tape archive with POSIX headers for what the old ones cannot say (IEEE 1003.1, pax). */
public final class TarWriter implements ArchiveWriter {
    private final TarArchiveOutputStream tar;

    private TarWriter(OutputStream out) {
        tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    public static TarWriter plain(OutputStream out) {
        return new TarWriter(out);
    }

    /**
     * @param level of deflate, 0 to 9
     */
    public static TarWriter gzipped(OutputStream out, int level) throws IOException {
        var parameters = new GzipParameters();
        parameters.setCompressionLevel(level);
        return new TarWriter(new GzipCompressorOutputStream(out, parameters));
    }

    @Override
    public void add(String name, Path bytes, Runnable each) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(Files.size(bytes));
        entry.setModTime(TIME.toInstant(ZoneOffset.UTC).toEpochMilli());
        tar.putArchiveEntry(entry);
        ArchiveWriter.copy(bytes, tar, each);
        tar.closeArchiveEntry();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
