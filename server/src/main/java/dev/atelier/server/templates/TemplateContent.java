package dev.atelier.server.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.error.Violation;
import dev.atelier.core.run.Planner;
import dev.atelier.server.wire.ResponseHeaders;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks what a template says before it is stored, so that no request finds out first. */
final class TemplateContent {
    private static final Set<String> MEMBERS =
            Set.of(
                    "steps",
                    "fields",
                    "notify_url",
                    "notification_payload",
                    "auth",
                    "allow_steps_override",
                    "quiet",
                    "redirect_url",
                    "emit_execution_progress",
                    "response_headers",
                    "usage_tags",
                    "randomize_watermarks",
                    "ignore_upload_meta_data_errors",
                    "ffmpeg_stack",
                    "imagemagick_stack",
                    "exiftool_stack",
                    "mediainfo_stack",
                    "mplayer_stack");
    private static final Set<String> FLAGS =
            Set.of("allow_steps_override", "quiet", "emit_execution_progress");
    private static final Set<String> OBJECTS = Set.of("fields", "auth", "response_headers");
    private static final Set<String> TEXTS = Set.of("notify_url", "redirect_url", "usage_tags");

    private final Planner planner;

    TemplateContent(Planner planner) {
        this.planner = planner;
    }

    /**
     * @throws AssemblyException {@code TEMPLATE_VALIDATION_ERROR} with all violations
     */
    void check(ObjectNode content) {
        var violations = new ArrayList<Violation>();
        content.properties()
                .forEach(member -> {
                    String problem = problem(member.getKey(), member.getValue());
                    if (problem != null) {
                        violations.add(violation(member.getKey(), problem, null));
                    }
                });
        JsonNode steps = content.get("steps");
        if (steps != null && !steps.isNull()) {
            planner.check(steps)
                    .forEach(one ->
                            violations.add(violation(one.path(), one.message(), one.step())));
        }
        if (!violations.isEmpty()) {
            throw new AssemblyException(AssemblyError.of(List.copyOf(violations)));
        }
    }

    private static Violation violation(String path, String message, @Nullable String step) {
        return new Violation(ErrorCode.TEMPLATE_VALIDATION_ERROR, path, message, step);
    }

    private static @Nullable String problem(String name, JsonNode value) {
        if (name.equals("template_id")) {
            return "a template cannot name another; put its steps here";
        }
        if (!MEMBERS.contains(name)) {
            return "is no member of a template";
        }
        if (value.isNull()) {
            return null;
        }
        if (FLAGS.contains(name) && !value.isBoolean()) {
            return "must be true or false";
        }
        if (OBJECTS.contains(name) && !value.isObject()) {
            return "must be an object";
        }
        if (TEXTS.contains(name) && !value.isTextual()) {
            return "must be a string";
        }
        return name.equals("response_headers") ? ResponseHeaders.problem(value) : null;
    }
}
