package dev.atelier.robots.archive;

/**
 * One entry of a ZIP archive's central directory (APPNOTE 4.3.12).
 *
 * @param offset of its local header
 * @param compressed bytes in the archive
 * @param size bytes it says it unpacks to
 */
record ZipMember(
        String name,
        int index,
        int flags,
        int method,
        long crc,
        long offset,
        long compressed,
        long size,
        int unixMode) {
    static final int STORED = 0;
    static final int DEFLATED = 8;
    private static final int ENCRYPTED = 1;
    private static final int TYPE = 0xF000;
    private static final int LINK = 0xA000;
    private static final int REGULAR = 0x8000;

    boolean encrypted() {
        return (flags & ENCRYPTED) != 0;
    }

    boolean folder() {
        return name.endsWith("/") || name.endsWith("\\");
    }

    boolean link() {
        return (unixMode & TYPE) == LINK;
    }

    boolean regular() {
        int type = unixMode & TYPE;
        return type == REGULAR || type == 0;
    }
}
