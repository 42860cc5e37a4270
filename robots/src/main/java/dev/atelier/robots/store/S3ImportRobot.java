package dev.atelier.robots.store;

import dev.atelier.core.assembly.Load;
import dev.atelier.core.assembly.Names;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.Phase;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.param.Words;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Fetches objects of an S3 bucket. */
public final class S3ImportRobot implements Robot<S3ImportRobot.Params> {
    private static final int PAGE = 1_000;
    private static final S3Errors ERRORS =
            new S3Errors(
                    ErrorCode.S3_IMPORT_FAILURE,
                    ErrorCode.S3_IMPORT_NOT_FOUND,
                    ErrorCode.S3_IMPORT_ACCESS_DENIED,
                    ErrorCode.S3_IMPORT_FAILURE);
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/s3/import", Params.class)
                    .mayRunWithoutInput()
                    .imports()
                    .weighs(Load.NETWORK)
                    .codes(ErrorCode.S3_IMPORT_VALIDATION, ErrorCode.S3_IMPORT_FAILURE)
                    .summary(
                            "Fetches objects of a bucket of Amazon S3 or of a server that speaks"
                                + " its protocol. Only servers with public addresses are asked.");

    private final SdkHttpClient connections;
    private final S3Limits limits;

    public S3ImportRobot(Outbound outbound, S3Limits limits) {
        this.connections = outbound.sdkConnections();
        this.limits = limits;
    }

    enum Kept {
        META
    }

    record Params(
            @Param(
                            doc =
                                    "Name of template credentials of type `s3`. They hold the key"
                                            + " and secret, and whatever of the place is left out"
                                            + " here.")
                    @Nullable String credentials,
            @Param(doc = "The bucket, if `credentials` do not say.") @Nullable String bucket,
            @Param(doc = "Its region; `us-east-1` when nobody says.") @Nullable String bucketRegion,
            @Param(doc = "Access key, without `credentials`.") @Nullable String key,
            @Param(doc = "Its secret; better kept in `credentials`.") @Nullable String secret,
            @Param(doc = "Session token of a temporary key.") @Nullable String sessionToken,
            @Param(
                            doc =
                                    "What to fetch. A path that ends with `/` is a folder, whose"
                                            + " own files are meant; `/` is the whole bucket.",
                            type = "path or list of paths",
                            required = true)
                    Words path,
            @Param(doc = "Whether folders in folders are meant, too.", fallback = "false")
                    Boolean recursive,
            @Param(
                            doc = "Which page of a recursive import.",
                            fallback = "1",
                            min = 1,
                            max = 100_000)
                    Integer pageNumber,
            @Param(doc = "Files of one such page.", fallback = "1000", min = 1, max = PAGE)
                    Integer filesPerPage,
            @Param(
                            doc =
                                    "The server, with or without `http://` or `https://`, for other"
                                            + " services than Amazon's.",
                            fallback = S3Place.AMAZON)
                    @Nullable String host,
            @Param(
                            doc = "Whether the bucket is named in the path instead of the host.",
                            fallback = "false")
                    Boolean noVhost,
            @Param(
                            doc = "Names for the files, in the order they are fetched.",
                            type = "string or list of strings")
                    @Nullable Words forceName,
            @Param(
                            doc =
                                    "`meta` imports a file although its metadata cannot be read;"
                                            + " with `ignore_errors` alone it is left out.",
                            fallback = "[]")
                    List<Kept> importOnErrors,
            @Param(doc = "Parts of the object to fetch.", notYet = true) @Nullable String range,
            @Param(doc = "Stubs in place of files.", fallback = "false", notYet = true)
                    Boolean returnFileStubs) {
        Params {
            recursive = recursive != null && recursive;
            pageNumber = pageNumber == null ? 1 : pageNumber;
            filesPerPage = filesPerPage == null ? PAGE : filesPerPage;
            noVhost = noVhost != null && noVhost;
            importOnErrors = importOnErrors == null ? List.of() : importOnErrors;
            returnFileStubs = false;
        }

        S3Place place(RobotContext job) {
            var asked =
                    new S3Place.Asked(
                            credentials,
                            bucket,
                            bucketRegion,
                            key,
                            secret,
                            sessionToken,
                            host,
                            noVhost,
                            null);
            return S3Place.of(asked, job, ErrorCode.S3_IMPORT_VALIDATION);
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws IOException {
        S3Place place = params.place(job);
        try (var s3 = S3.client(place, connections, limits.time())) {
            List<String> objects;
            try {
                objects =
                        new BucketListing(s3, place.bucket(), params, limits.files()).objects(job);
            } catch (SdkException e) {
                throw ERRORS.of(e, place, String.join(", ", params.path().all()));
            }
            var download = new ObjectDownload(s3, place, job, limits.time(), ERRORS);
            long left = limits.totalBytes();
            for (int i = 0; i < objects.size(); i++) {
                job.checkCancelled();
                left -= one(params, objects, i, download, left, place, job);
                job.progress(i + 1, objects.size());
            }
        }
    }

    /** The bytes fetched; none when the step ignores that it failed. */
    private long one(
            Params params,
            List<String> objects,
            int i,
            ObjectDownload download,
            long left,
            S3Place place,
            RobotContext job)
            throws IOException {
        String object = objects.get(i);
        Path bytes;
        try {
            bytes = download.fetch(object, Math.min(limits.fileBytes(), left));
        } catch (AssemblyException e) {
            if (!job.ignore(Phase.IMPORT, e.error())) {
                throw e;
            }
            return 0;
        }
        long size = Files.size(bytes);
        String forced = params.forceName() == null ? null : params.forceName().at(i);
        String name = Names.urlName(forced == null ? object : forced);
        boolean anyway = params.importOnErrors().contains(Kept.META);
        job.emit(
                new Emission.Imported(
                        bytes, name, place.sslUrl(object), objects.size() > 1, anyway));
        return size;
    }
}
