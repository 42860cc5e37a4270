package dev.atelier.core.robot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.error.Violation;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** One walk over a parameter record, collecting violations on the way. */
final class ParamBinding {
    private final RobotDescriptor<?> about;
    private final String step;
    private final boolean withVariables;
    private final List<Violation> violations = new ArrayList<>();
    private int skipped;

    /**
     * @param withVariables whether values holding variables are skipped; without, they are text
     */
    ParamBinding(RobotDescriptor<?> about, String step, boolean withVariables) {
        this.about = about;
        this.step = step;
        this.withVariables = withVariables;
    }

    List<Violation> violations() {
        return Collections.unmodifiableList(violations);
    }

    /** The record, or null when something in it was wrong or skipped. */
    <R extends Record> @Nullable R record(Class<R> type, ObjectNode raw, String path) {
        refuseUnknown(ParamSpec.of(type), raw, path);
        return components(type, raw, path);
    }

    private <R extends Record> @Nullable R components(Class<R> type, ObjectNode raw, String path) {
        int wrongBefore = violations.size();
        int skippedBefore = skipped;
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = component(components[i], raw, path);
            if (type == about.params() && values[i] instanceof String text) {
                String name = ParamSpec.of(components[i]).name();
                passes(path + "." + name, () -> about.check(name, text));
            }
        }
        boolean whole = violations.size() == wrongBefore && skipped == skippedBefore;
        @Nullable R made = whole ? construct(type, values, path) : null;
        boolean refused = made != null && type == about.params() && !fits(made, path);
        return refused ? null : made;
    }

    private boolean fits(Record made, String path) {
        return passes(path, () -> about.check(made));
    }

    /** What only the robot knows is told like everything else. */
    private boolean passes(String path, Runnable check) {
        try {
            check.run();
            return true;
        } catch (ParamException wrong) {
            refuse(below(path, wrong), wrong.getMessage(), wrong.code().orElse(null));
            return false;
        }
    }

    private @Nullable Object component(RecordComponent component, ObjectNode raw, String path) {
        if (ParamSpec.isInline(component)) {
            return components(component.getType().asSubclass(Record.class), raw, path);
        }
        ParamSpec spec = ParamSpec.of(component);
        return component(spec, raw.get(spec.name()), path + "." + spec.name());
    }

    private void refuseUnknown(List<ParamSpec> specs, ObjectNode raw, String path) {
        List<String> known = specs.stream().map(ParamSpec::name).toList();
        for (String name : (Iterable<String>) raw::fieldNames) {
            if (!known.contains(name)) {
                String hint =
                        Nearest.to(name, known)
                                .map(near -> "; did you mean `" + near + "`?")
                                .orElseGet(() -> "; known here: " + usable(specs));
                refuse(path + "." + name, "unknown parameter `" + name + "`" + hint);
            }
        }
    }

    private static String usable(List<ParamSpec> specs) {
        String names =
                specs.stream()
                        .filter(spec -> !spec.rule().notYet())
                        .map(spec -> "`" + spec.name() + "`")
                        .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none but those every step has" : names;
    }

    private @Nullable Object component(ParamSpec spec, @Nullable JsonNode node, String path) {
        if (node == null || isAbsent(spec, node)) {
            return spec.rule().required() ? refuse(path, "is required") : null;
        }
        if (node.isNull()) {
            return refuse(path, "must not be null; leave it out instead");
        }
        if (spec.rule().notYet()) {
            return refuse(path, "is not available in this version: " + spec.rule().doc());
        }
        return value(spec, spec.type(), node, path);
    }

    private static boolean isAbsent(ParamSpec spec, JsonNode node) {
        boolean asksForNothing =
                spec.rule().notYet() && node.asText().equals(spec.rule().fallback());
        return (node.isNull() && spec.nullable()) || (asksForNothing && node.isValueNode());
    }

    private @Nullable Object value(ParamSpec spec, Type type, JsonNode node, String path) {
        if (type instanceof ParameterizedType list) {
            return node.isArray()
                    ? list(spec, list.getActualTypeArguments()[0], node, path)
                    : skipOr(spec, node, path, "must be a list");
        }
        if (type instanceof Class<?> known && known.isRecord() && !ParamValue.isCreator(known)) {
            return node instanceof ObjectNode object
                    ? record(known.asSubclass(Record.class), object, path)
                    : skipOr(spec, node, path, "must be an object");
        }
        if (left(spec, node)) {
            skipped++;
            return null;
        }
        try {
            return ParamValue.of((Class<?>) type, spec, node, !withVariables);
        } catch (ParamException wrong) {
            return refuse(below(path, wrong), wrong.getMessage(), wrong.code().orElse(null));
        }
    }

    private @Nullable Object skipOr(ParamSpec spec, JsonNode node, String path, String complaint) {
        if (left(spec, node)) {
            skipped++;
            return null;
        }
        return refuse(path, complaint + ", not " + ParamValue.shown(node));
    }

    private List<@Nullable Object> list(ParamSpec spec, Type element, JsonNode nodes, String path) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            values.add(value(spec, element, nodes.get(i), path + "[" + i + "]"));
        }
        return Collections.unmodifiableList(values);
    }

    /** Whether the value is judged only once its variables are known. */
    private boolean left(ParamSpec spec, JsonNode node) {
        return withVariables && !spec.rule().asWritten() && holdsVariable(node);
    }

    private static boolean holdsVariable(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue().contains("${");
        }
        for (JsonNode child : node) {
            if (holdsVariable(child)) {
                return true;
            }
        }
        return false;
    }

    private <R extends Record> @Nullable R construct(
            Class<R> type, @Nullable Object[] values, String path) {
        try {
            Class<?>[] types =
                    Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new);
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof ParamException wrong) {
                refuse(below(path, wrong), wrong.getMessage(), wrong.code().orElse(null));
                return null;
            }
            throw new IllegalStateException(type + " cannot be made", thrown.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type + " cannot be made", impossible);
        }
    }

    private static String below(String path, ParamException wrong) {
        return wrong.param().isEmpty() ? path : path + "." + wrong.param();
    }

    private @Nullable Object refuse(String path, @Nullable String message) {
        return refuse(path, message, null);
    }

    private @Nullable Object refuse(
            String path, @Nullable String message, @Nullable ErrorCode code) {
        violations.add(
                new Violation(
                        code == null ? about.validation() : code,
                        path,
                        message == null ? "is wrong" : message,
                        step));
        return null;
    }
}
