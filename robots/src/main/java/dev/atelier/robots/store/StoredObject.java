package dev.atelier.robots.store;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.robot.ParamException;
import dev.atelier.core.robot.RobotContext;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** One file on its way into a bucket. */
record StoredObject(S3StoreRobot.Params params, String path, AssemblyFile file) {
    private static final Set<String> KEPT =
            Set.of(
                    "cache-control",
                    "content-disposition",
                    "content-encoding",
                    "content-language",
                    "content-type",
                    "expires",
                    "x-amz-storage-class",
                    "x-amz-website-redirect-location");
    private static final Pattern OWN = Pattern.compile("x-amz-meta-[a-z0-9._-]{1,100}");

    /** What is no property of the object is the connection's or the signature's business. */
    static void refuseReserved(TextMap headers) {
        for (String name : headers.all().keySet()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!KEPT.contains(lower) && !OWN.matcher(lower).matches()) {
                throw new ParamException(
                        "headers",
                        "cannot set " + name + "; it may set x-amz-meta-… and " + known());
            }
        }
    }

    private static String known() {
        return String.join(", ", KEPT.stream().sorted().toList());
    }

    PutObjectRequest request(S3Place place) {
        var put = PutObjectRequest.builder().bucket(place.bucket()).key(path);
        switch (params.acl()) {
            case PUBLIC, PUBLIC_READ -> put.acl(ObjectCannedACL.PUBLIC_READ);
            case PRIVATE -> put.acl(ObjectCannedACL.PRIVATE);
            case BUCKET_DEFAULT -> {}
        }
        if (params.checkIntegrity()) {
            put.contentMD5(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(file.md5())));
        }
        TextMap tags = params.tags();
        if (tags != null) {
            var set =
                    tags.all().entrySet().stream()
                            .map(tag ->
                                    Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                            .toList();
            put.tagging(Tagging.builder().tagSet(set).build());
        }
        put.contentType(file.mime());
        headers(put);
        return put.build();
    }

    private void headers(PutObjectRequest.Builder put) {
        TextMap headers = params.headers();
        if (headers == null) {
            return;
        }
        headers.all()
                .forEach((name, value) -> {
                    if (name.equalsIgnoreCase("content-type")) {
                        put.contentType(value);
                    }
                });
        put.overrideConfiguration(settings ->
                headers.all()
                        .forEach((name, value) -> {
                            if (!name.equalsIgnoreCase("content-type")) {
                                settings.putHeader(name, value);
                            }
                        }));
    }

    RequestBody bytes(RobotContext job) throws IOException {
        return RequestBody.fromFile(job.open(file));
    }
}
