package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.run.AwaitEnd;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;

/**
 * Reads the text fields of a create. Complaints come in the order clients know: is there a params
 * field, is it JSON, is it an object, then its auth.
 */
public final class CreateParamsReader {

    /** Fields that steer the request and are none of the Assembly's own. */
    private static final Set<String> CONTROL =
            Set.of("params", "signature", UploadsReader.EXPECTED, UploadsReader.TUS_EXPECTED);

    private static final Set<String> PHASES = Set.of("transcoding", "persisting");

    private final InboundJson json;

    public CreateParamsReader(InboundJson json) {
        this.json = json;
    }

    /**
     * The params as sent.
     *
     * @throws AssemblyException for the first thing wrong
     */
    public ObjectNode sent(Map<String, String> form) {
        ObjectNode params = object(json, form.get("params"));
        checkAuth(params.get("auth"));
        return params;
    }

    /**
     * @param sent the params as they came
     * @param params the same with a template's laid under them
     * @throws AssemblyException for the first thing wrong
     */
    public CreateParams read(ObjectNode sent, ObjectNode params, Map<String, String> form) {
        return new CreateParams(
                params.get("steps"),
                fields(params.get("fields"), form),
                masked(sent).toString(),
                until(params),
                flag(params.get("quiet")),
                UploadsReader.expected(params, form),
                UploadsReader.limits(params.get("auth")),
                redirectUrl(params.get("redirect_url")),
                notifyUrl(params.get("notify_url")),
                usageTags(params.get("usage_tags")),
                ResponseHeaders.cors(params.get("response_headers")));
    }

    static ObjectNode object(InboundJson json, @Nullable String text) {
        if (text == null) {
            throw new AssemblyException(
                    ErrorCode.NO_PARAMS_FIELD,
                    "The request carries no params field; send the instructions as JSON in a form"
                            + " field named params.");
        }
        if (json.read(text) instanceof ObjectNode object) {
            return object;
        }
        throw new AssemblyException(
                ErrorCode.NO_OBJECT_PARAMS_FIELD, "params must be a JSON object with steps.");
    }

    /** Without keys nobody needs an auth object; one that is sent must still have its form. */
    private static void checkAuth(@Nullable JsonNode auth) {
        if (auth == null || auth.isNull()) {
            return;
        }
        if (!auth.isObject()) {
            throw refused(ErrorCode.NO_OBJECT_AUTH_PARAMETER);
        }
        JsonNode key = auth.get("key");
        if (key == null || key.isNull()) {
            throw refused(ErrorCode.NO_AUTH_KEY_PARAMETER);
        }
        if (!key.isTextual()) {
            throw refused(ErrorCode.INVALID_AUTH_KEY_PARAMETER);
        }
    }

    private static AssemblyException refused(ErrorCode code) {
        return new AssemblyException(code, code.defaultMessage());
    }

    private static ObjectNode fields(@Nullable JsonNode sent, Map<String, String> form) {
        ObjectNode fields =
                sent instanceof ObjectNode object
                        ? object.deepCopy()
                        : JsonNodeFactory.instance.objectNode();
        form.forEach((name, value) -> {
            if (!CONTROL.contains(name)) {
                fields.put(name, value);
            }
        });
        return fields;
    }

    private static ObjectNode masked(ObjectNode params) {
        ObjectNode masked = params.deepCopy();
        if (masked.get("auth") instanceof ObjectNode auth) {
            auth.put("key", Masking.MASK);
            auth.remove("secret");
        }
        return masked;
    }

    private static boolean flag(@Nullable JsonNode node) {
        return node != null && (node.isTextual() ? node.asText().equals("true") : node.asBoolean());
    }

    /** True, or the phase to wait for: two of them end with the Assembly here. */
    private static AwaitEnd.@Nullable Until until(ObjectNode params) {
        JsonNode await = params.get("await");
        if (await != null && await.asText().equals("notification")) {
            return AwaitEnd.Until.NOTIFIED;
        }
        boolean phase = await != null && PHASES.contains(await.asText());
        return phase || flag(await) || flag(params.get("blocking")) ? AwaitEnd.Until.ENDED : null;
    }

    private static @Nullable String redirectUrl(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.asText().isEmpty()) {
            return null;
        }
        String url = absolute(node.asText());
        if (url == null) {
            throw new AssemblyException(
                    ErrorCode.INVALID_FORM_DATA,
                    "redirect_url must be an absolute http or https URL.");
        }
        return url;
    }

    private static @Nullable String usageTags(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw new AssemblyException(
                    ErrorCode.INVALID_FORM_DATA, "usage_tags must be a string.");
        }
        return node.asText();
    }

    /** Null when it is no absolute http or https URL. */
    private static @Nullable String absolute(String url) {
        try {
            URI uri = new URI(url);
            boolean web = uri.getScheme() != null && uri.getScheme().matches("(?i)https?");
            return web && uri.getHost() != null ? uri.toASCIIString() : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Whether the address behind it may be asked is found out when it is. */
    static @Nullable String notifyUrl(@Nullable JsonNode node) {
        if (node == null || node.isNull() || (node.isTextual() && node.asText().isEmpty())) {
            return null;
        }
        if (!node.isTextual() || absolute(node.asText()) == null) {
            throw refused(ErrorCode.ASSEMBLY_INVALID_NOTIFY_URL);
        }
        return node.asText();
    }
}
