package dev.atelier.robots.store;

import dev.atelier.core.assembly.Load;
import dev.atelier.core.assembly.Names;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.Phase;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Inline;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.ParamException;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.param.ByteRange;
import dev.atelier.robots.param.Words;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Fetches objects of an S3 bucket. */
public final class S3ImportRobot implements Robot<S3ImportRobot.Params> {
    private static final int PAGE = 1_000;
    private static final Duration STUBS = Duration.ofDays(1);
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
            @Inline S3Access access,
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
                            doc = "Names for the files, in the order they are fetched.",
                            type = "string or list of strings")
                    @Nullable Words forceName,
            @Param(
                            doc =
                                    "`meta` imports a file although its metadata cannot be read;"
                                            + " with `ignore_errors` alone it is left out.",
                            fallback = "[]")
                    List<Kept> importOnErrors,
            @Param(
                            doc =
                                    "Parts of each object to fetch, such as `0-99` or `-100`. What"
                                            + " is not fetched is filled with zeros up to the last"
                                            + " part.",
                            type = "range of bytes or list of ranges")
                    @Nullable ByteRange range,
            @Param(
                            doc =
                                    "Whether objects are left where they are: each result then has"
                                        + " no bytes, but `meta.stub` and an `import_url` that is"
                                        + " signed and good for a day. For steps that look at no"
                                        + " bytes, such as `/http/request`.",
                            fallback = "false")
                    Boolean returnFileStubs) {
        Params {
            recursive = recursive != null && recursive;
            pageNumber = pageNumber == null ? 1 : pageNumber;
            filesPerPage = filesPerPage == null ? PAGE : filesPerPage;
            importOnErrors = importOnErrors == null ? List.of() : importOnErrors;
            returnFileStubs = returnFileStubs != null && returnFileStubs;
            if (returnFileStubs && range != null) {
                throw new ParamException("range", "is of no use with return_file_stubs");
            }
        }

        S3Place place(RobotContext job) {
            return S3Place.of(access, null, job, ErrorCode.S3_IMPORT_VALIDATION);
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
                if (params.returnFileStubs()) {
                    job.emit(stub(params, objects, i, place));
                } else {
                    left -= one(params, objects, i, download, left, place, job);
                }
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
            bytes = download.fetch(object, Math.min(limits.fileBytes(), left), params.range());
        } catch (AssemblyException e) {
            if (!job.ignore(Phase.IMPORT, e.error())) {
                throw e;
            }
            return 0;
        }
        long size = Files.size(bytes);
        boolean anyway = params.importOnErrors().contains(Kept.META);
        job.emit(
                new Emission.Imported(
                        bytes,
                        name(params, objects, i),
                        place.sslUrl(object),
                        objects.size() > 1,
                        anyway));
        return size;
    }

    private static Emission stub(Params params, List<String> objects, int i, S3Place place) {
        String url = S3.signed(place, objects.get(i), STUBS);
        return new Emission.Stub(name(params, objects, i), url, objects.size() > 1);
    }

    private static String name(Params params, List<String> objects, int i) {
        String forced = params.forceName() == null ? null : params.forceName().at(i);
        return Names.urlName(forced == null ? objects.get(i) : forced);
    }
}
