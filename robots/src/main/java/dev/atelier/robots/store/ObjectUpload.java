package dev.atelier.robots.store;

import dev.atelier.core.robot.RobotContext;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.utils.io.LengthAwareInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Puts objects into a bucket: in one request, or in parts when they are large. */
final class ObjectUpload {
    private static final int MOST_PARTS = 10_000;

    private final S3Client s3;
    private final S3Place place;
    private final long partBytes;
    private final RobotContext job;

    ObjectUpload(S3Client s3, S3Place place, long partBytes, RobotContext job) {
        this.s3 = s3;
        this.place = place;
        this.partBytes = partBytes;
        this.job = job;
    }

    /**
     * @return the version, null in a bucket that keeps none
     */
    @Nullable String send(StoredObject object) throws IOException {
        Path bytes = job.open(object.file());
        long size = Files.size(bytes);
        return size > partBytes
                ? inParts(object, bytes, size)
                : s3.putObject(object.whole(place), RequestBody.fromFile(bytes)).versionId();
    }

    /** Parts without an end cost their owner money, so they are taken back when one fails. */
    private @Nullable String inParts(StoredObject object, Path bytes, long size)
            throws IOException {
        String upload = s3.createMultipartUpload(object.inParts(place)).uploadId();
        try {
            List<CompletedPart> parts = parts(object, upload, bytes, size);
            return s3.completeMultipartUpload(complete ->
                            complete.bucket(place.bucket())
                                    .key(object.path())
                                    .uploadId(upload)
                                    .multipartUpload(done -> done.parts(parts)))
                    .versionId();
        } catch (IOException | RuntimeException e) {
            abort(object, upload, e);
            throw e;
        }
    }

    private List<CompletedPart> parts(StoredObject object, String upload, Path bytes, long size)
            throws IOException {
        long step = Math.max(partBytes, Math.ceilDiv(size, MOST_PARTS));
        var parts = new ArrayList<CompletedPart>();
        for (long at = 0; at < size; at += step) {
            job.checkCancelled();
            var part = new Part(bytes, at, Math.min(step, size - at));
            int number = parts.size() + 1;
            var request =
                    UploadPartRequest.builder()
                            .bucket(place.bucket())
                            .key(object.path())
                            .uploadId(upload)
                            .partNumber(number);
            if (object.params().checkIntegrity()) {
                request.contentMD5(part.md5());
            }
            String tag = s3.uploadPart(request.build(), part.body(object.file().mime())).eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
        return parts;
    }

    private void abort(StoredObject object, String upload, Exception because) {
        boolean interrupted = Thread.interrupted();
        try {
            s3.abortMultipartUpload(
                    abort -> abort.bucket(place.bucket()).key(object.path()).uploadId(upload));
        } catch (SdkException e) {
            because.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Some bytes of a file. */
    private record Part(Path file, long from, long length) {
        RequestBody body(String mime) {
            return RequestBody.fromContentProvider(this::unchecked, length, mime);
        }

        private InputStream unchecked() {
            try {
                return open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private InputStream open() throws IOException {
            InputStream in = Files.newInputStream(file);
            in.skipNBytes(from);
            return new LengthAwareInputStream(in, length);
        }

        /** In base64, as the header has it. */
        String md5() throws IOException {
            try (var in = new DigestInputStream(open(), MessageDigest.getInstance("MD5"))) {
                in.transferTo(OutputStream.nullOutputStream());
                return Base64.getEncoder().encodeToString(in.getMessageDigest().digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
