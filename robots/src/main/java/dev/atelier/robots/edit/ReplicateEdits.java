package dev.atelier.robots.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;
import dev.atelier.robots.generate.provider.Answer;
import dev.atelier.robots.generate.provider.Ask;
import dev.atelier.robots.generate.provider.Errand;
import dev.atelier.robots.generate.provider.ReplicatePrediction;
import dev.atelier.robots.generate.provider.Reply;
import dev.atelier.robots.generate.provider.SentPicture;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Models on Replicate. Those of the community run by their newest version, which is asked for
 * first. Form as in its HTTP reference and the published schemas of the models; no real server was
 * asked.
 */
final class ReplicateEdits implements EditForm {
    private static final String LONGEST_RUN = "10m";
    private static final Pattern NAME = Pattern.compile("[\\w.-]{1,100}/[\\w.-]{1,100}");
    private static final Pattern VERSION = Pattern.compile("[0-9a-zA-Z]{1,100}");

    @Override
    public String provider() {
        return "replicate";
    }

    @Override
    public Ask submit(
            EditModel model,
            Edit edit,
            SentPicture picture,
            @Nullable String storage,
            Errand errand)
            throws Exception {
        int colon = model.id().indexOf(':');
        String name = colon < 0 ? model.id() : model.id().substring(0, colon);
        if (!NAME.matcher(name).matches()) {
            throw new ProviderException(
                    Kind.MODEL_GONE, "replicate's models are called owner/name, not " + name + ".");
        }
        ObjectNode body = AssemblyFile.emptyJson();
        JsonNode image = ReplicatePrediction.reference(picture, errand);
        body.set("input", input(name, model, edit, image));
        if (model.official()) {
            return patient(Ask.post("/models/" + name + "/predictions", body));
        }
        body.put("version", colon < 0 ? newest(name, errand) : model.id().substring(colon + 1));
        return patient(Ask.post("/predictions", body));
    }

    private static Ask patient(Ask ask) {
        return ask.with("Cancel-After", LONGEST_RUN);
    }

    private static String newest(String name, Errand errand) throws IOException, ProviderException {
        Answer answer = errand.send(Ask.get("/models/" + name));
        String version = answer.json().at("/latest_version/id").asText("");
        if (!VERSION.matcher(version).matches()) {
            throw new ProviderException(
                    Kind.MODEL_GONE, "replicate has no version of " + name + " that runs.");
        }
        return version;
    }

    private static ObjectNode input(String name, EditModel model, Edit edit, JsonNode image) {
        ObjectNode input = AssemblyFile.emptyJson();
        return switch (name) {
            case "nightmareai/real-esrgan" ->
                    input.<ObjectNode>set("image", image)
                            .put("scale", edit.scale())
                            .put("face_enhance", edit.faces());
            case "tencentarc/gfpgan" ->
                    input.<ObjectNode>set("img", image).put("scale", edit.scale());
            case "sczhou/codeformer" ->
                    input.<ObjectNode>set("image", image)
                            .put("upscale", edit.scale())
                            .put("face_upsample", edit.scale() > 1)
                            .put("background_enhance", edit.scale() > 1);
            case "flux-kontext-apps/restore-image" ->
                    input.<ObjectNode>set("input_image", image).put("output_format", "png");
            case "851-labs/background-remover" ->
                    input.<ObjectNode>set("image", image).put("format", "png");
            default -> {
                if (model.scale() != null) {
                    input.put(model.scale(), edit.scale());
                }
                yield input.set(Objects.requireNonNullElse(model.image(), "image"), image);
            }
        };
    }

    @Override
    public Reply submitted(Answer answer, EditModel model) throws IOException, ProviderException {
        return ReplicatePrediction.read(answer, model.id(), 1);
    }

    @Override
    public Ask poll(ObjectNode ticket) {
        return ReplicatePrediction.poll(ticket);
    }

    @Override
    public Reply polled(Answer answer, ObjectNode ticket, EditModel model)
            throws IOException, ProviderException {
        return ReplicatePrediction.read(answer, model.id(), 1) instanceof Reply.Finished finished
                ? finished
                : new Reply.Working();
    }
}
