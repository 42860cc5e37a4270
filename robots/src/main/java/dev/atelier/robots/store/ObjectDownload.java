package dev.atelier.robots.store;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.outbound.PartialFile;
import dev.atelier.robots.param.ByteRange;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;

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
     * @param range null for all of it
     * @throws AssemblyException when it cannot be had
     */
    Path fetch(String object, long maxBytes, @Nullable ByteRange range) throws IOException {
        Path file = Files.createTempFile(job.scratch(), "import-", "");
        if (range == null || !parts(object, maxBytes, range, file)) {
            get(object, maxBytes, null, file);
        }
        return file;
    }

    /** False when the server does not know ranges; the object then is to be fetched as a whole. */
    private boolean parts(String object, long maxBytes, ByteRange ranges, Path file)
            throws IOException {
        Path part = Files.createTempFile(job.scratch(), "part-", "");
        try (var whole = new PartialFile(file)) {
            for (String range : ranges.parts()) {
                OptionalLong start = PartialFile.start(get(object, maxBytes, range, part));
                if (start.isEmpty()) {
                    return false;
                }
                if (start.getAsLong() + Files.size(part) > maxBytes) {
                    throw failed(ErrorCode.IMPORT_FILE_ERROR, tooLarge(maxBytes), object);
                }
                whole.put(part, start.getAsLong());
            }
            return true;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** What the answer says of where its bytes belong; empty when it is all of them. */
    private String get(String object, long maxBytes, @Nullable String range, Path file)
            throws IOException {
        var request = GetObjectRequest.builder().bucket(place.bucket()).key(object);
        if (range != null) {
            request.range("bytes=" + range);
        }
        try (var in = s3.getObject(request.build())) {
            if (!copied(in, file, maxBytes)) {
                in.abort();
                throw failed(ErrorCode.IMPORT_FILE_ERROR, tooLarge(maxBytes), object);
            }
            return Objects.requireNonNullElse(in.response().contentRange(), "");
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
