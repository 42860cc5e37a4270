package dev.atelier.robots.archive;

/** Counts what comes out of one archive and stops at the limits. */
final class Meter {
    private final ArchiveLimits limits;
    private final long most;
    private final boolean byRatio;
    private long bytes;
    private int entries;

    /**
     * @param archiveBytes size of the archive as it came
     */
    Meter(ArchiveLimits limits, long archiveBytes) {
        this.limits = limits;
        long allowed = Math.max(limits.freeBytes(), archiveBytes * limits.ratio());
        this.byRatio = allowed < limits.bytes();
        this.most = Math.min(allowed, limits.bytes());
    }

    void entry() {
        if (++entries > limits.entries()) {
            throw BadArchive.because(
                    "The archive has more than " + limits.entries() + " members; split it.");
        }
    }

    void bytes(long more) {
        bytes += more;
        if (bytes > most) {
            throw BadArchive.because(
                    byRatio
                            ? "The archive unpacks to more than "
                                    + limits.ratio()
                                    + " times its size, as only bombs do."
                            : "The archive unpacks to more than " + most + " bytes; split it.");
        }
    }
}
