package dev.atelier.core.assembly;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyError;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened to an Assembly. Events are only ever appended; the state is their fold.
 * Times are milliseconds since the epoch.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.Created.class, name = "created"),
    @JsonSubTypes.Type(value = Event.FileAdded.class, name = "file_added"),
    @JsonSubTypes.Type(value = Event.UploadsClosed.class, name = "uploads_closed"),
    @JsonSubTypes.Type(value = Event.FileEmitted.class, name = "file_emitted"),
    @JsonSubTypes.Type(value = Event.JobFinished.class, name = "job_finished"),
    @JsonSubTypes.Type(value = Event.JobFailed.class, name = "job_failed"),
    @JsonSubTypes.Type(value = Event.Warned.class, name = "warned"),
    @JsonSubTypes.Type(value = Event.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = Event.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Event.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = Event.Aborted.class, name = "aborted"),
    @JsonSubTypes.Type(value = Event.Notified.class, name = "notified")
})
public sealed interface Event {
    long at();

    /**
     * What must be true only once per Assembly, however often a job runs; empty for no such rule.
     */
    @JsonIgnore
    default Optional<String> effect() {
        return Optional.empty();
    }

    /** The final status this event brings, empty when the Assembly goes on. */
    @JsonIgnore
    default Optional<AssemblyStatus> ends() {
        return Optional.empty();
    }

    /**
     * The Assembly exists.
     *
     * @param steps the steps as sent, merged with a template's; empty when the create was refused
     * @param facts by step name
     */
    record Created(
            long at,
            String id,
            ObjectNode steps,
            Map<String, StepFacts> facts,
            ObjectNode fields,
            Request request,
            AssemblyLimits limits)
            implements Event {}

    /**
     * What is kept of the request that created the Assembly.
     *
     * @param baseUrl scheme, host and port the client used, without a trailing slash
     * @param params the request's params as text, secrets masked
     * @param template the template it names, null for none
     * @param expectedUploads how many resumable uploads will follow
     * @param unhashedUploads how many files came with the request and are added once hashed
     * @param uploadLimits what the request allows of its uploads, null for no more than the
     *     server's
     * @param parentId the Assembly this one repeats, null for none
     * @param depth how many of our own notifications led to this request
     * @param usageTags a text of the client's own, repeated in the status; null for none
     * @param cors headers for the answers about the Assembly; null for none
     */
    record Request(
            String baseUrl,
            String params,
            Sender sender,
            @Nullable TemplateRef template,
            @Nullable String redirectUrl,
            @Nullable String notifyUrl,
            int expectedUploads,
            int unhashedUploads,
            @Nullable UploadLimits uploadLimits,
            @Nullable String parentId,
            int depth,
            @Nullable String usageTags,
            @Nullable Map<String, String> cors) {

        /** A request that asks for nothing special. */
        public static Request of(String baseUrl, String params, Sender sender) {
            return new Request(
                    baseUrl, params, sender, null, null, null, 0, 0, null, null, 0, null, null);
        }

        public Request withUnhashed(int files) {
            return new Request(
                    baseUrl,
                    params,
                    sender,
                    template,
                    redirectUrl,
                    notifyUrl,
                    expectedUploads,
                    files,
                    uploadLimits,
                    parentId,
                    depth,
                    usageTags,
                    cors);
        }

        /** How many uploads the Assembly waits for after it was created. */
        public int awaitedUploads() {
            return expectedUploads + unhashedUploads;
        }
    }

    /**
     * Who sent a request.
     *
     * @param account the owner of what it creates
     * @param keyId the auth key it came with, null in open mode
     * @param client the Transloadit-Client header
     * @param userAgent the User-Agent header
     * @param ip the address it came from
     * @param referer the Referer header
     */
    record Sender(
            String account,
            @Nullable String keyId,
            @Nullable String client,
            @Nullable String userAgent,
            @Nullable String ip,
            @Nullable String referer) {
        /** The owner of everything on a server without keys. */
        public static final String LOCAL_ACCOUNT = "local";

        /** This machine, by a program that names itself. */
        public static Sender local(@Nullable String client) {
            return new Sender(LOCAL_ACCOUNT, null, client, null, null, null);
        }
    }

    /**
     * A template as it was when the Assembly was created.
     *
     * @param content as JSON text
     */
    record TemplateRef(String id, String name, String content) {}

    /**
     * An upload is stored; it enters the graph once {@code :original} has emitted it.
     *
     * @param tusUrl where it was uploaded to when it came as a resumable upload; empty when it came
     *     with the request but was added later, null when it was added at once
     */
    record FileAdded(long at, AssemblyFile file, @Nullable String tusUrl) implements Event {
        /** An upload that came with the request itself. */
        public FileAdded(long at, AssemblyFile file) {
            this(at, file, null);
        }

        @Override
        public Optional<String> effect() {
            return Optional.of("add/" + file.id());
        }
    }

    /** No further upload will come. */
    record UploadsClosed(long at) implements Event {}

    /**
     * A result is stored.
     *
     * @param ordinal position among the files of its job
     * @param queueMillis how long the job waited
     * @param execMillis how long the robot had worked when the file came out
     */
    record FileEmitted(
            long at,
            JobKey job,
            int ordinal,
            AssemblyFile file,
            boolean batch,
            long queueMillis,
            long execMillis)
            implements Event {
        @Override
        public Optional<String> effect() {
            return Optional.of("emit/" + ordinal + "/" + job.text());
        }
    }

    /** A job is over and the Assembly goes on. */
    record JobFinished(long at, JobKey job, List<IgnoredError> ignored, long execMillis)
            implements Event {
        @Override
        public Optional<String> effect() {
            return Optional.of("end/" + job.text());
        }
    }

    /** A job is over and takes the Assembly with it. */
    record JobFailed(long at, JobKey job, AssemblyError error) implements Event {
        @Override
        public Optional<String> effect() {
            return Optional.of("end/" + job.text());
        }
    }

    record Warned(long at, Warning warning) implements Event {}

    record Completed(long at) implements Event {
        @Override
        public Optional<AssemblyStatus> ends() {
            return Optional.of(AssemblyStatus.COMPLETED);
        }
    }

    record Failed(long at, AssemblyError error) implements Event {
        @Override
        public Optional<AssemblyStatus> ends() {
            return Optional.of(AssemblyStatus.FAILED);
        }
    }

    record Cancelled(long at) implements Event {
        @Override
        public Optional<AssemblyStatus> ends() {
            return Optional.of(AssemblyStatus.CANCELLED);
        }
    }

    record Aborted(long at, String reason) implements Event {
        @Override
        public Optional<AssemblyStatus> ends() {
            return Optional.of(AssemblyStatus.ABORTED);
        }
    }

    /**
     * One attempt to tell a URL of the end was made; the only event that follows the end.
     *
     * @param notificationId what all attempts of one notification share
     * @param attempt counts from 1
     * @param millis how long it took
     * @param responseCode null when there was no answer
     * @param responseData the start of the answer's body
     * @param error what went wrong, null when nothing did
     */
    record Notified(
            long at,
            String notificationId,
            String url,
            int attempt,
            Delivery delivery,
            long millis,
            @Nullable Integer responseCode,
            @Nullable String responseData,
            @Nullable String error)
            implements Event {
        @Override
        public Optional<String> effect() {
            return Optional.of("notify/" + attempt + "/" + notificationId);
        }
    }

    /** How a notification stands after an attempt. */
    enum Delivery {
        DONE,
        RETRYING,
        GIVEN_UP
    }
}
