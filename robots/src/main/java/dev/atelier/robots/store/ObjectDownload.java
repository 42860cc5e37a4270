package dev.atelier.robots.store;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotContext;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Fetches one object, no larger and no longer than allowed. */
final class ObjectDownload {
    private static final int BUFFER = 1 << 16;

    private final S3Client s3;
    private final S3Place place;
    private final RobotContext job;
    private final Duration time;
    private final S3Errors errors;

    ObjectDownload(S3Client s3, S3Place place, RobotContext job, Duration time, S3Errors errors) {
        this.s3 = s3;
        this.place = place;
        this.job = job;
        this.time = time;
        this.errors = errors;
    }

    /**
     * @throws AssemblyException when it cannot be had
     */
    Path fetch(String object, long maxBytes) throws IOException {
        Path file = Files.createTempFile(job.scratch(), "import-", "");
        try (var in = s3.getObject(get -> get.bucket(place.bucket()).key(object))) {
            if (!copied(in, file, maxBytes)) {
                in.abort();
                throw failed(ErrorCode.IMPORT_FILE_ERROR, tooLarge(maxBytes), object);
            }
            return file;
        } catch (SdkException e) {
            throw errors.of(e, place, object);
        } catch (IOException e) {
            job.checkCancelled();
            throw failed(errors.failure(), "The answer broke off.", object);
        }
    }

    /** False when it is larger. */
    private boolean copied(InputStream in, Path file, long maxBytes) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        var buffer = new byte[BUFFER];
        long left = maxBytes;
        try (var out = Files.newOutputStream(file)) {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                job.checkCancelled();
                left -= got;
                if (left < 0) {
                    return false;
                }
                if (System.nanoTime() > end) {
                    throw new IOException("took too long");
                }
                out.write(buffer, 0, got);
            }
        }
        return true;
    }

    private static AssemblyException failed(ErrorCode code, String message, String object) {
        return new AssemblyException(AssemblyError.of(code, message).with("path", object));
    }

    private static String tooLarge(long maxBytes) {
        return "The object is larger than the " + maxBytes + " bytes that may still be imported.";
    }
}
