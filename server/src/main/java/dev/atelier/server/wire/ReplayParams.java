package dev.atelier.server.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.TemplateMerge;
import dev.atelier.core.run.TemplateUse;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/**
 * What a replay is to run: what the Assembly ran, with the request's own say laid over it.
 *
 * @param text the params of the new Assembly
 */
public record ReplayParams(
        ObjectNode steps,
        ObjectNode fields,
        String text,
        Event.@Nullable TemplateRef template,
        @Nullable String notifyUrl) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STEPS = "steps";
    private static final String FIELDS = "fields";
    private static final String NOTIFY = "notify_url";
    private static final String TEMPLATE = "template_id";

    /**
     * @param parent the Assembly to run again
     * @param templates lays params over the template they name
     * @throws AssemblyException when there is nothing to run, or a template forbids it
     */
    public static ReplayParams read(
            ObjectNode sent,
            Event.Created parent,
            Function<ObjectNode, TemplateUse.Merged> templates) {
        boolean reparse =
                sent.path("reparse_template").asText().matches("1|true")
                        || sent.hasNonNull(TEMPLATE);
        Event.TemplateRef template = parent.request().template();
        ObjectNode base = base(parent);
        if (reparse) {
            var merged = templates.apply(again(sent, parent));
            base = merged.params();
            template = merged.template();
        }
        JsonNode steps = over(base.path(STEPS), sent, template);
        if (!(steps instanceof ObjectNode some) || some.isEmpty()) {
            throw new AssemblyException(
                    ErrorCode.ASSEMBLY_CANNOT_BE_REPLAYED,
                    "The Assembly has no steps that were accepted; send steps with the replay.");
        }
        ObjectNode fields = object(base.get(FIELDS));
        if (sent.get(FIELDS) instanceof ObjectNode more) {
            fields = (ObjectNode) TemplateMerge.over(fields, more);
        }
        String notify = notifyUrl(sent.has(NOTIFY) ? sent.get(NOTIFY) : base.get(NOTIFY));
        return new ReplayParams(some, fields, text(sent), template, notify);
    }

    private static ObjectNode base(Event.Created parent) {
        ObjectNode base = AssemblyFile.emptyJson();
        base.set(STEPS, parent.steps());
        base.set(FIELDS, parent.fields());
        base.put(NOTIFY, parent.request().notifyUrl());
        return base;
    }

    /** The params of the parent as they were sent, over whatever the template says today. */
    private static ObjectNode again(ObjectNode sent, Event.Created parent) {
        ObjectNode params = object(parsed(parent.request().params()));
        params.set(FIELDS, parent.fields());
        var template = parent.request().template();
        if (sent.hasNonNull(TEMPLATE)) {
            params.set(TEMPLATE, sent.get(TEMPLATE));
        } else if (template != null) {
            params.put(TEMPLATE, template.id());
        }
        return params;
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored params cannot be read", e);
        }
    }

    private static ObjectNode object(@Nullable JsonNode node) {
        return node instanceof ObjectNode some ? some.deepCopy() : AssemblyFile.emptyJson();
    }

    private static JsonNode over(
            JsonNode steps, ObjectNode sent, Event.@Nullable TemplateRef template) {
        JsonNode mine = sent.get(STEPS);
        if (mine == null || mine.isNull() || (mine.isArray() && mine.isEmpty())) {
            return steps;
        }
        if (template != null) {
            TemplateMerge.requireOverridable(parsed(template.content()));
        }
        ObjectNode overrides = mine.isArray() ? byPosition(mine, steps) : checked(mine);
        return TemplateMerge.over(object(steps), overrides);
    }

    private static ObjectNode checked(JsonNode steps) {
        if (steps instanceof ObjectNode some) {
            return some;
        }
        throw new AssemblyException(
                ErrorCode.ASSEMBLY_INVALID_STEPS,
                "steps must be an object of step name to what is to be changed.");
    }

    /** The form of old clients: the n-th entry speaks of the n-th step. */
    private static ObjectNode byPosition(JsonNode list, JsonNode steps) {
        ObjectNode named = AssemblyFile.emptyJson();
        var names = steps.fieldNames();
        for (JsonNode one : list) {
            if (!names.hasNext()) {
                throw new AssemblyException(
                        ErrorCode.ASSEMBLY_INVALID_STEPS,
                        "steps has more entries than the Assembly has steps.");
            }
            named.set(names.next(), one);
        }
        return named;
    }

    private static @Nullable String notifyUrl(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw new AssemblyException(
                    ErrorCode.ASSEMBLY_INVALID_NOTIFY_URL,
                    ErrorCode.ASSEMBLY_INVALID_NOTIFY_URL.defaultMessage());
        }
        return node.asText();
    }

    private static String text(ObjectNode sent) {
        ObjectNode text = sent.deepCopy();
        if (text.get("auth") instanceof ObjectNode auth) {
            auth.put("key", Masking.MASK);
            auth.remove("secret");
        }
        return text.toString();
    }

    /** The answer to the request; old clients would take this state for an end elsewhere. */
    public static ObjectNode replaying(String id, Urls urls, @Nullable String notifyUrl) {
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("ok", "ASSEMBLY_REPLAYING");
        body.put("success", true);
        body.put("message", "The Assembly is being replayed.");
        body.put("assembly_id", id);
        body.put("assembly_url", urls.assembly(id));
        body.put("assembly_ssl_url", urls.assembly(id));
        body.put("notify_url", notifyUrl);
        return body;
    }
}
