package dev.atelier.robots.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Load;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Inline;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.ParamException;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.outbound.Outbound;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;

/** Stores files in an S3 bucket and hands them on with the place where they now are. */
public final class S3StoreRobot implements Robot<S3StoreRobot.Params> {
    private static final String PATH = "${unique_prefix}/${file.url_name}";
    private static final S3Errors ERRORS =
            new S3Errors(
                    ErrorCode.S3_STORE_FAILURE,
                    ErrorCode.S3_STORE_NOT_FOUND,
                    ErrorCode.S3_STORE_ACCESS_DENIED,
                    ErrorCode.S3_STORE_WRONG_REGION);

    private final SdkHttpClient connections;
    private final StoreLimits limits;
    private final RobotDescriptor<Params> about;

    public S3StoreRobot(Outbound outbound, StoreLimits limits) {
        this.connections = outbound.sdkConnections();
        this.limits = limits;
        this.about =
                RobotDescriptor.of("/s3/store", Params.class)
                        .weighs(Load.NETWORK)
                        .waits(limits.waits())
                        .literal("path")
                        .codes(ErrorCode.S3_STORE_VALIDATION, ErrorCode.S3_STORE_FAILURE)
                        .summary(
                                "Stores files in a bucket of Amazon S3 or of a server that speaks"
                                    + " its protocol. `url` and `ssl_url` of the stored result then"
                                    + " lead there. Only servers with public addresses are asked.");
    }

    enum Acl {
        @JsonProperty("public-read")
        PUBLIC_READ,
        PUBLIC,
        PRIVATE,
        @JsonProperty("bucket-default")
        BUCKET_DEFAULT
    }

    record Params(
            @Inline S3Access access,
            @Param(
                            doc =
                                    "Where to store. The value of a variable becomes one part of"
                                        + " the path: letters, digits and `- _ . ~`; only the two"
                                        + " unique prefixes bring a folder of their own.",
                            fallback = PATH)
                    String path,
            @Param(
                            doc =
                                    "What `url` and `ssl_url` begin with; `{bucket}` stands for the"
                                            + " bucket. When left out, the address of the bucket.")
                    @Nullable String urlPrefix,
            @Param(
                            doc =
                                    "Who may read; `public` is `public-read`, and `bucket-default`"
                                            + " leaves it to the bucket.",
                            fallback = "public-read")
                    Acl acl,
            @Param(
                            doc =
                                    "Whether the bucket is to check the bytes of each request by"
                                            + " their MD5.",
                            fallback = "false")
                    Boolean checkIntegrity,
            @Param(
                            doc =
                                    "Headers kept with the object, `Content-Type` among them. When"
                                            + " left out, that of the file.",
                            type = "object of headers")
                    @Nullable TextMap headers,
            @Param(doc = "At most ten tags of the object.", type = "object of tags")
                    @Nullable TextMap tags,
            @Param(
                            doc =
                                    "Seconds that `signed_url` and `signed_ssl_url` are to be good"
                                            + " for; without it there are none.",
                            min = 1,
                            max = 604_800)
                    @Nullable Integer signUrlsFor) {
        private static final int MOST_TAGS = 10;

        Params {
            path = path == null ? PATH : path;
            acl = acl == null ? Acl.PUBLIC_READ : acl;
            checkIntegrity = checkIntegrity != null && checkIntegrity;
            if (tags != null && tags.all().size() > MOST_TAGS) {
                throw new ParamException("tags", "must be at most " + MOST_TAGS);
            }
            if (headers != null) {
                StoredObject.refuseReserved(headers);
            }
        }

        S3Place place(RobotContext job) {
            return S3Place.of(access, urlPrefix, job, ErrorCode.S3_STORE_VALIDATION);
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return about;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws IOException {
        S3Place place = params.place(job);
        var taken = new HashSet<String>();
        int done = 0;
        try (var s3 = S3.client(place, connections, limits.time())) {
            var upload = new ObjectUpload(s3, place, limits.s3PartBytes(), job);
            for (AssemblyFile file : input.files()) {
                job.checkCancelled();
                String path = StorePath.of(params.path(), file, job);
                if (!taken.add(path)) {
                    throw new AssemblyException(
                            ErrorCode.S3_STORE_VALIDATION,
                            "Two files would be stored at `"
                                    + path
                                    + "`; put ${file.id} in `path`.");
                }
                try {
                    String version = upload.send(new StoredObject(params, path, file));
                    job.emit(new Emission.PassOn(file, where(params, place, path, version)));
                } catch (SdkException e) {
                    throw ERRORS.of(e, place, path);
                }
                job.progress(++done, input.files().size());
            }
        }
    }

    private static ObjectNode where(
            Params params, S3Place place, String path, @Nullable String version) {
        ObjectNode meta = AssemblyFile.emptyJson();
        meta.put("storage_url", place.url(path));
        meta.put("storage_ssl_url", place.sslUrl(path));
        if (version != null) {
            meta.put("version_id", version);
        }
        if (params.signUrlsFor() != null) {
            String signed = S3.signed(place, path, Duration.ofSeconds(params.signUrlsFor()));
            meta.put("signed_url", signed);
            meta.put("signed_ssl_url", signed);
        }
        return meta;
    }
}
