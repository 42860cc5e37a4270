package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.assembly.IgnoredError;
import dev.atelier.core.assembly.JobInput;
import dev.atelier.core.assembly.StepRun;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.upload.ResumableUploads.Progress;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The status of an Assembly: every member is there from the first answer on. */
public final class StatusDocument {
    private final Assembly assembly;
    private final Event.Request request;
    private final List<Progress> unfinished;
    private final Urls urls;
    private final ObjectNode json = AssemblyFile.emptyJson();

    private StatusDocument(Assembly assembly, List<Progress> unfinished) {
        this.assembly = assembly;
        this.unfinished = unfinished;
        this.request = assembly.created().request();
        this.urls = new Urls(request.baseUrl());
    }

    /**
     * @param executing labels of the jobs some thread works on right now
     * @param build the version of this server
     */
    public static ObjectNode of(Assembly assembly, Collection<String> executing, String build) {
        return of(assembly, executing, List.of(), build);
    }

    /**
     * @param unfinished resumable uploads the Assembly does not have yet
     */
    public static ObjectNode of(
            Assembly assembly,
            Collection<String> executing,
            List<Progress> unfinished,
            String build) {
        var document = new StatusDocument(assembly, unfinished);
        document.state();
        document.identity(build);
        document.times();
        NotificationJson.write(assembly, document.json);
        document.request();
        document.jobs(executing);
        document.files();
        document.ignoredErrors();
        return document.json;
    }

    /** The short form {@code quiet} asks for. */
    public static ObjectNode quiet(Assembly assembly) {
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("ok", ok(assembly.status()));
        body.put("http_code", 200);
        body.put("assembly_id", assembly.id());
        return body;
    }

    static String ok(AssemblyStatus status) {
        return switch (status) {
            case UPLOADING -> "ASSEMBLY_UPLOADING";
            case EXECUTING -> "ASSEMBLY_EXECUTING";
            case COMPLETED -> "ASSEMBLY_COMPLETED";
            case CANCELLED -> "ASSEMBLY_CANCELED";
            case ABORTED -> "REQUEST_ABORTED";
            case FAILED -> throw new IllegalArgumentException("a failed Assembly is not ok");
        };
    }

    private static String message(AssemblyStatus status) {
        return switch (status) {
            case UPLOADING -> "The Assembly is still in the process of being uploaded.";
            case EXECUTING -> "The Assembly is currently being executed.";
            case COMPLETED -> "The Assembly was successfully completed.";
            case CANCELLED -> "The Assembly was canceled.";
            case ABORTED -> "The request was aborted before the upload was complete.";
            case FAILED -> "The Assembly failed.";
        };
    }

    private void state() {
        AssemblyError error = assembly.error();
        if (assembly.status() == AssemblyStatus.FAILED && error != null) {
            ErrorBody.write(error, json);
            json.put("http_code", error.code().httpStatus());
            return;
        }
        json.put("ok", ok(assembly.status()));
        json.put("http_code", 200);
        json.put("message", message(assembly.status()));
        if (error != null) {
            json.put("reason", error.message());
        }
    }

    private void identity(String build) {
        var sender = request.sender();
        json.put("assembly_id", assembly.id());
        json.put("parent_id", request.parentId());
        json.put("account_id", sender.account());
        json.put("account_name", sender.account());
        json.put("account_slug", sender.account());
        json.put("api_auth_key_id", sender.keyId());
        var template = request.template();
        json.put("template_id", template == null ? null : template.id());
        json.put("template_name", template == null ? null : template.name());
        json.put("instance", host());
        json.put("region", "local");
        json.put("assembly_url", urls.assembly(assembly.id()));
        json.put("assembly_ssl_url", urls.assembly(assembly.id()));
        json.put("uppyserver_url", urls.companion());
        json.put("companion_url", urls.companion());
        json.put("websocket_url", urls.webSocket());
        json.put("update_stream_url", urls.updates(assembly.id()));
        json.put("tus_url", urls.tus());
        json.put("build_id", build);
    }

