package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.Listing;
import dev.atelier.core.port.TemplateCredentials.Credential;
import dev.atelier.core.port.TemplateCredentials.Sort;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Template credentials as the API takes and shows them: secrets go in and never come out. */
public final class CredentialJson {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{4,64}");
    private static final List<String> SORTS = List.of("id", "name", "type", "created", "modified");

    private final InboundJson json;

    /** What a create or change says; null where it says nothing. */
    public record Sent(
            @Nullable String name, @Nullable String type, @Nullable ObjectNode content) {}

    /** Which part of the list, and in what order. */
    public record Wanted(Sort sort, Listing listing) {}

    public CredentialJson(InboundJson json) {
        this.json = json;
    }

    /**
     * @param code what anything wrong is reported as
     */
    public Sent read(ObjectNode params, ErrorCode code) {
        var read = new ListParams(params, code);
        String name = read.text("name");
        if (name != null && !NAME.matcher(name).matches()) {
            throw new AssemblyException(
                    code, "name must have 4 to 64 letters, digits, dashes and underscores.");
        }
        String type = read.text("type");
        if (type != null && !CredentialTypes.known(type)) {
            throw new AssemblyException(
                    code,
                    "type must be one of "
                            + String.join(", ", CredentialTypes.all().keySet())
                            + ".");
        }
        return new Sent(name, type, content(params.get("content"), code));
    }

    private @Nullable ObjectNode content(@Nullable JsonNode sent, ErrorCode code) {
        if (sent == null || sent.isNull()) {
            return null;
        }
        JsonNode content = sent;
        if (sent.isTextual()) {
            try {
                content = json.read(sent.asText());
            } catch (AssemblyException e) {
                throw new AssemblyException(code, "content is not usable JSON.", e);
            }
        }
        if (content instanceof ObjectNode object) {
            return object;
        }
        throw new AssemblyException(
                code, "content must be an object, or that object as JSON text.");
    }

    /**
     * The content to store: what was sent over what was there. A field that shows only the mask
     * stays as it was, so that an answer of ours can be sent back.
     *
     * @param before null for new credentials
     * @throws AssemblyException when a field is missing
     */
    public static ObjectNode complete(
            String type, @Nullable ObjectNode before, ObjectNode sent, ErrorCode code) {
        ObjectNode content = before == null ? AssemblyFile.emptyJson() : before.deepCopy();
        sent.properties()
                .forEach(field -> {
                    boolean shown = field.getValue().asText().equals(Masking.MASK);
                    if (!shown || !content.has(field.getKey())) {
                        content.set(field.getKey(), field.getValue());
                    }
                });
        List<String> missing =
                CredentialTypes.required(type).stream()
                        .filter(field -> !content.hasNonNull(field))
                        .toList();
        if (content.isEmpty() || !missing.isEmpty()) {
            String what = missing.isEmpty() ? "fields" : String.join(", ", missing);
            throw new AssemblyException(
                    code, "content lacks " + what + " of credentials for " + type + ".");
        }
        return content;
    }

    public static Wanted wanted(ObjectNode params) {
        var read = new ListParams(params, ErrorCode.TEMPLATE_CREDENTIALS_NOT_READ);
        String sort = read.choice("sort", "created", SORTS).toUpperCase(Locale.ROOT);
        return new Wanted(Sort.valueOf(sort), read.listing());
    }

    /**
     * @param content opened, to show which fields there are
     */
    public static ObjectNode answer(
            String ok, String message, Credential credential, ObjectNode content) {
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("ok", ok);
        body.put("message", message);
        body.set("credential", shown(credential, content));
        return body;
    }

    public static ObjectNode list(ArrayNode shown) {
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("ok", "TEMPLATE_CREDENTIALS_FOUND");
        body.put("message", "The template credentials were found.");
        body.set("credentials", shown);
        return body;
    }

    public static ObjectNode shown(Credential credential, ObjectNode content) {
        ObjectNode masked = content.deepCopy();
        masked.properties()
                .forEach(field -> {
                    if (CredentialTypes.secret(credential.type(), field.getKey())) {
                        field.setValue(masked.textNode(Masking.MASK));
                    }
                });
        ObjectNode json = AssemblyFile.emptyJson();
        json.put("id", credential.id());
        json.put("account_id", credential.account());
        json.put("name", credential.name());
        json.put("type", credential.type());
        json.set("content", masked);
        json.put("stringified", masked.toString());
        json.put("created", WireDates.iso(credential.created()));
        json.put("modified", WireDates.iso(credential.modified()));
        json.putNull("deleted");
        return json;
    }

    public static ObjectNode deleted() {
        return AssemblyFile.emptyJson()
                .put("ok", "TEMPLATE_CREDENTIALS_DELETED")
                .put("message", "The template credentials were deleted.");
    }

    public static ObjectNode types() {
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("ok", "TEMPLATE_CREDENTIALS_TYPES_FOUND");
        body.put("message", "The types of template credentials were found.");
        ObjectNode types = body.putObject("types");
        CredentialTypes.all()
                .forEach((type, fields) -> {
                    ObjectNode shown = types.putObject(type).putObject("fields");
                    fields.forEach((name, field) ->
                            shown.putObject(name)
                                    .put("requiredOnCreate", field.required())
                                    .put("secret", field.secret()));
                });
        return body;
    }
}
