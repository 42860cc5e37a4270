package dev.atelier.robots.archive;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.z.ZCompressorInputStream;
import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Goes through an archive, hostile or not, and hands out its files under its limits. Reads ZIP, 7z,
 * tar, ar and cpio, the last three also under one of gzip, bzip2, xz and compress, and single files
 * under one of those. Archives within archives are files.
 */
public final class ArchiveWalker {
    private final ArchiveLimits limits;

    public ArchiveWalker(ArchiveLimits limits) {
        this.limits = limits;
    }

    /**
     * @param name of the archive; a single compressed file is named after it
     * @throws dev.atelier.core.error.AssemblyException with a code of /file/decompress
     */
    public void walk(Path archive, String name, @Nullable String password, MemberSink sink)
            throws IOException {
        var meter = new Meter(limits, Files.size(archive));
        switch (format(archive)) {
            case ZIP, EMPTY_ZIP -> new ZipReader(archive, password, limits, meter).walk(sink);
            case SEVEN_Z -> new SevenZipReader(archive, password, limits, meter).walk(sink);
            case RAR ->
                    throw BadArchive.because(
                            "RAR archives cannot be read here; pack the files as ZIP, 7z or tar.");
            case TAR, AR, CPIO, CPIO_CRC, CPIO_OLD, GZIP, BZIP2, XZ, COMPRESS ->
                    stream(archive, name, meter, sink);
        }
    }

    private static ArchiveFormat format(Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            return ArchiveFormat.of(in.readNBytes(ArchiveFormat.HEAD))
                    .orElseThrow(
                            () -> BadArchive.because("This is no archive that is known here."));
        }
    }

    private void stream(Path archive, String name, Meter meter, MemberSink sink)
            throws IOException {
        var raw = new Meter(limits, Files.size(archive));
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                InputStream plain = BadArchive.guarded(() -> decoded(file, format(archive)))) {
            var metered = new MeteredStream(plain, raw);
            var peeked = new BufferedInputStream(metered, ArchiveFormat.HEAD);
            peeked.mark(ArchiveFormat.HEAD);
            byte[] head = peeked.readNBytes(ArchiveFormat.HEAD);
            peeked.reset();
            var format = ArchiveFormat.of(head).orElse(ArchiveFormat.ZIP);
            switch (format) {
                case TAR -> StreamReader.tar(peeked, metered, meter).walk(sink);
                case AR -> StreamReader.ar(peeked, metered, meter).walk(sink);
                case CPIO, CPIO_CRC, CPIO_OLD ->
                        StreamReader.cpio(peeked, metered, meter).walk(sink);
                case ZIP, EMPTY_ZIP, SEVEN_Z, RAR, GZIP, BZIP2, XZ, COMPRESS -> {
                    meter.entry();
                    sink.take(EntryPath.of(SingleName.of(name)), peeked);
                }
            }
        }
    }

    private InputStream decoded(InputStream in, ArchiveFormat format) throws IOException {
        return switch (format) {
            case GZIP ->
                    GzipCompressorInputStream.builder()
                            .setInputStream(in)
                            .setDecompressConcatenated(true)
                            .get();
            case BZIP2 -> new BZip2CompressorInputStream(in, true);
            case XZ ->
                    XZCompressorInputStream.builder()
                            .setMemoryLimitKiB(limits.memoryKilobytes())
                            .setDecompressConcatenated(true)
                            .setInputStream(in)
                            .get();
            case COMPRESS -> new ZCompressorInputStream(in, limits.memoryKilobytes());
            case ZIP, EMPTY_ZIP, SEVEN_Z, RAR, TAR, AR, CPIO, CPIO_CRC, CPIO_OLD -> in;
        };
    }
}
