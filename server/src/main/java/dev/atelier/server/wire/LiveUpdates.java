package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.assembly.JobInput;
import dev.atelier.core.assembly.StepRun;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.instructions.Step;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What the events of one Assembly tell those who follow it live. Takes the events in order from the
 * first; remembers only how many uploads are still being read, however many files there are.
 */
public final class LiveUpdates {
    private final Assembly start;
    private final Urls urls;
    private int unread;
    private boolean uploadsClosed;

    /**
     * One entry of the stream.
     *
     * @param name null for a plain message
     * @param data one line
     */
    public record Update(@Nullable String name, String data) {}

    public LiveUpdates(Event.Created created) {
        this.start = Assembly.of(created);
        this.urls = new Urls(created.request().baseUrl());
    }

    /** The entries of one event, in order. */
    public List<Update> take(Event event) {
        var updates = new ArrayList<Update>();
        switch (event) {
            case Event.FileAdded e -> {
                unread++;
                var file = FileJson.upload(e.file(), e.tusUrl(), urls);
                updates.add(new Update("assembly_upload_finished", file.toString()));
            }
            case Event.UploadsClosed _ -> {
                uploadsClosed = true;
                updates.add(new Update(null, "assembly_uploading_finished"));
                addIfAllRead(updates);
            }
            case Event.FileEmitted e -> {
                if (start.lists(e.job().step())) {
                    updates.add(new Update("assembly_result_finished", result(e).toString()));
                }
            }
            case Event.JobFinished e -> {
                if (e.job().step().equals(Step.ORIGINAL)) {
                    unread--;
                    addIfAllRead(updates);
                }
            }
            case Event.Failed e -> updates.add(new Update("assembly_error", error(e.error())));
            case Event.Completed _ -> updates.add(new Update(null, "assembly_finished"));
            case Event.Created _,
                    Event.JobFailed _,
                    Event.Warned _,
                    Event.Cancelled _,
                    Event.Notified _,
                    Event.Aborted _ -> {}
        }
        return updates;
    }

    private void addIfAllRead(List<Update> updates) {
        if (uploadsClosed && unread == 0) {
            updates.add(new Update(null, "assembly_upload_meta_data_extracted"));
        }
    }

    private ArrayNode result(Event.FileEmitted event) {
        var result =
                new StepRun.Result(
                        event.file(), event.batch(), event.queueMillis(), event.execMillis());
        return JsonNodeFactory.instance
                .arrayNode()
                .add(event.job().step())
                .add(FileJson.result(result, urls));
    }

    private String error(AssemblyError error) {
        return ErrorBody.of(error.with("assembly_id", start.id()), urls).toString();
    }

    /** How far an Assembly is, in percent of the jobs its steps are expected to bring. */
    public static Update progress(Assembly assembly) {
        var progress = new Progress(assembly.instructions().steps().size() - 1);
        for (StepRun run : assembly.runs()) {
            if (!run.step().isOriginal()) {
                for (JobInput job : run.jobs()) {
                    progress.count(job, run.settled(job.key().inputKey()));
                }
            }
        }
        ObjectNode json = progress.json();
        return new Update("assembly_execution_progress", json.toString());
    }
}
