package dev.atelier.robots.archive;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads 7z archives, whose members often share one compressed stream: in order. */
final class SevenZipReader {
    private static final int UNIX_MODE = 0x8000;
    private static final int TYPE = 0xF000;
    private static final int LINK = 0xA000;
    private static final int REGULAR = 0x8000;
    private static final int LONGEST_LINK = 4096;

    private final Path archive;
    private final @Nullable String password;
    private final ArchiveLimits limits;
    private final Meter meter;

    SevenZipReader(Path archive, @Nullable String password, ArchiveLimits limits, Meter meter) {
        this.archive = archive;
        this.password = password;
        this.limits = limits;
        this.meter = meter;
    }

    void walk(MemberSink sink) throws IOException {
        try (SevenZFile file = attempt(this::open)) {
            for (SevenZArchiveEntry entry = attempt(file::getNextEntry);
                    entry != null;
                    entry = attempt(file::getNextEntry)) {
                meter.entry();
                member(entry, new MeteredStream(new Content(file), meter), sink);
            }
        }
    }

    private SevenZFile open() throws IOException {
        var builder =
                SevenZFile.builder()
                        .setPath(archive)
                        .setMaxMemoryLimitKiB(limits.memoryKilobytes());
        if (password != null) {
            builder.setPassword(password);
        }
        return builder.get();
    }

    private static void member(SevenZArchiveEntry entry, InputStream content, MemberSink sink)
            throws IOException {
        String name = entry.getName() == null ? "" : entry.getName();
        EntryPath path = EntryPath.of(name);
        int attributes = entry.getHasWindowsAttributes() ? entry.getWindowsAttributes() : 0;
        int type = (attributes & UNIX_MODE) == 0 ? REGULAR : (attributes >>> 16) & TYPE;
        if (entry.isDirectory() || entry.isAntiItem()) {
            return;
        }
        if (type == LINK) {
            byte[] target = content.readNBytes(LONGEST_LINK);
            LinkTarget.check(name, new String(target, StandardCharsets.UTF_8));
            sink.skipped(path);
        } else if (type == REGULAR || type == 0) {
            sink.take(path.orNamed("file"), content);
        } else {
            sink.skipped(path);
        }
    }

    /** A wrong password shows as damage. */
    private <T> T attempt(BadArchive.Reading<T> reading) {
        try {
            return BadArchive.guarded(reading);
        } catch (AssemblyException e) {
            boolean damage = e.error().code() == ErrorCode.FILE_DECOMPRESS_INVALID_INPUT;
            boolean limit = e.getCause() == null;
            throw password != null && damage && !limit ? BadArchive.wrongPassword() : e;
        }
    }

    /** The member the archive stands at. */
    private final class Content extends InputStream {
        private final SevenZFile file;

        Content(SevenZFile file) {
            this.file = file;
        }

        @Override
        public int read() {
            return attempt(file::read);
        }

        @Override
        public int read(byte[] to, int from, int count) {
            return attempt(() -> file.read(to, from, count));
        }
    }
}
