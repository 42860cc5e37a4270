package dev.atelier.core.upload;

import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.AssemblyStore;
import dev.atelier.core.port.UploadStore;
import dev.atelier.core.port.UploadStore.Upload;
import dev.atelier.core.run.AssemblyService;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Looks after uploads: adds those a crash left whole, removes those nobody will have, and fails
 * Assemblies that have waited too long for theirs.
 */
public final class UploadSweep {
    private static final Logger LOG = LoggerFactory.getLogger(UploadSweep.class);
    private static final Duration LEFTOVER = Duration.ofHours(1);

    private final ResumableUploads uploads;
    private final UploadStore store;
    private final Staging staging;
    private final AssemblyService service;
    private final AssemblyStore assemblies;
    private final InstantSource clock;
    private final Duration idle;
    private final long startedAt;

    public UploadSweep(
            ResumableUploads uploads,
            ResumableUploads.Parts parts,
            AssemblyStore assemblies,
            UploadSettings settings) {
        this.uploads = uploads;
        this.store = parts.store();
        this.staging = parts.staging();
        this.service = parts.service();
        this.assemblies = assemblies;
        this.clock = parts.clock();
        this.idle = settings.idle();
        this.startedAt = clock.millis();
    }

    /** Goes through everything once. An upload that fails does not keep the others waiting. */
    public void sweep() throws InterruptedException {
        for (Upload upload : store.pending()) {
            try {
                sweep(upload);
            } catch (IOException | RuntimeException e) {
                LOG.error("upload cannot be looked after upload={}", upload.id(), e);
            }
        }
        for (String id : assemblies.open()) {
            failIdle(id);
        }
        removeLeftovers();
    }

    private void sweep(Upload upload) throws IOException, InterruptedException {
        Optional<Standing> standing = Standing.find(service, upload.assemblyId());
        if (standing.isEmpty()
                || standing.get().uploadsClosed()
                || standing.get().status().terminal()) {
            uploads.drop(upload);
        } else {
            uploads.resume(upload);
        }
    }

    private void failIdle(String id) {
        Optional<Standing> standing = Standing.find(service, id);
        if (standing.isEmpty() || standing.get().status() != AssemblyStatus.UPLOADING) {
            return;
        }
        long last = Math.max(startedAt, standing.get().startedAt());
        for (Upload upload : store.of(id)) {
            last = Math.max(last, upload.touched());
        }
        if (clock.millis() - last > idle.toMillis()) {
            service.failUploads(id, idleError());
        }
    }

    private AssemblyError idleError() {
        return AssemblyError.of(
                ErrorCode.REQUEST_PREMATURE_CLOSED,
                "Nothing arrived for "
                        + idle.toSeconds()
                        + " seconds while uploads were expected; check that every file announced"
                        + " with num_expected_upload_files is really sent, then create the Assembly"
                        + " again.");
    }

    private void removeLeftovers() {
        try {
            for (String id : staging.olderThan(clock.millis() - LEFTOVER.toMillis())) {
                if (store.find(id).filter(UploadSweep::pending).isEmpty()) {
                    staging.delete(id);
                }
            }
        } catch (IOException e) {
            LOG.error("leftover uploads cannot be removed; it is tried again in a minute", e);
        }
    }

    private static boolean pending(Upload upload) {
        return upload.state() == UploadStore.State.RECEIVING
                || upload.state() == UploadStore.State.COMPLETE;
    }
}
