package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.Listing;
import dev.atelier.core.port.Templates;
import dev.atelier.core.port.Templates.Template;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Templates as the API shows and takes them. */
public final class TemplateJson {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final List<String> SORTS =
            List.of("id", "name", "created", "modified", "last_used");
    private static final List<String> BUILTIN =
            List.of("none", "latest", "all", "exclusively-latest", "exclusively-all");

    private final InboundJson json;

    /**
     * What a create or change says; null where it says nothing.
     *
     * @param content as sent, not yet checked
     */
    public record Sent(
            @Nullable String name,
            @Nullable ObjectNode content,
            @Nullable Boolean requireSignature) {}

    /** Which part of the list, and in what order. */
    public record Wanted(Templates.Sort sort, Listing listing, boolean own) {}

    public TemplateJson(InboundJson json) {
        this.json = json;
    }

    /**
     * @throws AssemblyException for the first thing wrong
     */
    public Sent read(ObjectNode params) {
        refuseExpiry(params, "assembly_status_expiry");
        refuseExpiry(params, "transcoding_result_expiry");
        return new Sent(name(params), content(params.get("template")), signature(params));
    }

    /** How long things are kept is a setting of the whole server. */
    private static void refuseExpiry(ObjectNode params, String name) {
        if (params.hasNonNull(name)) {
            throw invalid(
                    name
                            + " cannot be set for one template here; retention is a setting of the"
                            + " server. Leave it out.");
        }
    }

    private static @Nullable String name(ObjectNode params) {
        JsonNode name = params.get("name");
        if (name == null || name.isNull()) {
            return null;
        }
        String text = name.isTextual() ? name.asText() : "";
        if (!NAME.matcher(text).matches() || ID.matcher(text).matches()) {
            throw invalid(
                    "name must have 1 to 64 letters, digits and any of - _ . and must not look like"
                            + " an id.");
        }
        return text;
    }

    private @Nullable ObjectNode content(@Nullable JsonNode template) {
        if (template == null || template.isNull()) {
            return null;
        }
        JsonNode content = template.isTextual() ? parsed(template.asText()) : template;
        if (content instanceof ObjectNode object) {
            return object;
        }
        throw invalid("template must be an object, or that object as JSON text.");
    }

    private JsonNode parsed(String text) {
        try {
            return json.read(text);
        } catch (AssemblyException e) {
            String why = e.error().message().replaceFirst("^params is", "template is");
            throw new AssemblyException(ErrorCode.TEMPLATE_INVALID_JSON, why, e);
        }
    }

    private static @Nullable Boolean signature(ObjectNode params) {
        JsonNode node = params.get("require_signature_auth");
        if (node == null || node.isNull()) {
            return null;
        }
        return switch (node.asText()) {
            case "1", "true" -> true;
            case "0", "false" -> false;
            default -> throw invalid("require_signature_auth must be 0 or 1.");
        };
    }

    private static AssemblyException invalid(String message) {
        return new AssemblyException(ErrorCode.TEMPLATE_VALIDATION_ERROR, message);
    }

    /**
     * @throws AssemblyException {@code TEMPLATE_LIST_ERROR}
     */
    public static Wanted wanted(ObjectNode params) {
        var read = new ListParams(params, ErrorCode.TEMPLATE_LIST_ERROR);
        String sort = read.choice("sort", "created", SORTS).toUpperCase(Locale.ROOT);
        boolean own = !read.choice("include_builtin", "none", BUILTIN).startsWith("exclusively");
        return new Wanted(Templates.Sort.valueOf(sort), read.listing(), own);
    }

    public static ObjectNode found(String ok, String message, Template template) {
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("ok", ok);
        body.put("message", message);
        body.put("id", template.id());
        body.put("template_id", template.id());
        body.put("name", template.name());
        body.put("template_name", template.name());
        body.set("content", template.content());
        body.put("require_signature_auth", template.requireSignature() ? 1 : 0);
        body.putNull("assembly_status_expiry");
        body.putNull("transcoding_result_expiry");
        return body;
    }

    public static ObjectNode deleted() {
        return AssemblyFile.emptyJson()
                .put("ok", "TEMPLATE_DELETED")
                .put("message", "The template was deleted.");
    }

    public static ObjectNode page(Templates.Page page) {
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("count", page.count());
        ArrayNode items = body.putArray("items");
        for (Template one : page.items()) {
            ObjectNode item = items.addObject();
            item.put("id", one.id());
            item.put("account_id", one.account());
            item.put("name", one.name());
            item.set("content", one.content());
            item.put("require_signature_auth", one.requireSignature() ? 1 : 0);
            item.put("created", WireDates.iso(one.created()));
            item.put("modified", WireDates.iso(one.modified()));
            Long used = one.lastUsed();
            item.put("last_used", used == null ? null : WireDates.iso(used));
            item.put("encryption_version", 0);
        }
        return body;
    }
}
