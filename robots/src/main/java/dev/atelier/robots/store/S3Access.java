package dev.atelier.robots.store;

import dev.atelier.core.robot.Param;

import org.jspecify.annotations.Nullable;

/** How a step names a bucket and its key; see {@link S3Place} for what comes of it. */
record S3Access(
        @Param(
                        doc =
                                "Name of template credentials of type `s3`. They hold the key and"
                                        + " secret, and whatever of the place is left out here.")
                @Nullable String credentials,
        @Param(doc = "The bucket, if `credentials` do not say.") @Nullable String bucket,
        @Param(doc = "Its region; `us-east-1` when nobody says.") @Nullable String bucketRegion,
        @Param(doc = "Access key, without `credentials`.") @Nullable String key,
        @Param(doc = "Its secret; better kept in `credentials`.") @Nullable String secret,
        @Param(doc = "Session token of a temporary key.") @Nullable String sessionToken,
        @Param(
                        doc =
                                "The server, with or without `http://` or `https://`, for other"
                                        + " services than Amazon's. Stored keys are used only at"
                                        + " the `host` of their `credentials`.",
                        fallback = S3Place.AMAZON)
                @Nullable String host,
        @Param(
                        doc = "Whether the bucket is named in the path instead of the host.",
                        fallback = "false")
                Boolean noVhost) {
    S3Access {
        noVhost = noVhost != null && noVhost;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "access to " + bucket;
    }
}
