package dev.atelier.robots.archive;

/**
 * What one archive may unpack to. Counted while it is read; what its headers say is not believed.
 *
 * @param entries members of every kind, folders and links too
 * @param bytes all members together
 * @param ratio bytes that may come from each byte of the archive
 * @param freeBytes what may come out whatever the ratio
 * @param memoryKilobytes what one decoder may hold
 */
public record ArchiveLimits(
        int entries, long bytes, int ratio, long freeBytes, int memoryKilobytes) {
    public static final ArchiveLimits DEFAULT =
            new ArchiveLimits(10_000, 10L << 30, 100, 16L << 20, 131_072);
}
