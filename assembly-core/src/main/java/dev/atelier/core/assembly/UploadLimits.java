package dev.atelier.core.assembly;

import org.jspecify.annotations.Nullable;

/**
 * What a request allows of its own uploads, within what the server allows.
 *
 * @param maxSize largest upload in bytes, null for no limit
 * @param maxFiles uploads and files expected to follow, null for no limit
 */
public record UploadLimits(@Nullable Long maxSize, @Nullable Integer maxFiles) {
    /** No limit of its own. */
    public static final UploadLimits NONE = new UploadLimits(null, null);
}
