package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What all apps in the queue of fal have in common. */
public final class FalQueue {
    private static final long LARGEST_INLINE = 256 * 1024;
    private static final String STORAGE = "https://rest.fal.ai";

    private FalQueue() {}

    /**
     * A picture as an input names it; one of more than 256 KB is uploaded first.
     *
     * @param storageUrl where uploads are announced; null for fal's own
     */
    public static JsonNode reference(
            SentPicture picture, @Nullable String storageUrl, Errand errand) throws Exception {
        if (Files.size(picture.file()) <= LARGEST_INLINE) {
            return new POJONode(picture.dataUrl());
        }
        String storage = Objects.requireNonNullElse(storageUrl, STORAGE);
        ObjectNode announced = AssemblyFile.emptyJson();
        announced.put("content_type", picture.contentType());
        announced.put("file_name", "picture." + picture.extension());
        JsonNode place =
                errand.send(
                                Ask.post(
                                        storage
                                                + "/storage/upload/initiate?storage_type=fal-cdn-v3",
                                        announced))
                        .json();
        String upload = place.path("upload_url").textValue();
        String file = place.path("file_url").textValue();
        if (upload == null || file == null) {
            throw new ProviderException(
                    Kind.OVERLOADED, "fal did not say where to upload a picture.");
        }
        errand.send(
                new Ask(
                        "PUT",
                        upload,
                        Map.of(),
                        new Ask.Bytes(picture.contentType(), picture.file())));
        return new TextNode(file);
    }

    /** Reads the answer to an order. */
    public static Reply submitted(Answer answer) throws ProviderException {
        JsonNode queued = answer.json();
        ObjectNode ticket = AssemblyFile.emptyJson();
        for (String name : List.of("request_id", "status_url", "response_url")) {
            String value = queued.path(name).textValue();
            if (value == null) {
                throw new ProviderException(Kind.BROKEN, "fal's answer has no " + name + ".");
            }
            ticket.put(name, value);
        }
        return new Reply.Accepted(ticket);
    }

    public static Ask poll(ObjectNode ticket) {
        String status = ticket.path("status_url").asText();
        return Ask.get(
                ticket.path("completed").asBoolean()
                        ? ticket.path("response_url").asText()
                        : status + (status.contains("?") ? "&" : "?") + "logs=0");
    }

    /** Whether an answer is the result itself and not the state of the work. */
    public static boolean isResult(ObjectNode ticket) {
        return ticket.path("completed").asBoolean();
    }

    /** Reads how far the work has come. */
    public static Reply state(JsonNode json, ObjectNode ticket) throws ProviderException {
        return switch (json.path("status").asText()) {
            case "IN_QUEUE", "IN_PROGRESS" -> new Reply.Working();
            case "COMPLETED" -> new Reply.Accepted(ticket.deepCopy().put("completed", true));
            default ->
                    throw new ProviderException(
                            Kind.BROKEN, "fal's answer has no status that is known.");
        };
    }
}
