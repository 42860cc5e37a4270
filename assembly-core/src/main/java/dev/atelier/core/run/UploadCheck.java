package dev.atelier.core.run;

import dev.atelier.core.assembly.UploadLimits;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** Holds uploads against the limits their own request states in {@code params.auth}. */
public final class UploadCheck {
    private UploadCheck() {}

    /** Why the uploads of a create are refused; empty when they are not. */
    static Optional<AssemblyError> refusal(CreateRequest request) {
        UploadLimits limits = request.request().uploadLimits();
        for (var upload : request.uploads()) {
            Optional<AssemblyError> tooLarge = tooLarge(limits, upload.name(), upload.ref().size());
            if (tooLarge.isPresent()) {
                return tooLarge;
            }
        }
        for (var upload : request.unhashed()) {
            Optional<AssemblyError> tooLarge = tooLarge(limits, upload.name(), upload.size());
            if (tooLarge.isPresent()) {
                return tooLarge;
            }
        }
        Integer most = limits == null ? null : limits.maxFiles();
        int files = request.uploads().size() + request.request().awaitedUploads();
        if (most != null && files > most) {
            return Optional.of(
                    AssemblyError.of(
                            ErrorCode.MAX_NUMBER_OF_FILES_EXCEEDED,
                            "params.auth.max_number_of_files allows "
                                    + most
                                    + " files, but "
                                    + files
                                    + " were sent or announced."));
        }
        return Optional.empty();
    }

    /** Why one upload is refused; empty when it is small enough. */
    public static Optional<AssemblyError> tooLarge(
            @Nullable UploadLimits limits, String name, long size) {
        Long most = limits == null ? null : limits.maxSize();
        if (most == null || size <= most) {
            return Optional.empty();
        }
        return Optional.of(
                AssemblyError.of(
                        ErrorCode.MAX_SIZE_EXCEEDED,
                        "The file `"
                                + name
                                + "` has "
                                + size
                                + " bytes; params.auth.max_size allows "
                                + most
                                + "."));
    }
}
