package dev.atelier.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.assembly.StepFacts;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.port.Ids;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Begins Assemblies: what is stored of a request that is taken, refused or broken off. */
final class Opening {
    private final Ids ids;
    private final InstantSource clock;
    private final Planner planner;
    private final ServiceLimits limits;
    private final Changes changes;

    Opening(AssemblyService.Ports ports, Planner planner, ServiceLimits limits, Changes changes) {
        this.ids = ports.ids();
        this.clock = ports.clock();
        this.planner = planner;
        this.limits = limits;
        this.changes = changes;
    }

    /**
     * @throws AssemblyException when refused
     */
    String create(CreateRequest request) {
        String id = id(request);
        int awaited = request.request().awaitedUploads();
        int expected = request.uploads().size() + awaited;
        var plan = planner.plan(request.steps(), expected);
        Event created = created(id, request, plan.steps(), plan.facts());
        Optional<AssemblyError> refusal =
                plan.violations().isEmpty()
                        ? UploadCheck.refusal(request)
                        : Optional.of(AssemblyError.of(plan.violations()));
        if (refusal.isPresent()) {
            changes.create(List.of(created, new Event.Failed(now(), refusal.get())));
            throw new AssemblyException(refusal.get().with("assembly_id", id));
        }
        var events = new ArrayList<Event>(List.of(created));
        planner.hints(request.steps(), expected)
                .forEach(hint -> events.add(new Event.Warned(now(), hint)));
        request.uploads().forEach(upload -> events.add(new Event.FileAdded(now(), file(upload))));
        if (awaited == 0) {
            events.add(new Event.UploadsClosed(now()));
        }
        changes.create(events);
        return id;
    }

    AssemblyException refused(CreateRequest request, AssemblyError error) {
        String id = id(request);
        changes.create(List.of(withoutSteps(id, request), new Event.Failed(now(), error)));
        return new AssemblyException(error.with("assembly_id", id));
    }

    void aborted(CreateRequest request, String reason) {
        String id = id(request);
        changes.create(List.of(withoutSteps(id, request), new Event.Aborted(now(), reason)));
    }

    private String id(CreateRequest request) {
        return request.id() == null ? ids.assemblyId() : request.id();
    }

    private Event withoutSteps(String id, CreateRequest request) {
        return created(id, request, AssemblyFile.emptyJson(), Map.of());
    }

    private Event created(
            String id, CreateRequest request, ObjectNode steps, Map<String, StepFacts> facts) {
        return new Event.Created(
                now(), id, steps, facts, request.fields(), request.request(), limits.assembly());
    }

    private AssemblyFile file(CreateRequest.Upload upload) {
        String id = ids.uploadId();
        return new AssemblyFile(
                id,
                upload.ref().sha256(),
                upload.ref().md5(),
                upload.ref().size(),
                upload.name(),
                "application/octet-stream",
                null,
                upload.field(),
                new AssemblyFile.Original(id, upload.name(), "/", upload.ref().md5()),
                false,
                null,
                AssemblyFile.emptyJson(),
                upload.userMeta());
    }

    private long now() {
        return clock.millis();
    }
}
