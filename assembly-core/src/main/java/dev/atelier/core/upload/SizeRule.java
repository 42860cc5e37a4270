package dev.atelier.core.upload;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.run.AssemblyService;
import dev.atelier.core.run.UploadCheck;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** An upload larger than allowed fails its Assembly, which could never have all its files. */
final class SizeRule {
    private final AssemblyService service;
    private final UploadSettings settings;

    SizeRule(AssemblyService service, UploadSettings settings) {
        this.service = service;
        this.settings = settings;
    }

    /**
     * @param length null while it is not known
     * @throws AssemblyException {@code MAX_SIZE_EXCEEDED}
     */
    void require(Standing standing, String assemblyId, String name, @Nullable Long length) {
        if (length == null) {
            return;
        }
        Optional<AssemblyError> refusal =
                UploadCheck.tooLarge(standing.limits(), name, length)
                        .or(() -> tooLargeHere(name, length));
        if (refusal.isPresent()) {
            service.failUploads(assemblyId, refusal.get());
            throw new AssemblyException(refusal.get());
        }
    }

    private Optional<AssemblyError> tooLargeHere(String name, long length) {
        if (length <= settings.maxBytes()) {
            return Optional.empty();
        }
        return Optional.of(
                AssemblyError.of(
                        ErrorCode.MAX_SIZE_EXCEEDED,
                        "The file `"
                                + name
                                + "` has "
                                + length
                                + " bytes; this server takes "
                                + settings.maxBytes()
                                + " at most."));
    }
}
