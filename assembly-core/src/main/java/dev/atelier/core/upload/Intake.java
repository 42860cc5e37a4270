package dev.atelier.core.upload;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;

/** Writes the body of one request to the end of a staged file. */
final class Intake {
    private static final int BUFFER = 256 * 1024;

    private final StagedFile file;
    private final @Nullable HashTail tail;
    private final boolean sync;
    private final long hashBeside;
    private final Runnable progress;
    private final byte[] buffer = new byte[BUFFER];
    private final long began = System.nanoTime();
    private long received;
    private int filled;
    private @Nullable IOException broken;

    /**
     * @param tail hashes what is kept; null when nobody wants hashes
     * @param hashBeside the bytes of a sender slower than this, in bytes a second, are hashed as
     *     they arrive
     * @param progress called now and then
     */
    Intake(
            StagedFile file,
            @Nullable HashTail tail,
            boolean sync,
            long hashBeside,
            Runnable progress) {
        this.file = file;
        this.tail = tail;
        this.sync = sync;
        this.hashBeside = hashBeside;
        this.progress = progress;
    }

    /**
     * Takes the body to its end. What had arrived before a body broke off is kept, unless it was to
     * match a checksum; a body that is too long or does not match leaves the file as it was.
     *
     * @param start where the file ends now
     * @param limit how long it may become
     * @return where it ends
     */
    long receive(InputStream body, long start, long limit, @Nullable Checksum checksum)
            throws IOException {
        boolean keep = checksum == null;
        boolean synced = false;
        try {
            long end = copy(body, start, limit, checksum);
            if (checksum != null) {
                checksum.require();
            }
            keep = true;
            kept(end);
            if (sync) {
                file.sync();
                synced = true;
            }
            return end;
        } catch (UploadException e) {
            keep = false;
            throw e;
        } finally {
            if (!keep) {
                if (tail != null) {
                    tail.drop();
                }
                file.cutTo(start);
            }
            if (sync && !synced) {
                file.sync();
            }
        }
    }

    private void kept(long end) {
        if (tail != null) {
            tail.keep(end);
            if (received < hashBeside / 1e9 * (System.nanoTime() - began)) {
                tail.advance();
            }
        }
    }

    private long copy(InputStream body, long start, long limit, @Nullable Checksum checksum)
            throws IOException {
        long end = start;
        boolean more = true;
        while (more) {
            more = fill(body);
            if (end + filled > limit) {
                throw UploadException.tooLarge(limit);
            }
            file.append(buffer, filled);
            end += filled;
            received += filled;
            if (checksum == null) {
                kept(end);
            } else {
                checksum.update(buffer, filled);
            }
            progress.run();
        }
        if (broken != null) {
            throw broken;
        }
        return end;
    }

    /** Fills the buffer as far as the body goes; false when no more will come. */
    private boolean fill(InputStream body) {
        filled = 0;
        try {
            while (filled < BUFFER) {
                int count = body.read(buffer, filled, BUFFER - filled);
                if (count < 0) {
                    return false;
                }
                filled += count;
            }
            return true;
        } catch (IOException e) {
            broken = e;
            return false;
        }
    }
}