    private String host() {
        return urls.base().replaceFirst("^[a-z]+://", "").toLowerCase(Locale.ROOT);
    }

    private void times() {
        Long start = assembly.executionStart();
        Long end = assembly.endedAt();
        json.put("start_date", WireDates.gmt(assembly.startedAt()));
        json.put(
                "upload_duration",
                start == null ? 0 : WireDates.seconds(start - assembly.startedAt()));
        json.put("execution_start", WireDates.gmtOrNull(start));
        if (start == null || end == null) {
            json.putNull("execution_duration");
        } else {
            json.put("execution_duration", WireDates.seconds(end - start));
        }
        json.put("queue_duration", WireDates.seconds(assembly.queueMillis()));
        json.put("jobs_queue_duration", WireDates.seconds(assembly.queueMillis()));
        json.put("last_job_completed", WireDates.gmtOrNull(assembly.lastJobEnd()));
    }

    private void request() {
        for (String about : List.of("agent", "ip", "referer")) {
            json.putNull("client_" + about); // whoever knows the id may read this
        }
        json.put("transloadit_client", request.sender().client());
        json.put("bytes_usage", assembly.bytesEmitted());
        json.put("usage_tags", Objects.requireNonNullElse(request.usageTags(), ""));
        json.set("fields", assembly.fields());
        json.putNull("parent_assembly_status");
        ShownParams.write(assembly, json);
        json.put("is_infinite", false);
        json.put("has_dupe_jobs", false);
        TusUploads.write(assembly, unfinished, json);
    }

    private void jobs(Collection<String> executing) {
        boolean over = assembly.status().terminal();
        ArrayNode running = json.putArray("running_jobs");
        ArrayNode active = json.putArray("executing_jobs");
        if (!over) {
            assembly.runs().stream()
                    .flatMap(run -> run.open().stream())
                    .map(JobInput::label)
                    .distinct()
                    .forEach(running::add);
            executing.stream().distinct().forEach(active::add);
        }
        ArrayNode started = json.putArray("started_jobs");
        assembly.startedJobs().forEach(started::add);
    }

    private void files() {
        List<AssemblyFile> sent = assembly.uploads();
        json.put("num_input_files", sent.size());
        json.put("upload_meta_data_extracted", assembly.uploadMetadataKnown());
        ArrayNode uploads = json.putArray("uploads");
        var tusUrls = assembly.tusUrls();
        sent.forEach(
                file -> uploads.add(FileJson.upload(file, TusUploads.url(tusUrls, file), urls)));
        results();
        ArrayNode warnings = json.putArray("warnings");
        assembly.warnings()
                .forEach(warning -> {
                    ObjectNode entry = warnings.addObject();
                    entry.put("level", warning.level().name().toLowerCase(Locale.ROOT));
                    entry.put("msg", warning.message());
                    if (warning.step() != null) {
                        entry.put("step", warning.step());
                    }
                });
    }

    private void results() {
        ObjectNode results = json.putObject("results");
        var stored = assembly.stored();
        for (StepRun run : assembly.resultSteps()) {
            ArrayNode files = results.putArray(run.step().name());
            for (StepRun.Result result : run.results()) {
                ObjectNode file = FileJson.result(result, urls);
                FileJson.place(file, stored.getOrDefault(result.file().id(), result.file()));
                files.add(file);
            }
        }
    }

    private void ignoredErrors() {
        List<IgnoredError> ignored = assembly.ignoredErrors();
        if (ignored.isEmpty()) {
            return;
        }
        ArrayNode list = json.putArray("ignored_errors");
        for (IgnoredError one : ignored) {
            ObjectNode entry = list.addObject();
            entry.put("step", one.step());
            entry.put("phase", one.phase().name().toLowerCase(Locale.ROOT));
            entry.put("error", one.error().code().name());
            entry.put("message", one.error().message());
        }
        json.put("ignored_error_count", ignored.size());
    }
}
