package dev.atelier.robots.archive;

import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes archives of texts, in every format that can be read. */
public final class Archives {
    private Archives() {}

    /** What one format is made with. */
    private interface Adding {
        void add(String name, byte[] content) throws IOException;
    }

    public static byte[] of(String format, Map<String, String> files) throws IOException {
        return switch (format) {
            case "zip" -> zip(files);
            case "7z" -> sevenZip(files, null);
            case "tar" -> tar(files);
            case "ar" -> ar(files);
            case "cpio" -> cpio(files);
            case "tar.gz" -> under(GzipCompressorOutputStream::new, tar(files));
            case "tar.bz2" -> under(BZip2CompressorOutputStream::new, tar(files));
            case "tar.xz" -> under(XZCompressorOutputStream::new, tar(files));
            case "cpio.gz" -> under(GzipCompressorOutputStream::new, cpio(files));
            default -> throw new IllegalArgumentException(format);
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(bytes(file.getValue()));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    public static byte[] sevenZip(Map<String, String> files, @Nullable String password)
            throws IOException {
        Path made = Files.createTempFile("made", ".7z");
        try {
            try (var out =
                    password == null
                            ? new SevenZOutputFile(made.toFile())
                            : new SevenZOutputFile(made.toFile(), password.toCharArray())) {
                for (var file : files.entrySet()) {
                    var entry = out.createArchiveEntry(made, file.getKey());
                    entry.setHasWindowsAttributes(false);
                    out.putArchiveEntry(entry);
                    out.write(bytes(file.getValue()));
                    out.closeArchiveEntry();
                }
            }
            return Files.readAllBytes(made);
        } finally {
            Files.delete(made);
        }
    }

    public static byte[] tar(Map<String, String> files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            add(
                    files,
                    (name, content) -> {
                        var entry = new TarArchiveEntry(name, true);
                        entry.setSize(content.length);
                        put(tar, entry, content);
                    });
        }
        return out.toByteArray();
    }

    /** A tar with one symbolic link. */
    public static byte[] tarWithLink(String name, String target) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(out)) {
            var entry = new TarArchiveEntry(name, TarArchiveEntry.LF_SYMLINK);
            entry.setLinkName(target);
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
            var file = new TarArchiveEntry("z.txt");
            file.setSize(1);
            put(tar, file, bytes("z"));
        }
        return out.toByteArray();
    }

    /** A tar whose only member has a name as long as this. */
    public static byte[] tarWithLongName(int length) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(out)) {
            var name = new TarArchiveEntry("long", TarArchiveEntry.LF_GNUTYPE_LONGNAME);
            name.setSize(length);
            put(tar, name, bytes("n".repeat(length)));
            var file = new TarArchiveEntry("z.txt");
            file.setSize(1);
            put(tar, file, bytes("z"));
        }
        return out.toByteArray();
    }

    private static byte[] ar(Map<String, String> files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var ar = new ArArchiveOutputStream(out)) {
            ar.setLongFileMode(ArArchiveOutputStream.LONGFILE_BSD);
            add(
                    files,
                    (name, content) -> put(ar, new ArArchiveEntry(name, content.length), content));
        }
        return out.toByteArray();
    }

    private static byte[] cpio(Map<String, String> files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var cpio = new CpioArchiveOutputStream(out, "UTF-8")) {
            add(
                    files,
                    (name, content) ->
                            put(cpio, new CpioArchiveEntry(name, content.length), content));
        }
        return out.toByteArray();
    }

    private static void add(Map<String, String> files, Adding adding) throws IOException {
        for (var file : files.entrySet()) {
            adding.add(file.getKey(), bytes(file.getValue()));
        }
    }

    private static <E extends org.apache.commons.compress.archivers.ArchiveEntry> void put(
            ArchiveOutputStream<E> out, E entry, byte[] content) throws IOException {
        out.putArchiveEntry(entry);
        out.write(content);
        out.closeArchiveEntry();
    }

    /** How a filter is laid over a stream. */
    public interface Filter {
        OutputStream over(OutputStream out) throws IOException;
    }

    public static byte[] under(Filter filter, byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (OutputStream filtered = filter.over(out)) {
            filtered.write(plain);
        }
        return out.toByteArray();
    }

    /** Makes every record of a ZIP's directory point at the first member. */
    public static byte[] overlapping(byte[] zip) {
        ByteBuffer bytes = ByteBuffer.wrap(zip.clone()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < zip.length - 46; i++) {
            if (bytes.getInt(i) == 0x02014b50) {
                bytes.putInt(i + 42, 0);
            }
        }
        return bytes.array();
    }

    /** Sets a number of the first record of a ZIP's directory. */
    public static byte[] withRecord(byte[] zip, int at, int value) {
        ByteBuffer bytes = ByteBuffer.wrap(zip.clone()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < zip.length - 46; i++) {
            if (bytes.getInt(i) == 0x02014b50) {
                bytes.putInt(i + at, value);
                return bytes.array();
            }
        }
        throw new IllegalArgumentException("no record");
    }
}
