package dev.atelier.robots.archive;

import java.io.IOException;
import java.io.InputStream;

/** Takes the members of an archive one by one, in their order. */
public interface MemberSink {
    /**
     * A file.
     *
     * @param path its last part is never empty
     * @param content to be read before this returns; throws our errors over bad bytes
     */
    void take(EntryPath path, InputStream content) throws IOException;

    /** A link, device or other member that is no file and no folder. */
    void skipped(EntryPath path);
}
