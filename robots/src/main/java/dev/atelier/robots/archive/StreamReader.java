package dev.atelier.robots.archive;

import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Archives that are one stream: headers and members in turn. */
final class StreamReader {
    /** More than any honest header with the names it brings. */
    private static final long HEADER_BYTES = 1 << 20;

    private static final int LONGEST_LINK = 4096;

    private final ArchiveInputStream<?> archive;
    private final MeteredStream bytes;
    private final Meter meter;

    private StreamReader(ArchiveInputStream<?> archive, MeteredStream bytes, Meter meter) {
        this.archive = archive;
        this.bytes = bytes;
        this.meter = meter;
    }

    /**
     * @param in buffers {@code bytes}
     * @param meter counts members and what they hold
     */
    static StreamReader tar(InputStream in, MeteredStream bytes, Meter meter) {
        String names = StandardCharsets.UTF_8.name();
        return new StreamReader(new TarArchiveInputStream(in, names), bytes, meter);
    }

    static StreamReader ar(InputStream in, MeteredStream bytes, Meter meter) {
        return new StreamReader(new ArArchiveInputStream(in), bytes, meter);
    }

    static StreamReader cpio(InputStream in, MeteredStream bytes, Meter meter) {
        String names = StandardCharsets.UTF_8.name();
        return new StreamReader(new CpioArchiveInputStream(in, names), bytes, meter);
    }

    void walk(MemberSink sink) throws IOException {
        for (ArchiveEntry entry = next(); entry != null; entry = next()) {
            meter.entry();
            var content = new MeteredStream(archive, meter);
            EntryPath path = EntryPath.of(entry.getName());
            switch (kind(entry)) {
                case FILE -> sink.take(path.orNamed("file"), content);
                case LINK -> {
                    LinkTarget.check(entry.getName(), target(entry, content));
                    sink.skipped(path);
                }
                case OTHER -> sink.skipped(path);
                case FOLDER -> {}
            }
            drain(content);
        }
    }

    private ArchiveEntry next() {
        bytes.budget(HEADER_BYTES);
        ArchiveEntry entry = BadArchive.guarded(archive::getNextEntry);
        bytes.budget(Long.MAX_VALUE);
        return entry;
    }

    /** What a library skips by itself it does not count. */
    private static void drain(InputStream content) throws IOException {
        content.transferTo(OutputStream.nullOutputStream());
    }

    private enum Kind {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }

    private static Kind kind(ArchiveEntry entry) {
        if (entry.isDirectory()) {
            return Kind.FOLDER;
        }
        return switch (entry) {
            case TarArchiveEntry tar when tar.isSymbolicLink() -> Kind.LINK;
            case TarArchiveEntry tar -> tar.isFile() && !tar.isLink() ? Kind.FILE : Kind.OTHER;
            case CpioArchiveEntry cpio when cpio.isSymbolicLink() -> Kind.LINK;
            case CpioArchiveEntry cpio -> cpio.isRegularFile() ? Kind.FILE : Kind.OTHER;
            case ArArchiveEntry ar -> Kind.FILE;
            default -> Kind.OTHER;
        };
    }

    private static String target(ArchiveEntry entry, InputStream content) throws IOException {
        return entry instanceof TarArchiveEntry tar
                ? tar.getLinkName()
                : new String(content.readNBytes(LONGEST_LINK), StandardCharsets.UTF_8);
    }
}
