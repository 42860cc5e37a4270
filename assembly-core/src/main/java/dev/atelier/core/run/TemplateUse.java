package dev.atelier.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Event;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.TemplateMerge;
import dev.atelier.core.instructions.TemplateSecrets;
import dev.atelier.core.port.Templates;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;

/** Finds the template a request names and lays the request over it. */
public final class TemplateUse {
    private final Templates templates;
    private final InstantSource clock;

    /**
     * What holds for a request.
     *
     * @param params merged, those of the request when it names no template
     * @param template null when it names none
     */
    public record Merged(ObjectNode params, Event.@Nullable TemplateRef template) {}

    public TemplateUse(Templates templates, InstantSource clock) {
        this.templates = templates;
        this.clock = clock;
    }

    /**
     * @param params as sent
     * @param account whose templates may be used
     * @param signed the request carries a signature or token that holds
     * @throws AssemblyException when the template cannot be used
     */
    public Merged merge(ObjectNode params, String account, boolean signed) {
        JsonNode named = params.get("template_id");
        if (named == null || named.isNull() || named.asText("?").isEmpty()) {
            return new Merged(params, null);
        }
        if (!named.isTextual()) {
            throw new AssemblyException(
                    ErrorCode.INVALID_TEMPLATE_FIELD,
                    "template_id must be a string, the id or name of a template.");
        }
        Templates.Template template = find(account, named.asText());
        if (template.requireSignature() && !signed) {
            throw new AssemblyException(
                    ErrorCode.NO_SIGNATURE_FIELD,
                    "The template has require_signature_auth: 1; sign the request.");
        }
        ObjectNode merged = TemplateMerge.merge(template.content(), params);
        if (!signed) {
            TemplateSecrets.requireHome(template.content(), params);
        }
        templates.used(template.id(), clock.millis());
        return new Merged(
                merged,
                new Event.TemplateRef(
                        template.id(), template.name(), template.content().toString()));
    }

    private Templates.Template find(String account, String idOrName) {
        return templates
                .find(account, idOrName)
                .orElseThrow(() ->
                        new AssemblyException(
                                ErrorCode.TEMPLATE_NOT_FOUND,
                                "There is no template `"
                                        + (idOrName.length() <= 64
                                                ? idOrName
                                                : idOrName.substring(0, 64) + "…")
                                        + "`."));
    }
}
