package dev.atelier.server.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblyFile;

import java.util.regex.Pattern;

/** The members of a status that repeat what was asked for, as JSON texts without secrets. */
final class ShownParams {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MAYBE_SECRET = Pattern.compile("\"(?:key|secret|password)\"");

    private ShownParams() {}

    static void write(Assembly assembly, ObjectNode json) {
        var request = assembly.created().request();
        var template = request.template();
        json.put("params", masked(request.params()));
        json.put("template", template == null ? null : masked(template.content()));
        ObjectNode merged = AssemblyFile.emptyJson();
        if (template != null) {
            merged.put("template_id", template.id());
        }
        merged.set("steps", assembly.created().steps());
        merged.set("fields", assembly.fields());
        if (request.notifyUrl() != null) {
            merged.put("notify_url", request.notifyUrl());
        }
        if (request.redirectUrl() != null) {
            merged.put("redirect_url", request.redirectUrl());
        }
        json.put("merged_params", masked(merged.toString()));
    }

    /** Most texts hold nothing to hide and need not be read. */
    private static String masked(String text) {
        if (!MAYBE_SECRET.matcher(text).find()) {
            return text;
        }
        try {
            return JSON.readTree(text) instanceof ObjectNode params
                    ? Masking.params(params).toString()
                    : "{}";
        } catch (JsonProcessingException e) {
            return "{}";
        }
    }
}
