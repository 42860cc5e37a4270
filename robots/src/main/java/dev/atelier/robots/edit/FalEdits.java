package dev.atelier.robots.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;
import dev.atelier.robots.generate.provider.Answer;
import dev.atelier.robots.generate.provider.Ask;
import dev.atelier.robots.generate.provider.Errand;
import dev.atelier.robots.generate.provider.FalQueue;
import dev.atelier.robots.generate.provider.Made;
import dev.atelier.robots.generate.provider.Reply;
import dev.atelier.robots.generate.provider.SentPicture;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Apps of fal, through its queue. Form as in its queue reference and the published schemas of the
 * apps; no real server was asked.
 */
final class FalEdits implements EditForm {
    private static final Pattern APP = Pattern.compile("[\\w-]+(/[\\w.-]+){1,5}");

    @Override
    public String provider() {
        return "fal";
    }

    @Override
    public Ask submit(
            EditModel model,
            Edit edit,
            SentPicture picture,
            @Nullable String storage,
            Errand errand)
            throws Exception {
        if (!APP.matcher(model.id()).matches()) {
            throw new ProviderException(
                    Kind.MODEL_GONE, "fal's apps are called owner/name, not " + model.id() + ".");
        }
        ObjectNode input = AssemblyFile.emptyJson();
        input.set(
                Objects.requireNonNullElse(model.image(), "image_url"),
                FalQueue.reference(picture, storage, errand));
        switch (model.id()) {
            case "fal-ai/esrgan" ->
                    input.put("scale", edit.scale())
                            .put("face", edit.faces())
                            .put("output_format", "png");
            case "fal-ai/codeformer" ->
                    input.put("upscaling", edit.scale()).put("face_upscale", edit.scale() > 1);
            case "fal-ai/birefnet" -> input.put("output_format", "png");
            default -> {
                if (model.scale() != null) {
                    input.put(model.scale(), edit.scale());
                }
            }
        }
        return Ask.post("/" + model.id(), input).with("X-Fal-No-Retry", "1");
    }

    @Override
    public Reply submitted(Answer answer, EditModel model) throws ProviderException {
        return FalQueue.submitted(answer);
    }

    @Override
    public Ask poll(ObjectNode ticket) {
        return FalQueue.poll(ticket);
    }

    @Override
    public Reply polled(Answer answer, ObjectNode ticket, EditModel model)
            throws IOException, ProviderException {
        JsonNode json = answer.json();
        if (!FalQueue.isResult(ticket)) {
            return FalQueue.state(json, ticket);
        }
        JsonNode url = json.at("/image/url");
        Made made = Made.of(url.isMissingNode() ? json.at("/images/0/url") : url);
        ObjectNode meta = AssemblyFile.emptyJson();
        meta.put("native_model", model.id());
        meta.put("provider_request_id", ticket.path("request_id").asText());
        return new Reply.Finished(made == null ? List.of() : List.of(made), List.of(), null, meta);
    }
}
