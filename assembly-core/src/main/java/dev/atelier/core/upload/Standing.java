package dev.atelier.core.upload;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.UploadLimits;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.run.AssemblyService;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** What an Assembly has to say about its uploads. */
record Standing(
        AssemblyStatus status,
        boolean uploadsClosed,
        @Nullable UploadLimits limits,
        long startedAt) {

    private static Standing of(Assembly assembly) {
        return new Standing(
                assembly.status(),
                assembly.uploadsClosed(),
                assembly.created().request().uploadLimits(),
                assembly.startedAt());
    }

    /**
     * @throws AssemblyException {@code ASSEMBLY_NOT_FOUND}
     */
    static Standing of(AssemblyService service, String assemblyId) {
        return service.read(assemblyId, Standing::of);
    }

    /** Empty when there is no such Assembly any more. */
    static Optional<Standing> find(AssemblyService service, String assemblyId) {
        try {
            return Optional.of(of(service, assemblyId));
        } catch (AssemblyException e) {
            if (e.error().code() == ErrorCode.ASSEMBLY_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * @throws UploadException {@code GONE}
     */
    void requireRunning() {
        if (status.terminal()) {
            throw UploadException.gone();
        }
    }

    /**
     * @throws AssemblyException {@code ASSEMBLY_SATURATED}
     */
    void requireOpen() {
        requireRunning();
        if (uploadsClosed) {
            throw new AssemblyException(
                    ErrorCode.ASSEMBLY_SATURATED,
                    "The Assembly expects no more uploads; announce them with"
                            + " num_expected_upload_files when you create it.");
        }
    }

    /** The largest upload allowed. */
    long maxBytes(UploadSettings settings) {
        Long own = limits == null ? null : limits.maxSize();
        return own == null ? settings.maxBytes() : Math.min(own, settings.maxBytes());
    }
}
