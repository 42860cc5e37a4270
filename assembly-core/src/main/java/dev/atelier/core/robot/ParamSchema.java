package dev.atelier.core.robot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** Describes a robot's own parameters as JSON schema, from its parameter record. */
public final class ParamSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ParamSchema() {}

    /**
     * Draft 2020-12. The parameters every step has are not in it, and parameters that are not
     * available yet are left out. Any value may also be a string holding {@code ${…}}.
     */
    public static ObjectNode of(RobotDescriptor<?> about) {
        ObjectNode schema = JSON.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", about.name());
        schema.put("description", about.summary());
        schema.setAll(object(about.params()));
        return schema;
    }

    private static ObjectNode object(Class<?> record) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        var required = JSON.arrayNode();
        for (ParamSpec spec : ParamSpec.of(record)) {
            if (!spec.rule().notYet()) {
                properties.set(spec.name(), property(spec));
            }
            if (spec.rule().required()) {
                required.add(spec.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode property(ParamSpec spec) {
        ObjectNode property = typed(spec, spec.type());
        property.put("description", spec.rule().doc());
        if (!spec.rule().fallback().isEmpty() && isValue(spec)) {
            property.set("default", fallback(spec));
        }
        return property;
    }

    private static ObjectNode typed(ParamSpec spec, Type type) {
        ObjectNode schema = JSON.objectNode();
        if (type instanceof ParameterizedType list) {
            schema.put("type", "array");
            schema.set("items", typed(spec, list.getActualTypeArguments()[0]));
            return schema;
        }
        Class<?> known = (Class<?>) type;
        if (known == Integer.class || known == Long.class || known == Double.class) {
            return limits(spec, schema.put("type", known == Double.class ? "number" : "integer"));
        }
        if (known == Boolean.class) {
            return schema.put("type", "boolean");
        }
        if (known == String.class) {
            return words(spec, schema.put("type", "string"));
        }
        if (known.isEnum()) {
            var words = schema.put("type", "string").putArray("enum");
            ParamSpec.words(known).forEach(words::add);
            return schema;
        }
        boolean nested = known.isRecord() && !ParamValue.isCreator(known);
        return nested ? object(known) : schema;
    }

    private static ObjectNode limits(ParamSpec spec, ObjectNode schema) {
        if (Double.isFinite(spec.rule().min())) {
            schema.set("minimum", number(spec.rule().min()));
        }
        if (Double.isFinite(spec.rule().max())) {
            schema.set("maximum", number(spec.rule().max()));
        }
        return schema;
    }

    private static ObjectNode words(ParamSpec spec, ObjectNode schema) {
        if (spec.rule().oneOf().length > 0) {
            var words = schema.putArray("enum");
            for (String word : spec.rule().oneOf()) {
                words.add(word);
            }
        }
        if (!spec.rule().pattern().isEmpty()) {
            schema.put("pattern", "^(?:" + spec.rule().pattern() + ")$");
        }
        return schema;
    }

    /**
     * Whether the default is one of the words; documentation may say how it comes about instead.
     */
    private static boolean isValue(ParamSpec spec) {
        return !(spec.type() instanceof Class<?> known && known.isEnum())
                || ParamSpec.words(known).contains(spec.rule().fallback());
    }

    private static JsonNode fallback(ParamSpec spec) {
        String text = spec.rule().fallback();
        if (spec.type() == Boolean.class) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        return text.matches("-?[0-9]+(\\.[0-9]+)?")
                ? number(Double.parseDouble(text))
                : JSON.textNode(text);
    }

    private static JsonNode number(double value) {
        return Math.rint(value) == value ? JSON.numberNode((long) value) : JSON.numberNode(value);
    }
}
