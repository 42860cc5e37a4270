package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Bill;
import dev.atelier.robots.generate.ProviderException.Kind;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What all predictions of Replicate have in common, whatever the model. */
public final class ReplicatePrediction {
    private static final long LARGEST_INLINE = 256 * 1024;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Pattern POLICY =
            Pattern.compile("(?i)nsfw|sensitive|E005|moderat|safety|content policy");

    private ReplicatePrediction() {}

    /** A picture as an input names it; one of more than 256 KB is uploaded first. */
    public static JsonNode reference(SentPicture picture, Errand errand) throws Exception {
        if (Files.size(picture.file()) <= LARGEST_INLINE) {
            return new POJONode(picture.dataUrl());
        }
        var form = new Ask.Form().file("content", "picture." + picture.extension(), picture);
        String url = errand.send(Ask.post("/files", form)).json().at("/urls/get").textValue();
        if (url == null) {
            throw new ProviderException(
                    Kind.OVERLOADED, "replicate took a picture but did not say where it is.");
        }
        return new TextNode(url);
    }

    public static Ask poll(ObjectNode ticket) {
        return Ask.get("/predictions/" + ticket.path("id").asText());
    }

    /**
     * @param nativeModel for the meta of the pictures
     * @param ordered how many pictures were
     */
    public static Reply read(Answer answer, String nativeModel, int ordered)
            throws IOException, ProviderException {
        JsonNode prediction = answer.json();
        return switch (prediction.path("status").asText()) {
            case "starting", "processing", "queued" ->
                    new Reply.Accepted(AssemblyFile.emptyJson().put("id", id(prediction)));
            case "succeeded", "successful" -> finished(prediction, nativeModel, ordered);
            case "failed" -> throw failed(prediction.path("error").asText("no reason given"));
            case "canceled" ->
                    throw new ProviderException(
                            Kind.TIMEOUT,
                            "replicate stopped the prediction; it took longer than cancel_after"
                                    + " allows, and may have been billed.");
            case "aborted" ->
                    throw new ProviderException(
                                    Kind.OVERLOADED,
                                    "replicate never started the prediction and did not bill it.")
                            .with(Bill.NONE);
            default ->
                    throw new ProviderException(
                            Kind.BROKEN, "replicate's answer has no status that is known.");
        };
    }

    private static String id(JsonNode prediction) throws ProviderException {
        String id = prediction.path("id").asText();
        if (!ID.matcher(id).matches()) {
            throw new ProviderException(Kind.BROKEN, "replicate's answer has no id.");
        }
        return id;
    }

    private static ProviderException failed(String said) {
        Kind kind = POLICY.matcher(said).find() ? Kind.CONTENT_POLICY : Kind.BROKEN;
        return new ProviderException(kind, "replicate: " + said);
    }

    private static Reply finished(JsonNode prediction, String nativeModel, int ordered)
            throws ProviderException {
        if (prediction.path("data_removed").asBoolean()) {
            throw new ProviderException(
                    Kind.RESULT_EXPIRED,
                    "The pictures were made, but replicate has deleted them; it keeps them an"
                            + " hour.");
        }
        JsonNode output = prediction.path("output");
        var pictures = new ArrayList<Made>();
        for (JsonNode one : output.isArray() ? output : List.of(output)) {
            Made made = DataUrl.made(one);
            if (made != null) {
                pictures.add(made);
            }
        }
        ObjectNode meta = AssemblyFile.emptyJson();
        meta.put("native_model", nativeModel);
        meta.put("provider_request_id", prediction.path("id").asText());
        return new Reply.Finished(pictures, missing(pictures.size(), ordered), null, meta);
    }

    /** Models with a filter leave pictures out without a word. */
    private static List<String> missing(int made, int ordered) {
        return made == 0 || made >= ordered
                ? List.of()
                : List.of(
                        "%d of %d came back; the model's filter drops what it does not show"
                                .formatted(made, ordered));
    }
}
