package dev.atelier.robots.archive;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** Kinds of archives and of compressed files, told by their first bytes. */
enum ArchiveFormat {
    ZIP("PK\u0003\u0004"),
    EMPTY_ZIP("PK\u0005\u0006"),
    SEVEN_Z("7z\u00BC\u00AF'\u001C"),
    AR("!<arch>\n"),
    CPIO("070701"),
    CPIO_CRC("070702"),
    CPIO_OLD("070707"),
    GZIP("\u001F\u008B"),
    BZIP2("BZh"),
    XZ("\u00FD7zXZ\0"),
    COMPRESS("\u001F\u009D"),
    RAR("Rar!\u001A\u0007"),
    TAR("ustar");

    /** So many bytes tell every format. */
    static final int HEAD = 263;

    private static final int TAR_MAGIC = 257;

    private final String magic;

    ArchiveFormat(String magic) {
        this.magic = magic;
    }

    static Optional<ArchiveFormat> of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return Stream.of(values())
                .filter(it -> text.startsWith(it.magic, it == TAR ? TAR_MAGIC : 0))
                .findFirst();
    }
}
