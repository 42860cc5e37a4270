package dev.atelier.server.uploads;

import dev.atelier.core.upload.UploadException;
import dev.atelier.core.upload.UploadException.Reason;

import io.vertx.core.http.HttpServerRequest;

import org.jspecify.annotations.Nullable;

/** The words of tus 1.0.0, and how its headers are read. */
final class Tus {
    static final String VERSION = "1.0.0";
    static final String EXTENSIONS =
            "creation,creation-with-upload,creation-defer-length,termination,expiration,checksum,"
                    + "concatenation";
    static final String BYTES = "application/offset+octet-stream";

    static final String RESUMABLE = "Tus-Resumable";
    static final String OFFSET = "Upload-Offset";
    static final String LENGTH = "Upload-Length";
    static final String DEFER_LENGTH = "Upload-Defer-Length";
    static final String METADATA = "Upload-Metadata";
    static final String CONCAT = "Upload-Concat";
    static final String CHECKSUM = "Upload-Checksum";
    static final String EXPIRES = "Upload-Expires";

    private Tus() {}

    /** A count of bytes in a header, null when the header is absent. */
    static @Nullable Long number(HttpServerRequest request, String header) {
        String text = request.getHeader(header);
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d{1,18}")) {
            throw malformed(header + " must be a number of bytes, such as 1024.");
        }
        return Long.valueOf(text);
    }

    static UploadException malformed(String message) {
        return new UploadException(Reason.MALFORMED, message);
    }
}
