package dev.atelier.core.upload;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;

/** Writes the body of one request to the end of a staged file. */
final class Intake {
    private static final int BUFFER = 256 * 1024;

    private final StagedFile file;
    private final Hashes hashes;
    private final boolean sync;
    private final Runnable progress;
    private int filled;
    private @Nullable IOException broken;

    /**
     * @param hashes of the file so far, carried on while they are at its end
     * @param progress called now and then
     */
    Intake(StagedFile file, Hashes hashes, boolean sync, Runnable progress) {
        this.file = file;
        this.hashes = hashes;
        this.sync = sync;
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
        try (var line = new HashLine(hashes, BUFFER, hashes.position() == start)) {
            long end = copy(body, start, limit, checksum, line);
            if (checksum != null) {
                checksum.require();
            }
            keep = true;
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
                hashes.spoil();
                file.cutTo(start);
            }
            if (sync && !synced) {
                file.sync();
            }
        }
    }

    private long copy(
            InputStream body, long start, long limit, @Nullable Checksum checksum, HashLine line)
            throws IOException {
        long end = start;
        boolean more = true;
        while (more) {
            byte[] buffer = line.take();
            more = fill(buffer, body);
            if (end + filled > limit) {
                throw UploadException.tooLarge(limit);
            }
            file.append(buffer, filled);
            end += filled;
            if (checksum != null) {
                checksum.update(buffer, filled);
            }
            line.pass(buffer, filled);
            progress.run();
        }
        if (broken != null) {
            throw broken;
        }
        return end;
    }

    /** Fills the buffer as far as the body goes; false when no more will come. */
    private boolean fill(byte[] buffer, InputStream body) {
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
