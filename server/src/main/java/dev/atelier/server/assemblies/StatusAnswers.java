package dev.atelier.server.assemblies;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.run.AssemblyService;
import dev.atelier.core.run.RunningJobs;
import dev.atelier.core.upload.ResumableUploads;
import dev.atelier.server.http.Answer;
import dev.atelier.server.wire.StatusDocument;

import java.util.Map;

/** Answers with where an Assembly stands; HTTP 200 for a failed one too. */
final class StatusAnswers {
    private final AssemblyService service;
    private final RunningJobs running;
    private final ResumableUploads uploads;
    private final String build;

    StatusAnswers(
            AssemblyService service, RunningJobs running, ResumableUploads uploads, String build) {
        this.service = service;
        this.uploads = uploads;
        this.running = running;
        this.build = build;
    }

    Answer full(String id) {
        var answer = Answer.json(200, document(id)).with("Cache-Control", "no-store");
        return answer.withAll(service.read(id, StatusAnswers::cors));
    }

    private static Map<String, String> cors(Assembly assembly) {
        var cors = assembly.created().request().cors();
        return cors == null ? Map.of() : cors;
    }

    private ObjectNode document(String id) {
        var executing = running.labels(id);
        var unfinished = uploads.unfinished(id);
        return service.read(
                id, assembly -> StatusDocument.of(assembly, executing, unfinished, build));
    }

    Answer quiet(String id) {
        return service.read(
                id,
                assembly ->
                        assembly.error() == null
                                ? Answer.json(200, StatusDocument.quiet(assembly))
                                : full(id));
    }
}
