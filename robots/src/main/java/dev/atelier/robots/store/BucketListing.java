package dev.atelier.robots.store;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotContext;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.util.ArrayList;
import java.util.List;

/** Which objects a step's paths mean, in the order of the paths, folders by name. */
final class BucketListing {
    private final S3Client s3;
    private final String bucket;
    private final S3ImportRobot.Params params;
    private final int most;
    private final List<String> found = new ArrayList<>();

    BucketListing(S3Client s3, String bucket, S3ImportRobot.Params params, int most) {
        this.s3 = s3;
        this.bucket = bucket;
        this.params = params;
        this.most = most;
    }

    /**
     * @throws AssemblyException when they are more than one step may import
     */
    List<String> objects(RobotContext job) {
        for (String path : params.path().all()) {
            if (path.endsWith("/")) {
                folder(path.equals("/") ? "" : path, job);
            } else {
                add(path);
            }
        }
        return found;
    }

    /** The page counts within one folder, as a bucket lists it. */
    private void folder(String prefix, RobotContext job) {
        boolean pages = params.recursive();
        long skip = pages ? (params.pageNumber() - 1L) * params.filesPerPage() : 0;
        long end = pages ? skip + params.filesPerPage() : Long.MAX_VALUE;
        long number = 0;
        var request = ListObjectsV2Request.builder().bucket(bucket).prefix(prefix);
        if (!params.recursive()) {
            request.delimiter("/");
        }
        ListObjectsV2Response answer;
        do {
            job.checkCancelled();
            answer = s3.listObjectsV2(request.build());
            for (S3Object object : answer.contents()) {
                boolean wanted = !object.key().endsWith("/") && number++ >= skip;
                if (wanted && number <= end) {
                    add(object.key());
                }
            }
            request.continuationToken(answer.nextContinuationToken());
        } while (Boolean.TRUE.equals(answer.isTruncated())
                && answer.nextContinuationToken() != null
                && number < end);
    }

    private void add(String object) {
        if (found.size() == most) {
            throw new AssemblyException(
                    ErrorCode.MAX_NUMBER_OF_FILES_EXCEEDED,
                    "One step may import "
                            + most
                            + " files and these paths mean more; import them in several with"
                            + " `recursive` and `files_per_page`.");
        }
        found.add(object);
    }
}
