package dev.atelier.robots.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotContext;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.utils.http.SdkHttpUtils;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket, where it is and who asks.
 *
 * @param endpoint null for Amazon's own
 * @param pathStyle whether the bucket is named in the path instead of the host
 */
record S3Place(
        String bucket,
        String region,
        String key,
        String secret,
        @Nullable String sessionToken,
        @Nullable URI endpoint,
        boolean pathStyle,
        @Nullable String urlPrefix) {
    static final String AMAZON = "s3.amazonaws.com";
    private static final String HOME = "us-east-1";
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,254}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern HOST =
            Pattern.compile(
                    "(?i)(https?://|s3://)?([a-z0-9._-]{1,253}|\\[[0-9a-f:.]{2,45}])(:\\d{1,5})?/?");

    /**
     * The credentials hold what the step leaves out; keys are taken from one of the two only, and
     * stored ones are used at the host that is stored with them.
     *
     * @param urlPrefix as the step gives it
     */
    static S3Place of(
            S3Access asked, @Nullable String urlPrefix, RobotContext job, ErrorCode wrong) {
        ObjectNode stored =
                asked.credentials() == null ? null : job.credentials(asked.credentials());
        String bucket = needed("bucket", either(asked.bucket(), stored, "bucket"), wrong);
        String region = either(asked.bucketRegion(), stored, "bucket_region");
        String token = asked.sessionToken();
        return new S3Place(
                matching(BUCKET, "bucket", bucket, wrong),
                matching(REGION, "bucket_region", region == null ? HOME : region, wrong),
                needed("key", stored == null ? asked.key() : stored.path("key").asText(""), wrong),
                needed(
                        "secret",
                        stored == null ? asked.secret() : stored.path("secret").asText(""),
                        wrong),
                token == null || token.isEmpty() ? null : token,
                stored == null ? endpoint(asked.host(), wrong) : home(asked, stored, wrong),
                asked.noVhost(),
                either(urlPrefix, stored, "url_prefix"));
    }

    private static @Nullable String either(
            @Nullable String given, @Nullable ObjectNode stored, String name) {
        if (given != null && !given.isEmpty()) {
            return given;
        }
        String text = stored == null ? "" : stored.path(name).asText("");
        return text.isEmpty() ? null : text;
    }

    private static String needed(String name, @Nullable String value, ErrorCode wrong) {
        if (value == null || value.isEmpty()) {
            throw new AssemblyException(
                    wrong,
                    "`" + name + "` is missing; give it or name `credentials` that hold it.");
        }
        return value;
    }

    private static String matching(Pattern form, String name, String value, ErrorCode wrong) {
        if (!form.matcher(value).matches()) {
            throw new AssemblyException(wrong, "`" + name + "` must match " + form + ".");
        }
        return value;
    }

    /**
     * Where stored keys belong. Whoever may use credentials need not know them, and must not have
     * them used at a server of his own.
     */
    private static @Nullable URI home(S3Access asked, ObjectNode stored, ErrorCode wrong) {
        String host = stored.path("host").asText("");
        URI home = endpoint(host, wrong);
        if (asked.host() != null
                && !asked.host().isEmpty()
                && !Objects.equals(endpoint(asked.host(), wrong), home)) {
            throw new AssemblyException(
                    ErrorCode.TEMPLATE_CREDENTIALS_INJECTION_ERROR,
                    "The credentials `%s` are for %s, and `host` is %s; keep the `host` in the credentials."
                            .formatted(
                                    asked.credentials(),
                                    host.isEmpty() ? AMAZON : host,
                                    asked.host()));
        }
        return home;
    }

    private static @Nullable URI endpoint(@Nullable String host, ErrorCode wrong) {
        if (host == null || host.isEmpty() || host.equals(AMAZON)) {
            return null;
        }
        Matcher parts = HOST.matcher(host);
        if (!parts.matches()) {
            throw new AssemblyException(
                    wrong, "`host` must be a host with or without http:// or https:// and a port.");
        }
        boolean plain = "http://".equalsIgnoreCase(parts.group(1));
        String scheme = plain ? "http://" : "https://";
        String port = parts.group(3) == null ? "" : parts.group(3);
        return URI.create((scheme + parts.group(2) + port).toLowerCase(Locale.ROOT));
    }

    /** Where everybody who may finds the object. */
    String url(String object) {
        return prefix("http") + SdkHttpUtils.urlEncodeIgnoreSlashes(object);
    }

    /** The same by TLS, where that is known to be there. */
    String sslUrl(String object) {
        return prefix("https") + SdkHttpUtils.urlEncodeIgnoreSlashes(object);
    }

    private String prefix(String scheme) {
        if (urlPrefix != null) {
            return urlPrefix.replace("{bucket}", bucket);
        }
        if (endpoint == null) {
            return pathStyle
                    ? scheme + "://" + AMAZON + "/" + bucket + "/"
                    : scheme + "://" + bucket + "." + AMAZON + "/";
        }
        String authority = endpoint.getRawAuthority();
        return pathStyle
                ? endpoint.getScheme() + "://" + authority + "/" + bucket + "/"
                : endpoint.getScheme() + "://" + bucket + "." + authority + "/";
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return bucket + " in " + region;
    }
}
