package dev.atelier.robots.store;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.robot.ParamException;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One file on its way into a bucket. */
record StoredObject(S3StoreRobot.Params params, String path, AssemblyFile file) {
    private static final String TYPE = "content-type";
    private static final Set<String> KEPT =
            Set.of(
                    "cache-control",
                    "content-disposition",
                    "content-encoding",
                    "content-language",
                    TYPE,
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

    PutObjectRequest whole(S3Place place) {
        var put = PutObjectRequest.builder().bucket(place.bucket()).key(path);
        put.acl(acl()).tagging(tags()).contentType(contentType());
        if (params.checkIntegrity()) {
            put.contentMD5(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(file.md5())));
        }
        return put.overrideConfiguration(this::headers).build();
    }

    CreateMultipartUploadRequest inParts(S3Place place) {
        return CreateMultipartUploadRequest.builder()
                .bucket(place.bucket())
                .key(path)
                .acl(acl())
                .tagging(tags())
                .contentType(contentType())
                .overrideConfiguration(this::headers)
                .build();
    }

    /** Null leaves it to the bucket. */
    private @Nullable ObjectCannedACL acl() {
        return switch (params.acl()) {
            case PUBLIC, PUBLIC_READ -> ObjectCannedACL.PUBLIC_READ;
            case PRIVATE -> ObjectCannedACL.PRIVATE;
            case BUCKET_DEFAULT -> null;
        };
    }

    /** As the header has them. */
    private @Nullable String tags() {
        TextMap tags = params.tags();
        return tags == null
                ? null
                : tags.all().entrySet().stream()
                        .map(tag ->
                                SdkHttpUtils.urlEncode(tag.getKey())
                                        + "="
                                        + SdkHttpUtils.urlEncode(tag.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private String contentType() {
        return given().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(TYPE))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(file.mime());
    }

    private void headers(AwsRequestOverrideConfiguration.Builder settings) {
        given().forEach((name, value) -> {
            if (!name.equalsIgnoreCase(TYPE)) {
                settings.putHeader(name, value);
            }
        });
    }

    private Map<String, String> given() {
        return params.headers() == null ? Map.of() : params.headers().all();
    }
}
